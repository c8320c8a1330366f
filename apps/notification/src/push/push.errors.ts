import { conflict, notFound, unprocessable, type ProblemError } from '#platform';

/** Also for a token that is nobody's: what exists is not told. */
export const orderNotFound = (): ProblemError => notFound('ORDER_NOT_FOUND', 'There is no order at this address.');

export const pushNotOffered = (): ProblemError =>
  conflict('PUSH_NOT_OFFERED', 'This shop does not tell its customers by push messages. Nothing was kept.');

export const endpointRefused = (): ProblemError =>
  unprocessable('INVALID_ENDPOINT', 'The endpoint is no https address of a push service.', [
    { pointer: '/endpoint', code: 'INVALID_ENDPOINT', detail: 'must be an https address without credentials' },
  ]);
