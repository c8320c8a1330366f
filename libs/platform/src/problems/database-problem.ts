import { isError } from './is-error.js';
import { ProblemError } from './problem.error.js';

/** What PostgreSQL's error classes mean to a caller. Texts never name tables, constraints or values. */
const byCode: Readonly<Record<string, () => ProblemError>> = {
  // unique_violation, exclusion_violation
  '23505': () => new ProblemError(409, 'CONFLICT', 'This conflicts with what is already stored.'),
  '23P01': () => new ProblemError(409, 'CONFLICT', 'This conflicts with what is already stored.'),
  // foreign_key_violation
  '23503': () => new ProblemError(409, 'CONFLICT', 'This refers to something that does not exist.'),
  // text representation, numeric range, datetime format and range, byte sequence
  '22P02': invalidValue,
  '22003': invalidValue,
  '22007': invalidValue,
  '22008': invalidValue,
  '22021': invalidValue,
  // serialization_failure, deadlock_detected, lock_not_available
  '40001': () => busy(),
  '40P01': () => busy(),
  '55P03': () => busy(),
};

/** Connection lost, refused, or the server is going down. */
const connectionCodes = /^(08...|57P0[123]|53...|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;

/** pg reports some lost connections by words only. */
const connectionWords =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end/i;

/** A database error as a caller may see it, or null when it is none or a defect of ours. */
export function databaseProblem(error: unknown): ProblemError | null {
  if (!isError(error)) return null;
  const code = 'code' in error ? String(error.code) : '';
  const known = byCode[code];
  if (known && isFromPostgres(error)) return known();
  const isConnection = connectionCodes.test(code) || connectionWords.test(error.message);
  return isConnection
    ? new ProblemError(503, 'SERVICE_UNAVAILABLE', 'A part that this needs does not answer now. Try again.')
    : null;
}

const isFromPostgres = (error: Error): boolean => 'severity' in error || 'driverError' in error;

function invalidValue(): ProblemError {
  return new ProblemError(422, 'INVALID_VALUE', 'A value in the request has the wrong form.');
}

function busy(): ProblemError {
  return new ProblemError(503, 'BUSY', 'Too many requests changed the same thing at once. Try again.');
}
