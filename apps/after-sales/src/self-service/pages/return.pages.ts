import { returnReasons } from '#contracts';
import { markup, type Content, type Markup } from '#platform';
import type { ReturnView } from '../../returns/return-queries.service.js';
import type { AssessedLine } from '../../returns/domain/assess-return.js';
import { exchangeNumber, type ExchangeGoods } from '../../returns/domain/exchange-goods.js';
import { comesBack } from '../../returns/domain/units-due.js';
import type { ExchangeQuote } from '../../returns/exchange-offers.service.js';
import { banner, choiceField, hero, hidden, inputField, textField, type FieldErrors } from './fields.js';
import type { FormFields } from './form-body.js';
import { insteadName, quantityName, reasonName, type ChosenLine } from './return-form.js';
import type { PageContent, Visit } from './visit.js';

/** What a page of lines may weigh, in choices of its lists, and what a line weighs without goods in exchange. */
const PAGE_CHOICES = 400;
const LINE_CHOICES = 10;
/** Characters of the note, as the API takes it. */
const NOTE_MAX = 2_000;

type Line = Visit['order']['lines'][number];

/** Which lines to send back, how many and why. */
export function choosePage(visit: Visit, form: FormFields, errors: FieldErrors, from: number): PageContent {
  const { say, order } = visit;
  const title = say('return.title');
  const lines = order.lines.filter(({ returnable }) => returnable > 0);
  if (lines.length === 0) return { title, body: hero(title, say('return.none')) };
  const shown = onePage(lines.slice(from));
  const next = from + shown.length;
  const more =
    lines.length > next
      ? markup`<a class="button plain" href="${visit.path('/returns/new', { from: String(next) })}">${say('return.more')}</a>`
      : null;
  const body = markup`${hero(title, say('return.text'))}${banner(errors['lines'] ?? (Object.keys(errors).length > 0 ? say('problem.fields') : null))}
<form method="get" action="${visit.path('/returns/check')}" novalidate>${hidden('lang', visit.language)}
${shown.map((line) => chooseLine(visit, line, form, errors, lines.length === 1))}<button>${say('return.next')}</button></form>${more}`;
  return { title, body };
}

/** As many lines as keep the page under 50 KB, one at least. */
function onePage(lines: readonly Line[]): readonly Line[] {
  let choices = 0;
  const end = lines.findIndex(({ exchangeFor }) => (choices += LINE_CHOICES + exchangeFor.length) > PAGE_CHOICES);
  return end < 0 ? lines : lines.slice(0, Math.max(1, end));
}

function chooseLine(visit: Visit, line: Line, form: FormFields, errors: FieldErrors, isOnly: boolean): Markup {
  const { say } = visit;
  const { lineId, title, returnable } = line;
  const [quantity, reason] = [quantityName(lineId), reasonName(lineId)];
  const preset = isOnly && returnable === 1 ? '1' : '0';
  const reasons = [
    { value: '', label: say('return.reason.choose') },
    ...returnReasons.map((value) => ({ value, label: say(`reason.${value}`) })),
  ];
  const asked = say('return.quantity', { total: returnable });
  return markup`<section class="card"><h2>${title}</h2><div class="pair">${inputField(
    { name: quantity, label: asked, value: form.text(quantity) || preset, error: errors[quantity] },
    markup`type="number" inputmode="numeric" min="0" max="${returnable}"`,
  )}${choiceField({ name: reason, label: say('return.reason'), value: form.text(reason), error: errors[reason] }, reasons)}</div>${insteadField(visit, line, form, errors)}</section>
`;
}

/** Money back, the same again, or what else the shop offers for it. */
function insteadField(visit: Visit, line: Line, form: FormFields, errors: FieldErrors): Content {
  const { say, order } = visit;
  const name = insteadName(line.lineId);
  if (line.exchangeFor.length === 0 && errors[name] === undefined) return null;
  const choices = line.exchangeFor.map(({ sku, title, unitPriceMinor }) => {
    const price = unitPriceMinor === null ? say('return.instead.even') : visit.money(unitPriceMinor, order.currency);
    return { value: sku, label: sku === line.sku ? say('return.instead.same') : `${title} (${price})` };
  });
  return choiceField({ name, label: say('return.instead'), value: form.text(name), error: errors[name] }, [
    { value: '', label: say('return.instead.money') },
    ...choices,
  ]);
}

/** What is asked to be confirmed. */
export interface ReturnQuestion {
  readonly chosen: readonly ChosenLine[];
  /** Those of them that may go back. */
  readonly allowed: readonly ChosenLine[];
  readonly answer: readonly AssessedLine[];
  /** What they are exchanged for; null: for money. */
  readonly exchange: ExchangeQuote | null;
  /** Sent along: the same form twice is one return. */
  readonly key: string;
  readonly note: string;
  readonly isNoteTooLong: boolean;
}

/** The answer, clause by clause, before anything is sent. Only what may go back can be confirmed. */
export function answerPage(visit: Visit, question: ReturnQuestion): PageContent {
  const { say } = visit;
  const { allowed, exchange } = question;
  const verdict = allowed.length === 0 ? 'no' : allowed.length === question.chosen.length ? 'yes' : 'part';
  const title = say(`check.title.${verdict}`);
  const changed = question.chosen.flatMap(({ lineId, quantity, reasonCode, instead }) => [
    [quantityName(lineId), String(quantity)],
    [reasonName(lineId), reasonCode],
    ...(instead === null ? [] : [[insteadName(lineId), instead]]),
  ]);
  const body = markup`${hero(title, say(`check.text.${verdict}`))}${question.answer.map((line) => answerCard(visit, line, exchange !== null))}
${exchange === null ? null : exchangeCard(visit, exchange, question.answer)}${allowed.length === 0 ? null : confirmForm(visit, question)}<a class="button plain" href="${visit.path('/returns/new', Object.fromEntries(changed) as Record<string, string>)}">${say('check.back')}</a>`;
  return { title, body };
}

function confirmForm(visit: Visit, question: ReturnQuestion): Markup {
  const { say } = visit;
  const error = question.isNoteTooLong ? say('check.note.error', { max: NOTE_MAX }) : undefined;
  const lines = question.allowed.map(
    ({ lineId, quantity, reasonCode, instead }) =>
      markup`${hidden(quantityName(lineId), String(quantity))}${hidden(reasonName(lineId), reasonCode)}${instead === null ? null : hidden(insteadName(lineId), instead)}`,
  );
  const confirm = say(question.exchange === null ? 'check.confirm' : 'exchange.confirm');
  return markup`<form method="post" action="${visit.path('/returns')}">${hidden('key', question.key)}${lines}
${textField({ name: 'note', label: say('check.note'), value: question.note.slice(0, NOTE_MAX), error }, NOTE_MAX)}<button>${confirm}</button></form>`;
}

/** The goods that come instead, and what that costs or brings, before it is confirmed. */
function exchangeCard(
  visit: Visit,
  { goods, dueMinor, refundMinor }: ExchangeQuote,
  answer: readonly AssessedLine[],
): Markup {
  const waits = answer.some((line) => line.allowed && comesBack(line));
  const hint = waits ? markup`<p class="hint">${visit.say('exchange.hint')}</p>` : null;
  return markup`${insteadCard(visit, goods, differenceOf(visit, dueMinor, refundMinor))}${hint}
`;
}

function differenceOf(visit: Visit, dueMinor: number, refundMinor: number): string {
  const { say, order } = visit;
  if (dueMinor > 0) return say('exchange.due', { amount: visit.money(dueMinor, order.currency) });
  if (refundMinor > 0) return say('exchange.back', { amount: visit.money(refundMinor, order.currency) });
  return say('exchange.even');
}

/** Goods in place of others; parts of one price and parts of another are one entry. */
function insteadCard({ say }: Visit, goods: readonly ExchangeGoods[], text: string | null): Markup {
  const units = new Map<string, { title: string; quantity: number }>();
  for (const { sku, title, quantity } of goods)
    units.set(sku, { title, quantity: quantity + (units.get(sku)?.quantity ?? 0) });
  const items = [...units.values()].map(
    ({ title, quantity }) => markup`<li><span>${title}</span><span>${quantity} ×</span></li>`,
  );
  return markup`<section class="card"><h2>${say('exchange.title')}</h2><ul class="goods">${items}</ul>${text === null ? null : markup`<p class="state">${text}</p>`}</section>`;
}

function answerCard(visit: Visit, line: AssessedLine, isExchange: boolean): Markup {
  const { say } = visit;
  // The first that holds decides: what would have come after it says nothing ("the period is over" always would).
  const decided = line.clauses.find(({ holds }) => holds);
  const clauses = line.clauses.slice(0, decided ? line.clauses.indexOf(decided) + 1 : undefined).map((looked) => {
    const until = looked.until === null ? null : `, ${say('check.until', { day: visit.lastDay(looked.until) })}`;
    const verdict = say(looked.holds ? 'check.holds' : 'check.not');
    return markup`<li${looked === decided ? markup` class="holds"` : null}>${say(`clause.${looked.clause}`)}: ${verdict}${until}</li>`;
  });
  return markup`<section class="card"><h2>${visit.titleOf(line.orderLineId)}, ${line.quantity} ×</h2>
<p class="state${line.allowed ? '' : ' attention'}">${say(line.allowed ? 'check.yes' : 'check.no')}: ${say(`clause.${line.clause}`)}</p>
${line.allowed ? markup`<p class="state">${wayBack(visit, line, isExchange)}</p>` : null}<h3 class="hint">${say('check.clauses')}</h3><ul class="clauses">${clauses}</ul></section>
`;
}

function wayBack({ say }: Visit, { destination, payer }: AssessedLine, isExchange: boolean): string {
  if (destination === 'keep' || destination === 'donate') return say(isExchange ? 'exchange.keep' : 'check.keep');
  return say(payer === 'customer' ? 'check.payer.customer' : 'check.payer.seller');
}

/** What became of a return, and what to do next. */
export function returnPage(visit: Visit, found: ReturnView): PageContent {
  const { say } = visit;
  const title = returnTitle(visit, found);
  const isWaiting = found.expiresAt !== null && (found.status === 'approved' || found.status === 'label_issued');
  const lines = found.lines.map(
    (line) => markup`<li><span>${visit.titleOf(line.lineId)}</span><span>${line.quantity} ×</span></li>`,
  );
  const refunds = found.refunds.map(({ amountMinor, currency, status }) => {
    const amount = visit.money(amountMinor, currency);
    return markup`<p class="state">${say('status.refund', { amount, paid: status === 'completed' ? 'yes' : 'no' })}</p>`;
  });
  const body = markup`${hero(title, returnStatus(visit, found), say('status.asked', { moment: visit.moment(found.requestedAt) }))}
${isWaiting && found.expiresAt !== null ? banner(say('status.expires', { day: visit.lastDay(found.expiresAt) })) : null}${found.parcels.map((parcel) => parcelCard(visit, parcel))}
<section class="card"><h2>${say('status.lines')}</h2><ul class="goods">${lines}</ul>${refunds}</section>${found.exchange === null ? null : orderedCard(visit, found, found.exchange)}`;
  return { title, body };
}

/** What is wanted instead, and the order that it has become. */
function orderedCard(
  visit: Visit,
  found: ReturnView,
  { lines, orderId, dueMinor = 0 }: NonNullable<ReturnView['exchange']>,
): Markup {
  const { say, order } = visit;
  const number = exchangeNumber(order.order, found.number);
  const ordered = orderId === null ? null : say('exchange.ordered', { number });
  const due = dueMinor > 0 ? ` ${say('exchange.waits', { amount: visit.money(dueMinor, order.currency) })}` : '';
  return insteadCard(visit, lines, ordered === null ? null : ordered + due);
}

/** `Return R-…`, or what else it is. */
export const returnTitle = ({ say }: Visit, { kind, number }: Pick<ReturnView, 'kind' | 'number'>): string =>
  say(kind === 'exchange' ? 'exchange.number' : 'status.title', { number });

/** What a return's status says to the customer. */
export function returnStatus({ say }: Visit, { status, refusal, exchange }: ReturnView): string {
  if (status === 'refused')
    return say('status.refused', { clause: say(`clause.${refusal?.clause ?? 'MERCHANT_DECISION'}`) });
  // Of an exchange that is settled, the goods are the news; a refund beside it is what they left over.
  return say(exchange?.orderId == null ? `status.${status}` : 'status.exchanged');
}

function parcelCard({ say }: Visit, parcel: ReturnView['parcels'][number]): Markup {
  const { carrier, trackingNumber, labelUrl, instructions } = parcel;
  const label: Content =
    labelUrl !== null && /^https?:\/\//.test(labelUrl)
      ? markup`<a class="button" href="${labelUrl}" rel="noreferrer">${say('status.label')}</a>`
      : null;
  const number =
    carrier === null || trackingNumber === null ? null : say('status.parcel', { carrier, number: trackingNumber });
  return markup`<section class="card"><h2>${say('status.instructions')}</h2>${instructions === null ? null : markup`<p class="words">${instructions}</p>`}
${number === null ? null : markup`<p class="state">${number}</p>`}${label}</section>
`;
}
