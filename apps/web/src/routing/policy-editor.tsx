import { type ReactNode, useState } from 'react';
import type { Policy } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { useSuppliers } from '../suppliers/use-suppliers.js';
import { valueAt } from '../versions/content.js';
import { DraftBar } from '../versions/draft-bar.js';
import { LeaveGuard } from '../versions/leave-guard.js';
import { NameField } from '../versions/name-field.js';
import type { Draft } from '../versions/use-draft.js';
import { VersionFacts } from '../versions/version-facts.js';
import { VersionForm } from '../versions/version-form.js';
import classes from '../versions/versions.module.css';
import { ActivatePolicyDialog } from './activate-dialog.js';
import { ArchiveDialog } from './archive-dialog.js';
import { DraftNotices } from './draft-notices.js';
import { policySections } from './policy-fields.js';
import { PolicyPreview } from './policy-preview.js';
import { usePolicyDraft } from './use-policy-draft.js';

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
  const draft = usePolicyDraft(policy);
  const [asked, setAsked] = useState<'activate' | 'archive' | null>(null);
  const close = (): void => setAsked(null);
  if (policy.state !== 'draft' && !draft.isChanged) {
    return (
      <>
        <p className="quiet">{t(`policy.read-only.${policy.state}`)}</p>
        <VersionFacts sections={policySections} content={policy.content} />
      </>
    );
  }
  return (
    <>
      <DraftNotices draft={draft} state={policy.state} />
      <DraftBar draft={draft} onAsk={setAsked}>
        <ActivatePolicyDialog draft={draft.saved} active={active} opened={asked === 'activate'} onClose={close} />
        <ArchiveDialog policy={draft.saved} opened={asked === 'archive'} onClose={close} />
      </DraftBar>
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

function DraftFields({ draft }: { draft: Draft<Policy> }): ReactNode {
  const suppliers = useSuppliers().data?.items ?? [];
  const { saved, content } = draft;
  const own = suppliers.filter(({ merchantId }) => merchantId === saved.merchantId);
  const groups = valueAt(content, '/groups');
  const groupNames = Array.isArray(groups) ? groups.map((group) => `@${String(valueAt(group, '/name'))}`) : [];
  return (
    <form onSubmit={(event) => event.preventDefault()} noValidate>
      <NameField draft={draft} />
      <VersionForm
        sections={policySections}
        content={content}
        set={draft.set}
        problems={draft.problems}
        known={{ currency: content.currency, suppliers: [...own.map(({ code }) => code), ...groupNames] }}
      />
    </form>
  );
}
