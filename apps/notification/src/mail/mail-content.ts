import type { Audience } from '#contracts';
import {
  audienceOf,
  isForShop,
  type DigestParcel,
  type MerchantTemplate,
  type MessageDigest,
  type MessageFacts,
  type MessageParcel,
  type Template,
} from '../notifications/domain/message.js';
import { afterSalesValues, choicesOf, quoted, webLink } from './after-sales-values.js';
import { textsByKey, type MessageTexts } from './check-texts.js';
import { dayParts, formatMoment, formatMoney } from './formats.js';
import { trafficValues } from './traffic-values.js';
import type { MessageKey } from './i18n/en.js';
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
  /** The parcels that it is about, each in one line. */
  readonly parcels: readonly string[];
  /** What a list for the shop's own people says, each in one line. */
  readonly news: readonly string[];
  readonly button: ContentLink | null;
  /** The scores of a survey, each a link. */
  readonly choices: readonly ContentLink[];
  readonly lines: readonly ContentLine[];
  readonly totals: readonly ContentTotal[] | null;
  readonly footer: readonly string[];
}
export interface ContentLink {
  readonly label: string;
  readonly url: string;
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
  texts: MessageTexts | null = null,
): MailContent {
  const say = translator(language, texts ? textsByKey(template, texts) : {});
  const values = valuesOf(facts, language, say);
  const audience = audienceOf[template];
  const sender = facts.merchantName ?? UNNAMED_SENDER;
  const body = say(`${template}.body`, values);
  const more = say(`${template}.more`, values);
  const afterSales = facts.afterSales ?? {};
  const baseUrl = publicUrl.replace(/\/$/, '');
  return {
    language,
    subject: headerText(subjectOf(facts, say(`${template}.subject`, values), say)),
    preheader: body,
    sender,
    reference: say(referenceOf(facts, audience), values),
    headline: say(`${template}.headline`, values),
    paragraphs: [body, ...quoted(afterSales), more],
    parcels: parcelsOf(facts, values, language, say),
    news: isForShop(template) ? newsOf(template, facts, language, say) : [],
    button: buttonOf(facts, baseUrl, say),
    choices: afterSales.survey ? choicesOf(afterSales.survey, baseUrl) : [],
    lines: linesOf(facts, language),
    totals: totalsOf(facts, language, say),
    footer: [say(`common.footer.${audience}`, values)],
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

/** The number that the reader knows it by. */
function referenceOf({ purchaseOrder, afterSales, news, orderNumber }: MessageFacts, audience: Audience): MessageKey {
  if (audience === 'merchant') return news?.total === 1 && orderNumber !== '' ? 'common.order' : 'common.team';
  if (purchaseOrder) return 'common.purchase-order';
  if (orderNumber === '') return 'common.supplier';
  return audience === 'supplier' && afterSales ? 'common.case' : 'common.order';
}

const subjectOf = ({ repetition }: MessageFacts, subject: string, say: Translate): string =>
  repetition === undefined ? subject : say('common.again', { subject, repetition });

type Values = Record<string, string | number>;

function valuesOf(facts: MessageFacts, language: Language, say: Translate): Values {
  return {
    name: facts.name ?? '',
    sender: facts.merchantName ?? UNNAMED_SENDER,
    order: facts.orderNumber,
    po: facts.purchaseOrder?.number ?? '',
    units: facts.lines.reduce((sum, line) => sum + line.quantity, 0),
    partly: yesNo(facts.partly),
    code: facts.reasonCode ?? '',
    action: facts.nextAction ?? '',
    count: facts.news?.total ?? 1,
    ...timeValues(facts, language, say),
    ...afterSalesValues(facts, language),
    ...trafficValues(facts, language),
    ...(facts.parcel ? parcelValues(facts.parcel) : {}),
    ...(facts.digest ? digestValues(facts.digest) : {}),
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

const digestValues = ({ parcels, unitsToCome }: MessageDigest): Values => ({
  total: parcels.length,
  delivered: parcels.filter(({ status }) => status === 'delivered').length,
  toCome: unitsToCome,
});

function parcelsOf(
  { parcel, digest, country }: MessageFacts,
  values: Values,
  language: Language,
  say: Translate,
): string[] {
  const one = parcel ? [say('common.parcel', values)] : [];
  const many = digest?.parcels.slice(0, LINES_MAX) ?? [];
  return [...one, ...many.map((soFar) => say('common.parcel-so-far', soFarValues(soFar, language, country, say)))];
}

/** Each as it would have been told alone, and how many there are besides. */
function newsOf(template: MerchantTemplate, facts: MessageFacts, language: Language, say: Translate): string[] {
  const { items, total } = facts.news ?? { items: [facts], total: 1 };
  const lines = items.map((item) => say(`${template}.item`, valuesOf(item, language, say)));
  return total > items.length ? [...lines, say('common.news-more', { more: total - items.length })] : lines;
}

/** A day is the same day whatever the clock: its noon is taken. */
function soFarValues(
  { carrier, trackingNumber, status, expectedDay }: DigestParcel,
  language: Language,
  country: string | null,
  say: Translate,
): Values {
  const noon = expectedDay === null ? null : new Date(`${expectedDay}T12:00:00Z`);
  return {
    ...{ carrier: carrierName(carrier), number: trackingNumber, status },
    day: noon === null ? '' : say('common.day', dayParts(noon, language, country)),
    hasDay: yesNo(noon !== null),
  };
}

const yesNo = (fact: boolean): string => (fact ? 'yes' : 'no');

function buttonOf(facts: MessageFacts, baseUrl: string, say: Translate): ContentLink {
  const { trackingToken, afterSales, exportPath } = facts;
  if (exportPath !== undefined) return { label: say('common.button.export'), url: `${baseUrl}${exportPath}` };
  const label = webLink(afterSales?.link);
  if (label !== null) return { label: say('common.button.label'), url: label };
  return trackingToken === null
    ? { label: say('common.button.desk'), url: `${baseUrl}/` }
    : { label: say('common.button.track'), url: `${baseUrl}/track/${trackingToken}` };
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
