import type { Logger } from '@nestjs/common';
import type { EachBatchPayload } from 'kafkajs';
import type { BusSubscription } from '../bus.port.js';
import type { KeyLanes } from '../../concurrency/key-lanes.js';
import { crashPoint } from '../../faults/crash-point.js';
import { DRAIN_MS } from '../bus-limits.js';
import { type Delivery, laneOf, settledWithin } from '../delivery.js';
import { HEARTBEAT_MS } from './kafka-limits.js';
import { wireMessageOf } from './kafka-records.js';
import { OffsetTracker } from './offset-tracker.js';

/** Where the messages of a batch go. */
export interface BatchTarget {
  /** Contract topic. */
  readonly topic: string;
  readonly lanes: KeyLanes<Delivery>;
  readonly closing: AbortSignal;
  readonly logger: Logger;
  readonly onLag: BusSubscription['onLag'];
}

/**
 * Works through one fetched batch: key lanes, heartbeats on a timer (a slow handler must not cost the
 * membership), offsets committed only behind what is settled. When the group rebalances or the service stops,
 * no further message is begun and running handlers get the drain deadline.
 */
export async function consumeBatch(payload: EachBatchPayload, target: BatchTarget): Promise<void> {
  const { batch } = payload;
  if (!payload.isRunning() || payload.isStale()) return;

  const tracker = new OffsetTracker(batch.messages.map((message) => message.offset));
  const revoked = new AbortController();
  const leaving = AbortSignal.any([revoked.signal, target.closing]);
  const commit = committer(payload, tracker, (unread) => target.onLag?.(target.topic, batch.partition, unread));
  const timer = setInterval(() => {
    commit()
      .then(() => payload.heartbeat())
      .catch((error: unknown) => {
        target.logger.debug(`Gives partition ${batch.partition} of ${batch.topic} back: ${String(error)}`);
        revoked.abort();
      });
  }, HEARTBEAT_MS);

  try {
    const work = allEnded(batch.messages.length, (ended) => {
      for (const [position, record] of batch.messages.entries()) {
        const message = wireMessageOf(target.topic, record);
        target.lanes.put(laneOf(message), { message, leaving, settle: () => tracker.settle(position) }, ended);
      }
    });
    await Promise.race([work, aborted(leaving).then(() => settledWithin([work], DRAIN_MS))]);
  } finally {
    clearInterval(timer);
  }
  await commit();
}

/** Resolves when `ended` was called `count` times. */
function allEnded(count: number, begin: (ended: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    if (left === 0) resolve();
    begin(() => {
      left -= 1;
      if (left === 0) resolve();
    });
  });
}

/** Commits what is settled without a hole, if that moved since the last commit. */
function committer(payload: EachBatchPayload, tracker: OffsetTracker, onLag: (unread: number) => void) {
  const { topic, partition, highWatermark } = payload.batch;
  let committed: string | null = null;
  return async (): Promise<void> => {
    const last = tracker.lastContiguous;
    if (last === null || last === committed) return;
    // Kafka's committed offset is the next one to read.
    const next = (BigInt(last) + 1n).toString();
    crashPoint('consumer.before-offset-commit');
    await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset: next }] }] });
    crashPoint('consumer.after-offset-commit');
    payload.resolveOffset(last);
    committed = last;
    onLag(Number(BigInt(highWatermark) - BigInt(next)));
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
