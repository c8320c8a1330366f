import { firstWritingMoment } from './customer-clock.js';
import { ruleOf, type NotificationRules, type RuleSubject } from './notification-rules.js';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/** How a parcel stands among the others of its order. */
export interface ParcelStanding {
  readonly total: number;
  /** Units of the order that have not left yet. */
  readonly unitsToCome: number;
  /** Everything ordered has arrived. */
  readonly complete: boolean;
}

/** What is known of a message that may be told together with others of its order. */
export interface DigestSubject extends RuleSubject {
  readonly plannedAt: Date;
  /** The parcel that it is about; null: it is about none, or was tried by itself already. */
  readonly parcel?: ParcelStanding | null | undefined;
  /** When the customer must have heard something; null: there is no longest silence. */
  readonly silenceEndsAt?: Date | null | undefined;
}

/**
 * When the digest leaves that a message goes into; null: it is told by itself. An order in one parcel has nothing to
 * gather, and the parcel that completes an order is what its customer waits for.
 */
export function endOfDigest(rules: NotificationRules, subject: DigestSubject): Date | null {
  const { parcel, template, plannedAt, country, silenceEndsAt } = subject;
  if (!parcel || parcel.complete || (parcel.total <= 1 && parcel.unitsToCome === 0)) return null;
  const { told, gathers, untilMinute, delayMinutes } = ruleOf(rules, { ...subject, template: 'parcels-digest' });
  if (!told || !gathers?.some((kind) => kind === template)) return null;
  const ends = [plannedAt.getTime() + delayMinutes * MINUTE_MS];
  if (untilMinute !== undefined) ends.push(nextMinute(plannedAt, country, untilMinute).getTime());
  if (silenceEndsAt) ends.push(silenceEndsAt.getTime());
  return new Date(Math.min(...ends));
}

/** The next time that clocks in a country show a minute of the day: as if all the others were quiet. */
const nextMinute = (at: Date, country: string | null, minute: number): Date =>
  firstWritingMoment(at, country, {
    quietHours: { fromMinute: (minute + 1) % DAY_MINUTES, toMinute: minute },
    workdaysOnly: false,
  });
