import { IntlMessageFormat } from 'intl-messageformat';
import { type MessageKey, messages, type WordKind, words } from './catalogue.js';
import type { Language } from './format.js';

export type MessageValues = Record<string, string | number>;

const parsed = new Map<string, IntlMessageFormat>();

/** The message in the language, with its values put in (ICU message format). */
export function translate(language: Language, key: MessageKey, values?: MessageValues): string {
  const message = messages[language][key];
  if (values === undefined) return message;
  const cacheKey = `${language}:${key}`;
  let format = parsed.get(cacheKey);
  if (!format) {
    format = new IntlMessageFormat(message, language);
    parsed.set(cacheKey, format);
  }
  return String(format.format(values));
}

/** The words for a service's code. An unknown code is made readable rather than hidden: `NEW_CODE` → `new code`. */
export function wordFor(language: Language, kind: WordKind, code: string): string {
  return words[language][`${kind}.${code}`] ?? code.replaceAll(/[_-]/g, ' ').toLowerCase();
}

export const hasWord = (kind: WordKind, code: string): boolean => `${kind}.${code}` in words.en;
