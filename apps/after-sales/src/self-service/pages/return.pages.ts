import { returnReasons } from '#contracts';
import { markup, type Content, type Markup } from '#platform';
import type { ReturnView } from '../../returns/return-queries.service.js';
import type { AssessedLine } from '../../returns/domain/assess-return.js';
import { banner, choiceField, hero, hidden, inputField, textField, type FieldErrors } from './fields.js';
import type { FormFields } from './form-body.js';
import { quantityName, reasonName, type ChosenLine } from './return-form.js';
import type { PageContent, Visit } from './visit.js';

/** Lines on one page: keeps it under 50 KB. */
const LINES_SHOWN = 40;
/** Characters of the note, as the API takes it. */
const NOTE_MAX = 2_000;

/** Which lines to send back, how many and why. */
export function choosePage(visit: Visit, form: FormFields, errors: FieldErrors, from: number): PageContent {
  const { say, order } = visit;
  const title = say('return.title');
  const lines = order.lines.filter(({ returnable }) => returnable > 0);
  if (lines.length === 0) return { title, body: hero(title, say('return.none')) };
  const shown = lines.slice(from, from + LINES_SHOWN);
  const more =
    lines.length > from + LINES_SHOWN
      ? markup`<a class="button plain" href="${visit.path('/returns/new', { from: String(from + LINES_SHOWN) })}">${say('return.more')}</a>`
      : null;
  const body = markup`${hero(title, say('return.text'))}${banner(errors['lines'] ?? (Object.keys(errors).length > 0 ? say('problem.fields') : null))}
<form method="get" action="${visit.path('/returns/check')}" novalidate>${hidden('lang', visit.language)}
${shown.map((line) => chooseLine(visit, line, form, errors, lines.length === 1))}<button>${say('return.next')}</button></form>${more}`;
  return { title, body };
}

function chooseLine(
  { say }: Visit,
  { lineId, title, returnable }: Visit['order']['lines'][number],
  form: FormFields,
  errors: FieldErrors,
  isOnly: boolean,
): Markup {
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
  )}${choiceField({ name: reason, label: say('return.reason'), value: form.text(reason), error: errors[reason] }, reasons)}</div></section>
`;
}

/** What is asked to be confirmed. */
export interface ReturnQuestion {
  readonly chosen: readonly ChosenLine[];
  readonly answer: readonly AssessedLine[];
  /** Sent along: the same form twice is one return. */
  readonly key: string;
  readonly note: string;
  readonly isNoteTooLong: boolean;
}

/** The answer, clause by clause, before anything is sent. Only what may go back can be confirmed. */
export function answerPage(visit: Visit, question: ReturnQuestion): PageContent {
  const { say } = visit;
  const allowed = question.chosen.filter(({ lineId }) =>
    question.answer.every((line) => line.orderLineId !== lineId || line.allowed),
  );
  const verdict = allowed.length === 0 ? 'no' : allowed.length === question.chosen.length ? 'yes' : 'part';
  const title = say(`check.title.${verdict}`);
  const changed = question.chosen.flatMap(({ lineId, quantity, reasonCode }) => [
    [quantityName(lineId), String(quantity)],
    [reasonName(lineId), reasonCode],
  ]);
  const body = markup`${hero(title, say(`check.text.${verdict}`))}${question.answer.map((line) => answerCard(visit, line))}
${allowed.length === 0 ? null : confirmForm(visit, question, allowed)}<a class="button plain" href="${visit.path('/returns/new', Object.fromEntries(changed) as Record<string, string>)}">${say('check.back')}</a>`;
  return { title, body };
}

function confirmForm(visit: Visit, question: ReturnQuestion, allowed: readonly ChosenLine[]): Markup {
  const { say } = visit;
  const error = question.isNoteTooLong ? say('check.note.error', { max: NOTE_MAX }) : undefined;
  const lines = allowed.map(
    ({ lineId, quantity, reasonCode }) =>
      markup`${hidden(quantityName(lineId), String(quantity))}${hidden(reasonName(lineId), reasonCode)}`,
  );
  return markup`<form method="post" action="${visit.path('/returns')}">${hidden('key', question.key)}${lines}
${textField({ name: 'note', label: say('check.note'), value: question.note.slice(0, NOTE_MAX), error }, NOTE_MAX)}<button>${say('check.confirm')}</button></form>`;
}

function answerCard(visit: Visit, line: AssessedLine): Markup {
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
${line.allowed ? markup`<p class="state">${wayBack(visit, line)}</p>` : null}<h3 class="hint">${say('check.clauses')}</h3><ul class="clauses">${clauses}</ul></section>
`;
}

function wayBack({ say }: Visit, { destination, payer }: AssessedLine): string {
  if (destination === 'keep' || destination === 'donate') return say('check.keep');
  return say(payer === 'customer' ? 'check.payer.customer' : 'check.payer.seller');
}

/** What became of a return, and what to do next. */
export function returnPage(visit: Visit, found: ReturnView): PageContent {
  const { say } = visit;
  const title = say('status.title', { number: found.number });
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
<section class="card"><h2>${say('status.lines')}</h2><ul class="goods">${lines}</ul>${refunds}</section>`;
  return { title, body };
}

/** What a return's status says to the customer. */
export const returnStatus = ({ say }: Visit, { status, refusal }: ReturnView): string =>
  status === 'refused'
    ? say('status.refused', { clause: say(`clause.${refusal?.clause ?? 'MERCHANT_DECISION'}`) })
    : say(`status.${status}`);

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
