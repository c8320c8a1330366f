import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import type { BusSubscription } from '../bus.port.js';
import { deliveryLanes } from '../delivery.js';
import { consumeBatch } from './consume-batch.js';
import { SESSION_MS } from './kafka-limits.js';

const record = (offset: string, key: string): KafkaMessage => ({
  ...{ key: Buffer.from(key), value: Buffer.from('{}'), headers: {} },
  ...{ offset, timestamp: '0', attributes: 0 },
});

/** What the group's coordinator would hear. */
class Member {
  heartbeats = 0;
  committed: string[] = [];

  payloadOf(messages: readonly KafkaMessage[]): EachBatchPayload {
    const batch = { topic: 't', partition: 0, highWatermark: '100', messages };
    return {
      batch: batch as unknown as EachBatchPayload['batch'],
      heartbeat: () => Promise.resolve(void (this.heartbeats += 1)),
      isRunning: () => true,
      isStale: () => false,
      pause: () => () => undefined,
      resolveOffset: () => undefined,
      uncommittedOffsets: () => ({ topics: [] }),
      commitOffsetsIfNecessary: (offsets) =>
        Promise.resolve(void this.committed.push(offsets?.topics[0]?.partitions[0]?.offset ?? '')),
    };
  }
}

describe('a fetched batch', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('keeps its place in the group, and commits what is done, while a handler takes longer than the session', async () => {
    const member = new Member();
    let release: () => void = () => undefined;
    const subscription: BusSubscription = {
      group: 'g',
      topics: ['t'],
      mayShare: () => false,
      handle: ([message]) =>
        message?.key === 'slow' ? new Promise<void>((resolve) => (release = resolve)) : Promise.resolve(),
    };
    const lanes = deliveryLanes(subscription);
    const done = consumeBatch(member.payloadOf([record('7', 'fast'), record('8', 'slow'), record('9', 'fast')]), {
      topic: 't',
      lanes,
      closing: new AbortController().signal,
      logger: new Logger('test'),
      onLag: undefined,
    });

    await jest.advanceTimersByTimeAsync(SESSION_MS);
    const inOneSession = member.heartbeats;
    await jest.advanceTimersByTimeAsync(3 * SESSION_MS);

    // Two may be lost on the way, and the membership stays.
    expect(inOneSession).toBeGreaterThanOrEqual(3);
    expect(member.heartbeats).toBeGreaterThanOrEqual(4 * inOneSession - 1);
    expect(member.committed).toEqual(['8']);

    release();
    await done;
    expect(member.committed).toEqual(['8', '10']);
  });
});
