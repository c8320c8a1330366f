import type { EffectResult } from '#messaging';

/** What a call to a partner's endpoint came to. */
export type CallResult =
  | { readonly kind: 'delivered'; readonly status: number }
  /** The endpoint is down, slow or busy: it did not judge the message. Worth repeating for ever. */
  | {
      readonly kind: 'transient';
      readonly status: number | null;
      readonly error: string;
      readonly retryAfterMs: number;
    }
  /** The endpoint judged the message, or the address, and said no. */
  | { readonly kind: 'refused'; readonly status: number | null; readonly error: string; readonly final: boolean };

/** Statuses of the 400s that speak about the moment, not about the message. */
const momentary = [408, 425, 429];
const GONE = 410;

/** Reads an answer as Standard Webhooks 1.0 does: only a 2xx is success, a redirect is a failure. */
export function resultOfStatus(status: number, retryAfterMs: number): CallResult {
  if (status >= 200 && status < 300) return { kind: 'delivered', status };
  const error = `HTTP ${status}`;
  if (status >= 500 || momentary.includes(status)) return { kind: 'transient', status, error, retryAfterMs };
  return { kind: 'refused', status, error, final: status === GONE };
}

/** Reads Retry-After, seconds or an HTTP date; 0 when there is none. */
export function retryAfterMs(header: string | undefined, nowMs: number): number {
  if (header === undefined) return 0;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? 0 : Math.max(0, at - nowMs);
}

/**
 * Pause before the next attempt: doubles with each one, half of it by chance, so that the messages of
 * an hour's outage do not return in one wave. The partner's wish counts, but not beyond the longest pause.
 * @param attempts calls made so far, from 1
 * @param chance 0 to 1
 */
export function pauseMs(
  attempts: number,
  limits: { readonly firstMs: number; readonly longestMs: number },
  chance: number,
  wishedMs = 0,
): number {
  const full = Math.min(limits.longestMs, limits.firstMs * 2 ** Math.min(attempts - 1, 30));
  return Math.min(limits.longestMs, Math.max(wishedMs, Math.round(full / 2 + (full / 2) * chance)));
}

/**
 * What goes on record about a call; null: the breaker turned it away. Without an answer the partner may have it: the
 * same message is sent again under the same id.
 */
export function callEffect(result: CallResult | null): EffectResult {
  if (result === null) return { outcome: 'not_made', detail: 'BREAKER_OPEN' };
  const { status } = result;
  if (result.kind === 'delivered') return { outcome: 'done', status };
  if (result.kind === 'refused') return { outcome: 'refused', status, detail: result.error };
  return { outcome: status === null ? 'unknown' : 'transient', status, detail: result.error };
}
