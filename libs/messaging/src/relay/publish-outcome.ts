import type { PublishError } from '../bus/bus.port.js';
import type { PendingMessage } from './pending-messages.js';

/** Name of an ordering key over all topics. */
export const keyNameOf = ({ message }: PendingMessage): string => `${message.topic} ${message.key}`;

/** A key's next record that the bus will never take as it is. */
export interface Refusal {
  readonly pending: PendingMessage;
  readonly error: Error;
}

/** What to do after one publish call. */
export interface PublishOutcome {
  /** Contiguous from the first of each key: these may be forgotten. */
  readonly published: readonly PendingMessage[];
  /** By key; only these keys stop. */
  readonly refusals: ReadonlyMap<string, Refusal>;
  /** Set when the bus itself was unavailable. */
  readonly outage: Error | null;
}

/**
 * Sorts out a publish call. A record that got through behind a failed one of its key is not acknowledged: it is
 * published again after it, and consumers drop the early copy's repetition by version and id.
 */
export function outcomeOf(batch: readonly PendingMessage[], error: PublishError | null): PublishOutcome {
  if (!error) return { published: batch, refusals: new Map(), outage: null };
  const failures = new Map(error.failures.map((failure) => [failure.index, failure]));
  const stopped = new Set<string>();
  const published: PendingMessage[] = [];
  const refusals = new Map<string, Refusal>();
  let outage: Error | null = null;

  for (const [index, pending] of batch.entries()) {
    const key = keyNameOf(pending);
    const failure = failures.get(index);
    if (!failure) {
      if (!stopped.has(key)) published.push(pending);
      continue;
    }
    if (!stopped.has(key)) {
      if (failure.retriable) outage ??= failure.error;
      else refusals.set(key, { pending, error: failure.error });
    }
    stopped.add(key);
  }
  return { published, refusals, outage };
}
