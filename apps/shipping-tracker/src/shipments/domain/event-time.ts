/**
 * How far ahead of our clock a carrier may be. Local time sent as UTC is off by up to 14 hours; anything
 * further is a wrong clock, and such a checkpoint would stay the newest truth until that day comes.
 */
export const CLOCK_AHEAD_MAX_HOURS = 24;

/** The time a checkpoint counts from: what the carrier said, unless its clock is plainly wrong. */
export function believableTime(occurredAt: Date, receivedAt: Date): Date {
  return isTooFarAhead(occurredAt, receivedAt) ? receivedAt : occurredAt;
}

/** Whether a time lies further ahead than any honest clock or zone mistake. */
export function isTooFarAhead(occurredAt: Date, now: Date): boolean {
  return occurredAt.getTime() > now.getTime() + CLOCK_AHEAD_MAX_HOURS * 3_600_000;
}
