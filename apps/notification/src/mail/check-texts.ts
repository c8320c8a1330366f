import { IntlMessageFormat } from 'intl-messageformat';
import type { ProblemDetail } from '#platform';
import type { Template } from '../notifications/domain/message.js';
import { en, type MessageKey } from './i18n/en.js';
import { tr } from './i18n/tr.js';
import type { Language } from './i18n/translator.js';

/** The texts of one kind of message that a merchant can write, ICU message format. */
export const textParts = ['subject', 'headline', 'body', 'more'] as const;
export type MessageTexts = Readonly<Record<(typeof textParts)[number], string>>;

/** As the catalogue names them. */
export const textsByKey = (template: Template, texts: MessageTexts): Partial<Record<MessageKey, string>> =>
  Object.fromEntries(textParts.map((part) => [`${template}.${part}`, texts[part]]));

/** What the parser makes of a text, as far as it is looked at here. */
interface AstElement {
  readonly type: number;
  readonly value?: unknown;
  readonly options?: Readonly<Record<string, { readonly value: readonly AstElement[] }>>;
}

/** Kinds of elements, as @formatjs/icu-messageformat-parser numbers them. */
const LITERAL = 0;
const ARGUMENT = 1;
const SELECT = 5;
const PLURAL = 6;
const POUND = 7;

const everywhere: readonly string[] = ['name', 'order', 'sender'];

const parse = (text: string, language: Language): AstElement[] => new IntlMessageFormat(text, language).getAst();

function placeholdersIn(elements: readonly AstElement[]): string[] {
  return elements.flatMap(({ type, value, options = {} }) => [
    ...([ARGUMENT, SELECT, PLURAL].includes(type) ? [String(value)] : []),
    ...Object.values(options).flatMap((option) => placeholdersIn(option.value)),
  ]);
}

/** What a kind of message knows: the words that its own texts use, which have a value whenever it is written. */
export function placeholdersOf(template: Template): string[] {
  const keys = textParts.map((part): MessageKey => `${template}.${part}`);
  const used = keys.flatMap((key) => [...parse(en[key], 'en'), ...parse(tr[key], 'tr')]);
  return [...new Set([...everywhere, ...placeholdersIn(used)])].sort();
}

/** Everything that is wrong with a merchant's texts, by JSON pointer; empty when they can be sent. */
export function faultsIn(texts: MessageTexts, template: Template, language: Language): ProblemDetail[] {
  const known = placeholdersOf(template);
  return textParts.flatMap((part) =>
    faultsInText(texts[part], known, language).map(([code, detail]) => ({
      ...{ pointer: `/texts/${part}`, code, detail },
    })),
  );
}

type Fault = readonly [code: string, detail: string];

function faultsInText(text: string, known: readonly string[], language: Language): Fault[] {
  // A mail is text: what looks like markup would be shown as it is, and a script is never meant well.
  if (/[<>]/u.test(text)) return [['MARKUP', 'Texts hold no markup: leave out < and >.']];
  let elements: AstElement[];
  try {
    elements = parse(text, language);
  } catch {
    return [['ICU_SYNTAX', 'This is no ICU message: look at its braces, and end each plural and select with other.']];
  }
  const unknown = placeholdersIn(elements).filter((name) => !known.includes(name));
  return [
    ...unknown.map((name): Fault => ['UNKNOWN_PLACEHOLDER', `${name} is not known here. Known: ${known.join(', ')}.`]),
    ...elementFaults(elements, language),
  ];
}

/** English says one item and two items; Turkish says both alike. */
const needsSingular = (language: Language): boolean => language === 'en';

function elementFaults(elements: readonly AstElement[], language: Language): Fault[] {
  return elements.flatMap(({ type, options = {} }): Fault[] => {
    if (![LITERAL, ARGUMENT, SELECT, PLURAL, POUND].includes(type))
      return [['FORMAT', 'Numbers, days and money come ready: use {name}, plural and select only.']];
    const singular = 'one' in options || '=1' in options;
    return [
      ...(type === PLURAL && needsSingular(language) && !singular
        ? [['MISSING_PLURAL', 'Say what one is called: add one {…} or =1 {…}.'] as const]
        : []),
      ...Object.values(options).flatMap((option) => elementFaults(option.value, language)),
    ];
  });
}
