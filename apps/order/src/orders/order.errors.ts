import { conflict, notFound, ProblemError, unprocessable, badRequest } from '#platform';

/** The merchant has this order already, under another or no idempotency key. */
export class OrderAlreadyExistsError extends ProblemError {
  override readonly name = 'OrderAlreadyExistsError';
  constructor(
    externalId: string,
    readonly orderId: string,
  ) {
    super(409, 'ORDER_ALREADY_EXISTS', `Order ${externalId} exists already, as ${orderId}.`, [
      { pointer: '/externalId', code: 'ORDER_ALREADY_EXISTS', detail: orderId },
    ]);
  }
}

export const orderNotFound = (id: string): ProblemError => notFound('ORDER_NOT_FOUND', `There is no order ${id}.`);

/** What the caller saw of the order is no longer so. */
export const orderChanged = (): ProblemError =>
  new ProblemError(412, 'ORDER_CHANGED', 'The order has changed since: read it again and decide anew.');

export const amountTooLarge = (): ProblemError =>
  unprocessable('AMOUNT_TOO_LARGE', 'Prices times quantities are more than can be added up exactly.', [
    { pointer: '/lines', code: 'AMOUNT_TOO_LARGE', detail: 'The sum is above 9007199254740991 minor units.' },
  ]);

export const idempotencyKeyMissing = (): ProblemError =>
  badRequest('IDEMPOTENCY_KEY_MISSING', 'Send an Idempotency-Key header of 1 to 255 visible characters.');

export const idempotencyKeyReused = (): ProblemError =>
  unprocessable('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another body.');

export const idempotencyKeyInFlight = (): ProblemError =>
  conflict(
    'IDEMPOTENCY_KEY_IN_FLIGHT',
    'A request with this Idempotency-Key is being answered: try again in a moment.',
  );

export const rerouteNotFound = (id: string): ProblemError =>
  notFound('REROUTE_NOT_FOUND', `There is no re-routing ${id}.`);

export const rerouteChoice = (): ProblemError =>
  unprocessable('REROUTE_CHOICE', 'Give either orderIds or filter.', [
    { pointer: '/orderIds', code: 'REROUTE_CHOICE', detail: 'Give either orderIds or filter.' },
  ]);

export const rerouteKeyReused = (): ProblemError =>
  unprocessable('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for other orders.');
