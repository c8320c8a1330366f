import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { isProblem } from '../api/problem.js';
import {
  activateReturnPolicy,
  archiveReturnPolicy,
  RETURN_POLICY_NOT_DRAFT,
  saveReturnPolicy,
} from '../api/return-policies.js';
import type { ReturnPolicy } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { useSuppliers } from '../suppliers/use-suppliers.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { ActivateDialog } from '../versions/activate-dialog.js';
import { DraftBar } from '../versions/draft-bar.js';
import { LeaveGuard } from '../versions/leave-guard.js';
import { NameField } from '../versions/name-field.js';
import { NoLongerDraft, Refused } from '../versions/notices.js';
import { type Draft, useDraft } from '../versions/use-draft.js';
import { VersionFacts } from '../versions/version-facts.js';
import { VersionForm } from '../versions/version-form.js';
import classes from '../versions/versions.module.css';
import { NewReturnPolicy, useNewReturnPolicy } from './new-return-policy.js';
import { returnPolicySections } from './return-policy-fields.js';

interface ReturnPolicyEditorProps {
  policy: ReturnPolicy;
  active: ReturnPolicy | null;
}

/** A draft is edited; what is active or archived is only read, and copied into a new draft. */
export function ReturnPolicyEditor({ policy, active }: ReturnPolicyEditorProps): ReactNode {
  const { t } = useI18n();
  const queries = useQueryClient();
  const draft = useDraft(policy, {
    put: (body) => saveReturnPolicy(policy.id, body),
    onSaved: () => queries.invalidateQueries({ queryKey: ['return-policies'] }),
  });
  if (policy.state !== 'draft' && !draft.isChanged) {
    return (
      <>
        <p className="quiet">{t(`return-policy.read-only.${policy.state}`)}</p>
        <div className={classes['bar']}>
          <NewReturnPolicy from={policy} label={t('return-policy.copy')} />
        </div>
        <VersionFacts sections={returnPolicySections} content={policy.content} />
      </>
    );
  }
  return (
    <>
      <Notices draft={draft} state={policy.state} />
      <Actions draft={draft} active={active} />
      <DraftFields draft={draft} />
      <LeaveGuard isChanged={draft.isChanged} />
    </>
  );
}

/** What stands between a person's changes and the server, and the ways out. */
function Notices({ draft, state }: { draft: Draft<ReturnPolicy>; state: ReturnPolicy['state'] }): ReactNode {
  const { error } = draft.save;
  const keep = useNewReturnPolicy(draft.saved.merchantId, { name: draft.name, content: draft.content });
  if (state !== 'draft' || (isProblem(error) && error.code === RETURN_POLICY_NOT_DRAFT))
    return <NoLongerDraft onDrop={draft.discard} keep={keep} />;
  return error === null ? null : <Refused error={error} problems={draft.problems.length} />;
}

function useStep(step: () => Promise<ReturnPolicy>): UseMutationResult<ReturnPolicy, Error, void> {
  const queries = useQueryClient();
  const renew = (): Promise<void> => queries.invalidateQueries({ queryKey: ['return-policies'] });
  // Perhaps somebody else was faster: then the list of changes is against the wrong policy.
  return useMutation({ mutationFn: step, onSuccess: renew, onError: renew });
}

function Actions({ draft, active }: { draft: Draft<ReturnPolicy>; active: ReturnPolicy | null }): ReactNode {
  const { t } = useI18n();
  const [asked, setAsked] = useState<'activate' | 'archive' | null>(null);
  const { saved } = draft;
  const activate = useStep(() => activateReturnPolicy(saved.id));
  const archive = useStep(() => archiveReturnPolicy(saved.id));
  const close = (): void => setAsked(null);
  return (
    <DraftBar draft={draft} onAsk={setAsked}>
      <ActivateDialog
        draft={saved}
        active={active}
        sections={returnPolicySections}
        body={t('return-policy.activate.body')}
        action={activate}
        opened={asked === 'activate'}
        onClose={close}
      />
      <ConfirmDialog
        opened={asked === 'archive'}
        onClose={close}
        title={t('policy.archive.title', { name: saved.name })}
        confirm={t('policy.archive.confirm')}
        isDangerous
        action={archive}
      >
        <p>{t('policy.archive.body')}</p>
      </ConfirmDialog>
    </DraftBar>
  );
}

function DraftFields({ draft }: { draft: Draft<ReturnPolicy> }): ReactNode {
  const suppliers = useSuppliers().data?.items ?? [];
  const own = suppliers.filter(({ merchantId }) => merchantId === draft.saved.merchantId);
  return (
    <form onSubmit={(event) => event.preventDefault()} noValidate>
      <NameField draft={draft} />
      <VersionForm
        sections={returnPolicySections}
        content={draft.content}
        set={draft.set}
        problems={draft.problems}
        known={{ currency: null, suppliers: own.map(({ code }) => code), supplierIds: own }}
      />
    </form>
  );
}
