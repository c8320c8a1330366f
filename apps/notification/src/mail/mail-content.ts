import { audienceOf, type MessageFacts, type MessageParcel, type Template } from '../notifications/domain/message.js';
import { dayParts, formatMoment, formatMoney } from './formats.js';
import { translator, type Language, type Translate } from './i18n/translator.js';

/** A message in words, before it becomes text or HTML. */
export interface MailContent {
  readonly language: Language;
  readonly subject: string;
  readonly preheader: string;
  readonly sender: string;
  readonly reference: string;
  readonly headline: string;
  readonly paragraphs: readonly string[];
  readonly parcel: string | null;
  readonly button: { readonly label: string; readonly url: string } | null;
  readonly lines: readonly ContentLine[];
  readonly totals: readonly ContentTotal[] | null;
  readonly footer: readonly string[];
}
export interface ContentLine {
  readonly title: string;
  readonly sku: string | null;
  readonly quantity: number;
  readonly amount: string | null;
}
export interface ContentTotal {
  readonly label: string;
  readonly amount: string;
  readonly strong: boolean;
}

/** What the sender is called while the merchant's name is not known. */
const UNNAMED_SENDER = 'Kervan';
/** Lines listed; the tracking page has them all. */
const LINES_MAX = 50;

/** Puts the facts of a message into words. */
export function mailContent(
  template: Template,
  language: Language,
  facts: MessageFacts,
  publicUrl: string,
): MailContent {
  const say = translator(language);
  const values = valuesOf(facts, language, say);
  const audience = audienceOf[template];
  const sender = facts.merchantName ?? UNNAMED_SENDER;
  const body = say(`${template}.body`, values);
  return {
    language,
    subject: headerText(say(`${template}.subject`, values)),
    preheader: body,
    sender,
    reference: facts.purchaseOrder ? say('common.purchase-order', values) : say('common.order', values),
    headline: say(`${template}.headline`, values),
    paragraphs: [body, say(`${template}.more`, values)],
    parcel: facts.parcel ? say('common.parcel', values) : null,
    button: buttonOf(facts, publicUrl, say),
    lines: linesOf(facts, language),
    totals: totalsOf(facts, language, say),
    footer: [say(`common.footer.${audience}`, { ...values, sender })],
  };
}

/**
 * Text for a header: one line, no control characters, bounded. A name or number that a store sent can
 * otherwise end the header and begin another one.
 */
export function headerText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 200);
}

type Values = Record<string, string | number>;

function valuesOf(facts: MessageFacts, language: Language, say: Translate): Values {
  return {
    name: facts.name ?? '',
    order: facts.orderNumber,
    po: facts.purchaseOrder?.number ?? '',
    units: facts.lines.reduce((sum, line) => sum + line.quantity, 0),
    partly: yesNo(facts.partly),
    code: facts.reasonCode ?? '',
    action: facts.nextAction ?? '',
    ...timeValues(facts, language, say),
    ...(facts.parcel ? parcelValues(facts.parcel) : {}),
  };
}

function timeValues(
  { promiseBy, purchaseOrder, at, country }: MessageFacts,
  language: Language,
  say: Translate,
): Values {
  const moment = purchaseOrder?.acknowledgeBy ?? at;
  return {
    day: promiseBy === null ? '' : say('common.day', dayParts(new Date(promiseBy), language, country)),
    hasDay: yesNo(promiseBy !== null),
    moment: moment === null ? '' : formatMoment(new Date(moment), language, country),
    hasMoment: yesNo(moment !== null),
  };
}

const parcelValues = ({ carrier, trackingNumber, unitsToCome, complete, ...counts }: MessageParcel): Values => ({
  carrier: carrierName(carrier),
  number: trackingNumber,
  toCome: unitsToCome,
  complete: yesNo(complete),
  ...counts,
});

const yesNo = (fact: boolean): string => (fact ? 'yes' : 'no');

function buttonOf(facts: MessageFacts, publicUrl: string, say: Translate): MailContent['button'] {
  const base = publicUrl.replace(/\/$/, '');
  return facts.trackingToken === null
    ? { label: say('common.button.desk'), url: `${base}/` }
    : { label: say('common.button.track'), url: `${base}/track/${facts.trackingToken}` };
}

function linesOf(facts: MessageFacts, language: Language): ContentLine[] {
  const currency = facts.totals?.currency;
  return facts.lines.slice(0, LINES_MAX).map(({ title, sku, quantity, amountMinor }) => ({
    title,
    sku,
    quantity,
    amount: amountMinor === null || currency === undefined ? null : formatMoney(amountMinor, currency, language),
  }));
}

function totalsOf(facts: MessageFacts, language: Language, say: Translate): ContentTotal[] | null {
  const { totals } = facts;
  if (!totals) return null;
  const row = (label: string, amountMinor: number, strong = false): ContentTotal => ({
    label,
    amount: formatMoney(amountMinor, totals.currency, language),
    strong,
  });
  return [
    row(say('common.goods'), totals.goodsMinor),
    ...(totals.shippingMinor === 0 ? [] : [row(say('common.shipping'), totals.shippingMinor)]),
    ...(totals.discountMinor === 0 ? [] : [row(say('common.discount'), -totals.discountMinor)]),
    row(say('common.total'), totals.totalMinor, true),
  ];
}

/** Codes are lower case; people know carriers by name. */
const carrierName = (code: string): string =>
  code
    .split(/[-_]/)
    .map((word) => (word.length <= 3 ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');
