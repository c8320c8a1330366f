import { badRequest, ProblemError } from '#platform';

export const invalidSignature = (): ProblemError =>
  new ProblemError(401, 'INVALID_SIGNATURE', 'The signature does not fit the body and the secret of this store.');

export const notJson = (): ProblemError => badRequest('INVALID_JSON', 'The body is not valid JSON.');
