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

/** The codes along the chain of causes. */
export function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let at: unknown = error; at instanceof Error && codes.length < 10; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') codes.push(at.code);
  }
  return codes;
}
