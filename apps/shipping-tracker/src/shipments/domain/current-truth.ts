import type { CheckpointSource, FaultParty, ShipmentStatus } from '#contracts';
import { isFinal, mayReplace, progressOf, usualFault } from './shipment-status.js';

/** What somebody said about a parcel, as far as the decision needs it. */
export interface KnownCheckpoint {
  readonly status: ShipmentStatus;
  readonly occurredAt: Date;
  readonly source: CheckpointSource;
  readonly eventId: string;
  readonly fault: FaultParty | null;
  readonly description: string | null;
  readonly place: string | null;
}

/** The newest known truth about a parcel. */
export interface Truth {
  readonly status: ShipmentStatus;
  readonly since: Date;
  readonly fault: FaultParty | null;
  readonly description: string | null;
  readonly place: string | null;
  readonly source: CheckpointSource;
}

/**
 * Carriers use numbers again. What is said to have happened this long before the parcel left, or after
 * its journey ended, is about another parcel. Thirty days: the shortest reuse any carrier admits to is
 * longer, the longest journey-end correction seen is shorter.
 */
export const NUMBER_REUSE_DAYS = 30;

const DAY_MS = 86_400_000;

/**
 * Decides what is true from everything that was said. Looks only at the set: the order of arrival and
 * repetitions change nothing. Newest event time wins; of the same instant the status further along; an
 * end of the journey is only undone by what contradicts it.
 */
export function currentTruth(shippedAt: Date, checkpoints: readonly KnownCheckpoint[]): Truth {
  let truth: Truth = {
    status: 'registered',
    since: shippedAt,
    fault: null,
    description: null,
    place: null,
    source: 'supplier',
  };
  for (const checkpoint of [...checkpoints].sort(byEventTime)) {
    if (isAboutThisParcel(shippedAt, truth, checkpoint) && mayReplace(truth.status, checkpoint.status)) {
      truth = follow(truth, checkpoint);
    }
  }
  return truth;
}

/** The status stays since its first checkpoint; place and words are the newest. */
function follow(truth: Truth, checkpoint: KnownCheckpoint): Truth {
  return {
    status: checkpoint.status,
    since: truth.status === checkpoint.status ? truth.since : checkpoint.occurredAt,
    fault: checkpoint.fault ?? usualFault(checkpoint.status),
    description: checkpoint.description,
    place: checkpoint.place,
    source: checkpoint.source,
  };
}

function isAboutThisParcel(shippedAt: Date, truth: Truth, { occurredAt }: KnownCheckpoint): boolean {
  const reuseMs = NUMBER_REUSE_DAYS * DAY_MS;
  if (occurredAt.getTime() < shippedAt.getTime() - reuseMs) return false;
  return !isFinal(truth.status) || occurredAt.getTime() <= truth.since.getTime() + reuseMs;
}

function byEventTime(a: KnownCheckpoint, b: KnownCheckpoint): number {
  return (
    a.occurredAt.getTime() - b.occurredAt.getTime() ||
    progressOf(a.status) - progressOf(b.status) ||
    compareText(a.source, b.source) ||
    compareText(a.eventId, b.eventId)
  );
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
