import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { isProblem } from '../api/problem.js';
import { activateRules, archiveRules, RULES_NOT_DRAFT, saveRules } from '../api/told.js';
import type { NotificationRules } from '../api/types.js';
import { Button } from '@mantine/core';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { ActivateDialog } from '../versions/activate-dialog.js';
import { DraftBar } from '../versions/draft-bar.js';
import type { FieldSection } from '../versions/fields.js';
import { LeaveGuard } from '../versions/leave-guard.js';
import { NameField } from '../versions/name-field.js';
import { NewDraftButton } from '../versions/new-draft-button.js';
import { NoLongerDraft, Refused } from '../versions/notices.js';
import { type Draft, useDraft } from '../versions/use-draft.js';
import { VersionFacts } from '../versions/version-facts.js';
import { VersionForm } from '../versions/version-form.js';
import classes from '../versions/versions.module.css';
import { rulesToEdit, rulesToSend } from './rules-fields.js';
import { RulesPreview } from './rules-preview.js';
import { useNewRules } from './use-new-rules.js';

interface RulesEditorProps {
  rules: NotificationRules;
  active: NotificationRules | null;
  sections: readonly FieldSection[];
}

const toEdit = (rules: NotificationRules): NotificationRules => ({ ...rules, content: rulesToEdit(rules.content) });

/** A draft is edited; the others are read, copied, and put in or out of use. What each does to a real order beside it. */
export function RulesEditor({ rules, active, sections }: RulesEditorProps): ReactNode {
  const queries = useQueryClient();
  const draft = useDraft(rules, {
    put: async ({ name, content }) => toEdit(await saveRules(rules.id, { name, content: rulesToSend(content) })),
    onSaved: () => queries.invalidateQueries({ queryKey: ['telling-rules'] }),
  });
  const isRead = rules.state !== 'draft' && !draft.isChanged;
  return (
    <>
      {isRead ? null : <Notices draft={draft} state={rules.state} />}
      <Actions draft={draft} active={active} sections={sections} isRead={isRead} />
      <div className={classes['columns']}>
        {isRead ? (
          <div>
            <VersionFacts sections={sections} content={rules.content} />
          </div>
        ) : (
          <form onSubmit={(event) => event.preventDefault()} noValidate>
            <NameField draft={draft} />
            <VersionForm
              sections={sections}
              content={draft.content}
              set={draft.set}
              problems={draft.problems}
              known={{ currency: null, suppliers: [] }}
            />
          </form>
        )}
        <div className={classes['aside']}>
          <RulesPreview rules={draft.saved} />
        </div>
      </div>
      <LeaveGuard isChanged={draft.isChanged} />
    </>
  );
}

/** What stands between a person's changes and the server, and the ways out. */
function Notices({ draft, state }: { draft: Draft<NotificationRules>; state: NotificationRules['state'] }): ReactNode {
  const { error } = draft.save;
  const keep = useNewRules(draft.saved.merchantId, { name: draft.name, content: draft.content });
  if (state !== 'draft' || (isProblem(error) && error.code === RULES_NOT_DRAFT))
    return <NoLongerDraft onDrop={draft.discard} keep={keep} />;
  return error === null ? null : <Refused error={error} problems={draft.problems.length} />;
}

function useStep(step: () => Promise<NotificationRules>): UseMutationResult<NotificationRules, Error, void> {
  const queries = useQueryClient();
  const renew = (): Promise<void> => queries.invalidateQueries({ queryKey: ['telling-rules'] });
  return useMutation({ mutationFn: step, onSuccess: renew, onError: renew });
}

interface ActionsProps extends Pick<RulesEditorProps, 'active' | 'sections'> {
  draft: Draft<NotificationRules>;
  isRead: boolean;
}

function Actions({ draft, active, sections, isRead }: ActionsProps): ReactNode {
  const { t } = useI18n();
  const [asked, setAsked] = useState<'activate' | 'archive' | null>(null);
  const { saved } = draft;
  const activate = useStep(() => activateRules(saved.id));
  const archive = useStep(() => archiveRules(saved.id));
  const close = (): void => setAsked(null);
  const dialogs = (
    <>
      <ActivateDialog
        draft={saved}
        active={active === null ? null : toEdit(active)}
        sections={sections}
        body={t('rules.activate.body')}
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
        <p>{t(saved.state === 'active' ? 'rules.stop.body' : 'rules.archive.body')}</p>
      </ConfirmDialog>
    </>
  );
  if (isRead) return <ReadBar rules={saved} onAsk={setAsked} dialogs={dialogs} />;
  return (
    <DraftBar draft={draft} onAsk={setAsked}>
      {dialogs}
    </DraftBar>
  );
}

interface ReadBarProps {
  rules: NotificationRules;
  onAsk: (what: 'activate' | 'archive') => void;
  dialogs: ReactNode;
}

/** What can be done with rules that hold or held: copied, used again, taken out of use. */
function ReadBar({ rules: { merchantId, name, content, state }, onAsk, dialogs }: ReadBarProps): ReactNode {
  const { t } = useI18n();
  const create = useNewRules(merchantId, { name: t('policy.copy-name', { name }), content });
  return (
    <div className={classes['bar']}>
      <span className="quiet">{t(`rules.read-only.${state}`)}</span>
      <NewDraftButton label={t('told.copy')} create={create} />
      <Button onClick={() => onAsk(state === 'active' ? 'archive' : 'activate')}>
        {t(state === 'active' ? 'told.stop' : 'told.again')}
      </Button>
      {dialogs}
    </div>
  );
}
