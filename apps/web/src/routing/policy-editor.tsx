import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Policy } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { useSuppliers } from '../suppliers/use-suppliers.js';
import { ActivateDialog } from './activate-dialog.js';
import { ArchiveDialog } from './archive-dialog.js';
import { DraftNotices } from './draft-notices.js';
import { LeaveGuard } from '../versions/leave-guard.js';
import { useSaveKey } from '../versions/use-save-key.js';
import classes from '../versions/versions.module.css';
import { PolicyFacts } from './policy-facts.js';
import { PolicyForm } from './policy-form.js';
import { PolicyPreview } from './policy-preview.js';
import { type Draft, useDraft } from './use-draft.js';

interface PolicyEditorProps {
  policy: Policy;
  active: Policy | null;
}

/**
 * A draft with what it would do to a real order beside it. What is active or archived is only read; yet a person's
 * changes stay on the page when somebody else activates the draft meanwhile.
 */
export function PolicyEditor({ policy, active }: PolicyEditorProps): ReactNode {
  const { t } = useI18n();
  const draft = useDraft(policy);
  if (policy.state !== 'draft' && !draft.isChanged) {
    return (
      <>
        <p className="quiet">{t(`policy.read-only.${policy.state}`)}</p>
        <PolicyFacts content={policy.content} />
      </>
    );
  }
  return (
    <>
      <DraftNotices draft={draft} state={policy.state} />
      <DraftBar draft={draft} active={active} />
      <div className={classes['columns']}>
        <DraftFields draft={draft} />
        <div className={classes['aside']}>
          <PolicyPreview draft={draft} active={active} />
        </div>
      </div>
      <LeaveGuard isChanged={draft.isChanged} />
    </>
  );
}

function DraftBar({ draft, active }: { draft: Draft; active: Policy | null }): ReactNode {
  const { t } = useI18n();
  const [asked, setAsked] = useState<'activate' | 'archive' | null>(null);
  const { isChanged, save, saved } = draft;
  const run = (): void => {
    if (isChanged && !save.isPending) save.mutate({ over: false });
  };
  useSaveKey(run);
  return (
    <div className={classes['bar']}>
      <Button variant={isChanged ? 'filled' : 'default'} disabled={!isChanged} loading={save.isPending} onClick={run}>
        {t('policy.save')}
      </Button>
      <Button disabled={!isChanged || save.isPending} onClick={draft.discard}>
        {t('policy.discard')}
      </Button>
      <Button variant={isChanged ? 'default' : 'filled'} disabled={isChanged} onClick={() => setAsked('activate')}>
        {t('policy.activate')}
      </Button>
      <Button variant="subtle" disabled={isChanged} onClick={() => setAsked('archive')}>
        {t('policy.archive')}
      </Button>
      <span role="status" className="quiet">
        {t(isChanged ? 'policy.unsaved' : 'policy.saved')}
      </span>
      <ActivateDialog draft={saved} active={active} opened={asked === 'activate'} onClose={() => setAsked(null)} />
      <ArchiveDialog policy={saved} opened={asked === 'archive'} onClose={() => setAsked(null)} />
    </div>
  );
}

function DraftFields({ draft }: { draft: Draft }): ReactNode {
  const { t } = useI18n();
  const suppliers = useSuppliers().data?.items ?? [];
  const { saved, content } = draft;
  const own = suppliers.filter(({ merchantId }) => merchantId === saved.merchantId);
  const nameProblem = draft.problems.find(({ pointer }) => pointer === '/name');
  return (
    <form onSubmit={(event) => event.preventDefault()} noValidate>
      <TextInput
        label={t('policy.name')}
        value={draft.name}
        maxLength={200}
        onChange={(event) => draft.setName(event.currentTarget.value)}
        error={nameProblem?.detail}
      />
      <PolicyForm
        content={content}
        set={draft.set}
        problems={draft.problems}
        supplierCodes={own.map(({ code }) => code)}
      />
    </form>
  );
}
