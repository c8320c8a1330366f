import type { FastifyRequest } from 'fastify';
import { IntlMessageFormat } from 'intl-messageformat';

/** The languages of pages for customers. */
export type Language = 'tr' | 'en';

/** Says a text in one language. */
export type Translate<Key extends string> = (key: Key, values?: Record<string, string | number>) => string;

/** Makes a speaker of each language from its texts in ICU message format; each text is compiled when first said. */
export function translators<Key extends string>(
  catalogues: Record<Language, Readonly<Record<Key, string>>>,
): (language: Language) => Translate<Key> {
  const compiled = new Map<string, IntlMessageFormat>();
  const messageOf = (language: Language, key: Key): IntlMessageFormat => {
    const name = `${language}:${key}`;
    const known = compiled.get(name);
    if (known) return known;
    const message = new IntlMessageFormat(catalogues[language][key], language);
    compiled.set(name, message);
    return message;
  };
  return (language) => (key, values) => String(messageOf(language, key).format(values));
}

/** The language of a page: chosen on it (`?lang=`), else `preferred`, else what the browser says. */
export function languageOf({ query, headers }: FastifyRequest, preferred?: string): Language {
  const { lang } = query as { lang?: unknown };
  return chooseLanguage(typeof lang === 'string' ? lang : undefined, preferred, headers['accept-language']);
}

/** The first of the wishes that the pages speak, for instance of `de, tr-TR, en`; English otherwise. */
export function chooseLanguage(...wishes: readonly (string | undefined)[]): Language {
  for (const wish of wishes) {
    const spoken = wish
      ?.split(',')
      .map((part) => part.trim().slice(0, 2).toLowerCase())
      .find((code) => code === 'tr' || code === 'en');
    if (spoken === 'tr' || spoken === 'en') return spoken;
  }
  return 'en';
}
