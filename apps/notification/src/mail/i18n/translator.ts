import { IntlMessageFormat } from 'intl-messageformat';
import { en, type MessageKey } from './en.js';
import { tr } from './tr.js';

/** The languages of messages. */
export type Language = 'tr' | 'en';

const catalogues: Record<Language, Readonly<Record<MessageKey, string>>> = { tr, en };
const compiled = new Map<string, IntlMessageFormat>();

/** Says a text in one language. */
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

/** A speaker of one language. @param own texts that are said instead of the built-in ones. */
export function translator(language: Language, own: Partial<Record<MessageKey, string>> = {}): Translate {
  return (key, values) => {
    const text = own[key];
    const message = text === undefined ? messageOf(language, key) : new IntlMessageFormat(text, language);
    return String(message.format(values));
  };
}

function messageOf(language: Language, key: MessageKey): IntlMessageFormat {
  const name = `${language}:${key}`;
  const known = compiled.get(name);
  if (known) return known;
  const message = new IntlMessageFormat(catalogues[language][key], language);
  compiled.set(name, message);
  return message;
}
