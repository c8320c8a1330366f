import { ProblemError } from '#platform';
import type { Upstream } from './domain/routes.js';

/** A restarted service is back in about this time. */
const RETRY_AFTER_SECONDS = 2;

/** Error codes that say that a service was reached but did not answer in time. */
const timeoutCodes = new Set(['FST_REPLY_FROM_GATEWAY_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** What a caller is told when a service gave no answer. */
export function upstreamProblem(upstream: Upstream, error: unknown): ProblemError {
  const isLate = codesOf(error).some((code) => timeoutCodes.has(code));
  return isLate
    ? new ProblemError(
        504,
        'SERVICE_TIMEOUT',
        `${upstream} did not answer in time. Whether it acted is unknown: repeat with the same idempotency key.`,
        [],
        RETRY_AFTER_SECONDS,
      )
    : new ProblemError(503, 'SERVICE_UNAVAILABLE', `${upstream} cannot be reached.`, [], RETRY_AFTER_SECONDS);
}

/** Guards against a circle. */
const CAUSES_MAX = 10;

/** The codes along the chain of causes. */
export function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  let at = error;
  while (typeof at === 'object' && at !== null && codes.length < CAUSES_MAX) {
    const { code, cause } = at as { code?: unknown; cause?: unknown };
    codes.push(typeof code === 'string' ? code : '');
    at = cause;
  }
  return codes;
}
