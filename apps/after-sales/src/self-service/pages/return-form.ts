import { returnReasons, type ReturnReason } from '#contracts';
import type { CustomerOrderView } from '../customer-returns.service.js';
import type { FieldErrors } from './fields.js';
import type { FormFields } from './form-body.js';
import type { Translate } from './i18n/translator.js';

/** A line as a form chose it. */
export interface ChosenLine {
  readonly lineId: string;
  readonly quantity: number;
  readonly reasonCode: ReturnReason;
  /** The SKU that is wanted instead of the money. */
  readonly instead: string | null;
}

/** Names of a line's fields. */
export const quantityName = (lineId: string): string => `q.${lineId}`;
export const reasonName = (lineId: string): string => `r.${lineId}`;
export const insteadName = (lineId: string): string => `x.${lineId}`;

/** Lines that a form gives a quantity other than none; what they say is not judged. */
export function namedQuantities(form: FormFields): { lineId: string; quantity: number }[] {
  return form
    .names()
    .filter((name) => name.startsWith('q.'))
    .map((name) => ({ lineId: name.slice(2), quantity: Number(form.text(name)) }))
    .filter(({ quantity }) => quantity !== 0);
}

/** The lines that a form sends, as the API takes them. What the order has left is not judged: it may be sent again. */
export const sentLines = (form: FormFields): object[] =>
  namedQuantities(form).map((line) => ({
    ...{ ...line, reasonCode: form.text(reasonName(line.lineId)) },
    instead: form.text(insteadName(line.lineId)) || null,
  }));

/** What was chosen, and what is wrong with it by field. The error of no field has the name `lines`. */
export function chosenLines(
  form: FormFields,
  { lines }: CustomerOrderView,
  say: Translate,
): { readonly chosen: ChosenLine[]; readonly errors: FieldErrors } {
  const read = lines.map((line) => readLine(form, line, say));
  const chosen = read.flatMap((line) => (line !== null && 'lineId' in line ? [line] : []));
  const errors = Object.fromEntries(
    read.flatMap((line) => (line !== null && 'field' in line ? [[line.field, line.error]] : [])),
  ) as Record<string, string>;
  const [first] = chosen;
  const other = chosen.find(({ instead }) => (instead === null) !== (first?.instead === null));
  if (other) errors[insteadName(other.lineId)] = say('return.error.both');
  if (chosen.length === 0 && Object.keys(errors).length === 0) errors['lines'] = say('return.error.none');
  return { chosen, errors };
}

/** One line as it was chosen, or which field of it is wrong and why; null: all of it stays. */
function readLine(
  form: FormFields,
  { lineId, returnable, exchangeFor }: CustomerOrderView['lines'][number],
  say: Translate,
): ChosenLine | { readonly field: string; readonly error: string } | null {
  const quantity = Number(form.text(quantityName(lineId)));
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > returnable)
    return { field: quantityName(lineId), error: say('return.error.quantity', { total: returnable }) };
  if (quantity === 0) return null;
  const reasonCode = returnReasons.find((reason) => reason === form.text(reasonName(lineId)));
  if (reasonCode === undefined) return { field: reasonName(lineId), error: say('return.error.reason') };
  const instead = form.text(insteadName(lineId)) || null;
  if (instead !== null && exchangeFor.every(({ sku }) => sku !== instead))
    return { field: insteadName(lineId), error: say('return.error.instead') };
  return { lineId, quantity, reasonCode, instead };
}
