/** What a carrier that names no time is left alone for. */
const USUAL_PAUSE_SECONDS = 60;
/** Longest pause that a carrier's word causes: a wrong clock or a typing error must not silence it for days. */
const PAUSE_MAX_SECONDS = 3_600;

/**
 * Reads `Retry-After` of an answer 429 (RFC 9110, section 10.2.3): seconds, or a date.
 * @returns seconds from 1 to an hour; a minute when there is no header, or none that can be read
 */
export function pauseAsked(retryAfter: string | undefined, now: Date): number {
  const text = retryAfter?.trim() ?? '';
  // `Date.parse` takes far more for a date than HTTP does, "-5" among it.
  const date = text.endsWith('GMT') ? Date.parse(text) : NaN;
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (date - now.getTime()) / 1_000;
  if (Number.isNaN(seconds)) return USUAL_PAUSE_SECONDS;
  return Math.min(Math.max(Math.ceil(seconds), 1), PAUSE_MAX_SECONDS);
}
