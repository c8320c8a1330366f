import { conflict, notFound, unprocessable, type ProblemError } from '#platform';
import type { NotNow } from './domain/wish.js';

export const wishNotFound = (id: string): ProblemError => notFound('WISH_NOT_FOUND', `There is no request ${id}.`);

const details = {
  ORDER_COMPLETE: 'Nothing of the order waits to be shipped any more.',
  WISH_PENDING: 'The request before has not been answered yet.',
  TOO_MANY_WISHES: 'The order was changed too often: write to the shop.',
} as const satisfies Record<NotNow, string>;

/** It is too late, too early or too often. */
export const wishNotNow = (code: NotNow): ProblemError => conflict(code, details[code]);

export const countryChanged = (): ProblemError =>
  unprocessable('COUNTRY_CHANGED', 'The address can only be changed within the country: cancel and order again.', [
    { pointer: '/country', code: 'COUNTRY_CHANGED', detail: 'Suppliers, prices and duties were chosen for it.' },
  ]);
