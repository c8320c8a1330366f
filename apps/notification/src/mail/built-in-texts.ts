import { audienceOf, templates, type Template } from '../notifications/domain/message.js';
import { isObligatory } from '../rules/domain/notification-rules.js';
import { placeholdersOf, type MessageTexts } from './check-texts.js';
import { en } from './i18n/en.js';
import { tr } from './i18n/tr.js';
import type { Language } from './i18n/translator.js';

/** What is sent where a merchant has written nothing. */
export interface BuiltInTexts {
  readonly template: Template;
  readonly language: Language;
  readonly texts: MessageTexts;
  /** What a text of this kind may name in braces. */
  readonly placeholders: readonly string[];
  /** Rules cannot hold it back. */
  readonly obligatory: boolean;
}

const catalogues = { tr, en };

/** Of every kind of message to customers, in both languages. */
export function builtInTexts(): BuiltInTexts[] {
  const kinds = templates.filter((template) => audienceOf[template] === 'customer');
  return kinds.flatMap((template) =>
    (['tr', 'en'] as const).map((language) => ({
      ...{ template, language, texts: textsOf(template, language) },
      ...{ placeholders: placeholdersOf(template), obligatory: isObligatory(template) },
    })),
  );
}

const textsOf = (template: Template, language: Language): MessageTexts => ({
  subject: catalogues[language][`${template}.subject`],
  headline: catalogues[language][`${template}.headline`],
  body: catalogues[language][`${template}.body`],
  more: catalogues[language][`${template}.more`],
});
