import { activateTemplate, archiveTemplate, createTemplate, getTemplate, saveTexts } from '../api/told.js';
import type { BuiltInTexts, MessageLanguage, MessageTemplate, MessageTexts } from '../api/types.js';
import type { VersionCalls } from '../versions/version-calls.js';
import type { Versioned } from '../versions/versioned.js';

/** The words of one kind of message in one language, as versioned data: they have no name. */
export interface VersionOfTexts extends Versioned {
  template: string;
  language: MessageLanguage;
  content: MessageTexts;
}

export const asVersion = ({ texts, ...template }: MessageTemplate): VersionOfTexts => ({
  ...{ ...template, name: '', content: texts },
});

/** The words of one kind of message in one language. */
export const textsCalls = ({
  template,
  language,
}: Pick<BuiltInTexts, 'template' | 'language'>): VersionCalls<VersionOfTexts> => ({
  queryKey: 'message-templates',
  create: async (merchantId, { content }) =>
    asVersion(await createTemplate(merchantId, { template, language, texts: content })),
  open: (navigate, { id, merchantId }) =>
    navigate({
      to: '/messages/texts/$template/$language',
      params: { template, language },
      search: { merchant: merchantId, version: id },
      ignoreBlocker: true,
    }),
  read: async (id) => asVersion(await getTemplate(id)),
  save: async (id, { content }, seen) => asVersion(await saveTexts(id, content, seen)),
  activate: async ({ id, revision }) => asVersion(await activateTemplate(id, revision)),
  archive: async (id) => asVersion(await archiveTemplate(id)),
  codes: { changed: 'MESSAGE_TEMPLATE_CHANGED', notDraft: 'MESSAGE_TEMPLATE_NOT_DRAFT' },
});
