import { IntlMessageFormat } from 'intl-messageformat';
import { en, type MessageKey } from './en.js';
import { tr } from './tr.js';

/** The languages of messages. */
export type Language = 'tr' | 'en';

const catalogues: Record<Language, Readonly<Record<MessageKey, string>>> = { tr, en };
const compiled = new Map<string, IntlMessageFormat>();

/** Says a text in one language. */
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

/** A speaker of one language. */
export function translator(language: Language): Translate {
  return (key, values) => String(messageOf(language, key).format(values));
}

function messageOf(language: Language, key: MessageKey): IntlMessageFormat {
  const name = `${language}:${key}`;
  const known = compiled.get(name);
  if (known) return known;
  const message = new IntlMessageFormat(catalogues[language][key], language);
  compiled.set(name, message);
  return message;
}
