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
}

/** Names of a line's fields. */
export const quantityName = (lineId: string): string => `q.${lineId}`;
export const reasonName = (lineId: string): string => `r.${lineId}`;

/** Lines that a form gives a quantity other than none; what they say is not judged. */
export function namedQuantities(form: FormFields): { lineId: string; quantity: number }[] {
  return form
    .names()
    .filter((name) => name.startsWith('q.'))
    .map((name) => ({ lineId: name.slice(2), quantity: Number(form.text(name)) }))
    .filter(({ quantity }) => quantity !== 0);
}

/** The lines that a form sends, as the API takes them. What the order has left is not judged: it may be sent again. */
export const sentLines = (form: FormFields): { lineId: string; quantity: number; reasonCode: string }[] =>
  namedQuantities(form).map((line) => ({ ...line, reasonCode: form.text(reasonName(line.lineId)) }));

/** What was chosen, and what is wrong with it by field. The error of no field has the name `lines`. */
export function chosenLines(
  form: FormFields,
  { lines }: CustomerOrderView,
  say: Translate,
): { readonly chosen: ChosenLine[]; readonly errors: FieldErrors } {
  const errors: Record<string, string> = {};
  const chosen: ChosenLine[] = [];
  for (const { lineId, returnable } of lines) {
    const quantity = Number(form.text(quantityName(lineId)));
    const reasonCode = returnReasons.find((reason) => reason === form.text(reasonName(lineId)));
    if (!Number.isInteger(quantity) || quantity < 0 || quantity > returnable)
      errors[quantityName(lineId)] = say('return.error.quantity', { total: returnable });
    else if (quantity > 0 && reasonCode === undefined) errors[reasonName(lineId)] = say('return.error.reason');
    else if (quantity > 0 && reasonCode !== undefined) chosen.push({ lineId, quantity, reasonCode });
  }
  if (chosen.length === 0 && Object.keys(errors).length === 0) errors['lines'] = say('return.error.none');
  return { chosen, errors };
}
