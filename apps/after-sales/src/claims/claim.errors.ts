import { conflict, notFound, ProblemError, unprocessable } from '#platform';

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

export const notAPicture = (): ProblemError =>
  new ProblemError(415, 'NOT_A_PICTURE', 'Only JPEG, PNG and WebP up to 64 megapixels, and 20,000 on a side.');

export const tooManyPhotos = (): ProblemError =>
  conflict('TOO_MANY_PHOTOS', 'The claim has all the photos it can have.');
