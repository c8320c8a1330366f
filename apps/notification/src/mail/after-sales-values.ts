import type { SurveyKind } from '#contracts';
import type { MessageAfterSales, MessageFacts } from '../notifications/domain/message.js';
import { formatMoney, formatStamp } from './formats.js';
import type { Language } from './i18n/translator.js';

/** First and last score of each kind of survey. */
const scores: Record<SurveyKind, readonly [first: number, last: number]> = { nps: [0, 10], csat: [1, 5], ces: [1, 7] };

/** A text that lacks a value cannot be written at all: every word has one. */
const noWords = {
  number: '',
  kind: '',
  clause: '',
  regime: '',
  method: '',
  payer: '',
  resolution: '',
  claim: '',
  missing: '',
  level: 1,
};

/** What texts about returns, complaints, claims and surveys are filled with. */
export function afterSalesValues(
  { name, at, country, afterSales = {} }: MessageFacts,
  language: Language,
): Record<string, string | number> {
  const { amount, survey, complete, ...words } = afterSales;
  return {
    ...noWords,
    ...Object.fromEntries(Object.entries(words).filter(([, word]) => word !== null)),
    survey: survey?.kind ?? '',
    complete: complete === true ? 'yes' : 'no',
    assignee: name ?? '–',
    stamp: at === null ? '' : formatStamp(new Date(at), language, country),
    amount: amount ? formatMoney(amount.amountMinor, amount.currency, language) : '',
  };
}

/** What a person wrote, by paragraphs. */
export const quoted = ({ text }: MessageAfterSales): string[] =>
  (text ?? '')
    .split('\n')
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');

/** One link per score: a tap is an answer. */
export function choicesOf(
  { kind, link }: NonNullable<MessageAfterSales['survey']>,
  baseUrl: string,
): { label: string; url: string }[] {
  const [first, last] = scores[kind];
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    label: String(first + at),
    url: `${baseUrl}/v1/surveys/${encodeURIComponent(link)}?score=${String(first + at)}`,
  }));
}

/** A link that a mail may carry: a web address, and nothing that a mail program would run. */
export function webLink(link: string | null | undefined): string | null {
  return link != null && URL.canParse(link) && /^https?:$/u.test(new URL(link).protocol) ? new URL(link).href : null;
}
