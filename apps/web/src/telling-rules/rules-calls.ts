import { activateRules, archiveRules, createRules, getRules, saveRules } from '../api/told.js';
import type { NotificationRules } from '../api/types.js';
import type { VersionCalls } from '../versions/version-calls.js';
import { rulesToEdit, rulesToSend } from './rules-fields.js';

/** With everything that the form asks for, also what the server leaves out. */
export const toEdit = (rules: NotificationRules): NotificationRules => ({
  ...rules,
  content: rulesToEdit(rules.content),
});

/** What customers are told, and when. */
export const rulesCalls: VersionCalls<NotificationRules> = {
  queryKey: 'telling-rules',
  create: (merchantId, { name, content }) => createRules(merchantId, { name, content: rulesToSend(content) }),
  open: (navigate, { id }) =>
    navigate({ to: '/messages/rules/$rulesId', params: { rulesId: id }, ignoreBlocker: true }),
  read: async (id) => toEdit(await getRules(id)),
  save: async (id, { name, content }, seen) =>
    toEdit(await saveRules(id, { name, content: rulesToSend(content) }, seen)),
  activate: activateRules,
  archive: archiveRules,
  codes: { changed: 'NOTIFICATION_RULES_CHANGED', notDraft: 'NOTIFICATION_RULES_NOT_DRAFT' },
};
