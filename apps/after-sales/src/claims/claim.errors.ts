import { conflict, notFound, type ProblemError, unprocessable } from '#platform';

export const claimNotFound = (id: string): ProblemError => notFound('CLAIM_NOT_FOUND', `There is no claim ${id}.`);

export const claimGoods = (): ProblemError =>
  unprocessable('CLAIM_GOODS', 'One purchase order did not have all of these units, or they are claimed already.', [
    { pointer: '/lines', code: 'CLAIM_GOODS', detail: 'Claim units of one purchase order, each once.' },
  ]);

export const creditCurrency = (currency: string): ProblemError =>
  unprocessable('CREDIT_CURRENCY', `The claim is in ${currency}.`, [
    { pointer: '/currency', code: 'CREDIT_CURRENCY', detail: `Give the amount in ${currency}.` },
  ]);

export const creditTooMuch = (leftMinor: number): ProblemError =>
  unprocessable('CREDIT_TOO_MUCH', 'More than is left of the claim.', [
    { pointer: '/amountMinor', code: 'CREDIT_TOO_MUCH', detail: `At most ${String(leftMinor)}.` },
  ]);

export const creditNoteReused = (): ProblemError =>
  conflict('CREDIT_NOTE_REUSED', 'A credit note with this number and another amount is known already.');
