import { conflict, notFound, unprocessable, type ProblemError } from '#platform';

export const keyNotFound = (id: string): ProblemError => notFound('KEY_NOT_FOUND', `There is no key ${id}.`);

/** Without it nobody could make the next key. */
export const lastOperatorKey = (): ProblemError =>
  conflict('LAST_OPERATOR_KEY', 'This is the only operator key that works. Make another one first.');

/** A field that does not fit the role, or names nothing. */
export const badKeyField = (field: string, code: string, detail: string): ProblemError =>
  unprocessable('VALIDATION_FAILED', detail, [{ pointer: `/${field}`, code, detail }]);
