import { conflict, notFound, unprocessable, type ProblemError } from '#platform';
import type { TooMuch } from './domain/refund-sum.js';

export const refundNotFound = (id: string): ProblemError => notFound('REFUND_NOT_FOUND', `There is no refund ${id}.`);

export const refundSettled = (): ProblemError =>
  conflict('REFUND_STATE', 'Only a refund that the store refused can be asked for again.');

export const otherCurrency = (currency: string): ProblemError =>
  unprocessable('OTHER_CURRENCY', `The order was paid in ${currency}.`, [
    { pointer: '/currency', code: 'OTHER_CURRENCY', detail: `must be ${currency}` },
  ]);

export const refundOfNothing = (): ProblemError =>
  unprocessable('NOTHING_TO_REFUND', 'Say how much is paid back, for which line or of the shipping.');

export const refundTooHigh = (faults: readonly TooMuch[], currency: string): ProblemError =>
  unprocessable(
    'REFUND_TOO_HIGH',
    'This is more than was paid and not paid back yet.',
    faults.map(({ pointer, leftMinor }) =>
      leftMinor === null
        ? { pointer, code: 'UNKNOWN_LINE', detail: 'The order has no such line.' }
        : {
            pointer,
            code: 'REFUND_TOO_HIGH',
            detail: `At most ${String(leftMinor)} minor units of ${currency} are left.`,
          },
    ),
  );
