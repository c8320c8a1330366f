import { type BuiltInTexts, type MessageLanguage, messageLanguages, type MessageTemplate } from '../api/types.js';

/** Of one language: what is sent now, and what somebody prepares. Nulls: the built-in texts; nothing. */
export interface Standing {
  active: MessageTemplate | null;
  draft: MessageTemplate | null;
}

export interface KindOfMessage {
  template: string;
  /** Rules cannot hold it back. */
  obligatory: boolean;
  standing: Readonly<Record<MessageLanguage, Standing>>;
}

/** Every kind of message, in the order of the built-in texts, with what a merchant made of it. */
export function kindsOf(builtIn: readonly BuiltInTexts[], own: readonly MessageTemplate[]): KindOfMessage[] {
  const kinds = [...new Map(builtIn.map(({ template, obligatory }) => [template, obligatory]))];
  const newest = (template: string, language: MessageLanguage, state: string): MessageTemplate | null =>
    own.find((one) => one.template === template && one.language === language && one.state === state) ?? null;
  return kinds.map(([template, obligatory]) => ({
    template,
    obligatory,
    standing: Object.fromEntries(
      messageLanguages.map((language) => [
        language,
        { active: newest(template, language, 'active'), draft: newest(template, language, 'draft') },
      ]),
    ) as KindOfMessage['standing'],
  }));
}

/** Which version a person looks at: the one that is asked for, else what is sent, else what is prepared. */
export const chosenOf = (versions: readonly MessageTemplate[], wanted: string | undefined): MessageTemplate | null =>
  wanted === BUILT_IN
    ? null
    : (versions.find(({ id }) => id === wanted) ??
      versions.find(({ state }) => state === 'active') ??
      versions.find(({ state }) => state === 'draft') ??
      null);

/** In the address bar: the built-in texts, although there are own ones. */
export const BUILT_IN = 'built-in';

/** As a heading: words for codes begin small, as they stand in sentences. */
export const capitalised = (language: string, text: string): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
