import { UnreadableMessageError } from '#contracts';
import { KeyRacedError } from './consumer.errors.js';

/**
 * `transient`: the same attempt may work at once (class A). `retryable`: something else must come back first
 * (class B). `poison`: it fails until somebody changes something (class C).
 */
export type ErrorKind = 'transient' | 'retryable' | 'poison';

/**
 * PostgreSQL: serialization failure, deadlock, lock not available, read-only after a failover, not accepting
 * connections, a transaction that was idle too long because its process slept; and classes 08 (connection),
 * 53 (disk full, out of memory, too many connections), 57P (shutdown), 58 (the disk answers with an error).
 */
const TRANSIENT_SQLSTATE = /^(40001|40P01|55P03|25006|25P03|55000|08...|53...|57P..|58...)$/;

const CONNECTION_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * pg and typeorm report a lost connection or an unreachable server by message only. typeorm releases a query runner
 * whose idle connection dies, so that the next query of the transaction finds it released.
 */
const LOST_CONNECTION =
  /connection terminated|connection ended|client (has encountered a connection error|was closed)|query runner already released|timeout exceeded when trying to connect|driver not connected|pool after calling end/i;

const UNKNOWN_CODES: ReadonlySet<string> = new Set(['UNKNOWN_TYPE', 'UNKNOWN_VERSION']);

/** Decides what a handler's error means for its message. */
export function classifyError(error: unknown): ErrorKind {
  // A build that is rolled out now may know it: another process handles it then, or this one after its upgrade.
  if (error instanceof UnreadableMessageError) return UNKNOWN_CODES.has(error.code) ? 'retryable' : 'poison';
  if (!(error instanceof Error)) return 'poison';
  if (error instanceof KeyRacedError) return 'transient';
  if ('retryable' in error) return error.retryable === true ? 'retryable' : 'poison';
  if (causes(error).some(isTransient)) return 'transient';
  return 'poison';
}

/** Constant code of an error for parking, at most 100 characters. */
export function errorCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'NOT_AN_ERROR';
  const code = codeOf(error);
  return (code ?? error.name).slice(0, 100);
}

/** What an operator reads, at most 2,000 characters. */
export function errorDetailOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 2_000);
}

function isTransient(error: Error): boolean {
  const code = codeOf(error);
  if (code !== null && (TRANSIENT_SQLSTATE.test(code) || CONNECTION_CODES.has(code))) return true;
  return LOST_CONNECTION.test(error.message);
}

/** The error, what the driver said, and what caused it. Bounded: causes may form a ring. */
function causes(error: Error): Error[] {
  const found: Error[] = [];
  let next: unknown = error;
  while (next instanceof Error && found.length < 5) {
    found.push(next);
    next = 'driverError' in next ? next.driverError : next.cause;
  }
  const aggregated = error instanceof AggregateError ? error.errors.filter((inner) => inner instanceof Error) : [];
  return [...found, ...aggregated];
}

function codeOf(error: Error): string | null {
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
}
