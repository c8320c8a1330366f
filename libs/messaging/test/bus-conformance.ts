import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { topics, type WireMessage } from '#contracts';
import { eventually } from '#testing';
import { BATCH_MESSAGES_MAX } from '../src/bus/bus-limits.js';
import type { BusPort } from '../src/index.js';
import { aMessage } from './support/notifications.js';
import { publishAsRelay } from './support/publish-as-relay.js';

/** A bus of its own per test; `open` is what a launcher does once everybody subscribed. */
export interface BusUnderTest {
  readonly bus: BusPort;
  /** It keeps what is published before a group reads it, so that publishing need not wait for readers. */
  readonly keeps: boolean;
  open(): void;
}

/** What every adapter of the bus must do. */
export function busConformance(adapter: string, make: () => Promise<BusUnderTest>): void {
  describe(`${adapter} as a bus`, () => {
    let bus: BusPort;
    let open: () => void;
    let keeps: boolean;
    let got: WireMessage[];
    const record = (message: WireMessage): Promise<void> => {
      got.push(message);
      return Promise.resolve();
    };
    const subscribe = (group: string, handle: (message: WireMessage) => Promise<void> = record) =>
      bus.subscribe({
        group,
        topics: [topics.notifications],
        mayShare: () => false,
        handle: async (messages) => {
          for (const message of messages) await handle(message);
        },
      });
    /** Versions in the order of their first sighting: the promise is at least once. */
    const versionsOf = (key: string): number[] => [
      ...new Set(got.filter((message) => message.key === key).map(({ headers }) => Number(headers['ce_keyversion']))),
    ];

    beforeEach(async () => {
      got = [];
      const made = await make();
      bus = made.bus;
      keeps = made.keeps;
      open = () => made.open();
      await bus.connect();
    });
    afterEach(() => bus.close());

    it('delivers topic, key, value and headers exactly as they were published', async () => {
      await subscribe('reader');
      open();
      const message = aMessage(randomUUID(), 1);
      await publishAsRelay(bus, [message]);
      await eventually(() => expect(got).not.toHaveLength(0));
      expect(got[0]).toEqual(message);
    });

    it('keeps the order of each key over many publishes', async () => {
      await subscribe('reader', async (message) => {
        await delay(Math.random() * 3);
        got.push(message);
      });
      open();
      const keys = Array.from({ length: 10 }, () => randomUUID());
      for (let version = 1; version <= 20; version += 1) {
        await publishAsRelay(
          bus,
          keys.map((key) => aMessage(key, version)),
        );
      }
      const all = Array.from({ length: 20 }, (_, index) => index + 1);
      await eventually(() => expect(keys.map(versionsOf)).toEqual(keys.map(() => all)), { timeoutMs: 20_000 });
    });

    it('runs different keys at the same time, so that a slow one does not stop the others', async () => {
      const slow = randomUUID();
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      const fast = [randomUUID(), randomUUID(), randomUUID()];
      const published = publishAsRelay(
        bus,
        [slow, ...fast].map((key) => aMessage(key, 1)),
      );
      // On a broker all lie there before anybody reads: what comes by a later fetch than the slow one waits for it.
      if (keeps) await published;
      await subscribe('reader', async (message) => {
        if (message.key === slow) await held;
        got.push(message);
      });
      open();

      await eventually(() => expect([...new Set(got.map(({ key }) => key))].toSorted()).toEqual(fast.toSorted()));
      release();
      await published;
      await eventually(() => expect(versionsOf(slow)).toEqual([1]));
    });

    it('gives every group every message', async () => {
      const second = new Set<string>();
      await subscribe('reader');
      await subscribe('other', (message) => Promise.resolve(void second.add(message.key)));
      open();
      const key = randomUUID();
      await publishAsRelay(bus, [aMessage(key, 1)]);
      await eventually(() => expect([versionsOf(key), [...second]]).toEqual([[1], [key]]));
    });

    it('hands a message over again until it is settled, and lets no later one of its key pass', async () => {
      const key = randomUUID();
      let refusals = 3;
      await subscribe('reader', async (message) => {
        if (message.headers['ce_keyversion'] === '1' && refusals > 0) {
          refusals -= 1;
          throw new Error('database down');
        }
        await record(message);
      });
      open();
      await publishAsRelay(bus, [aMessage(key, 1), aMessage(key, 2)]);
      await eventually(() => expect(versionsOf(key)).toEqual([1, 2]));
      expect(refusals).toBe(0);
    });

    describe('with messages that may share a call', () => {
      type Call = readonly WireMessage[];
      const versionOf = ({ headers }: WireMessage): number => Number(headers['ce_keyversion']);
      const subscribeShared = (
        handle: (messages: Call) => Promise<void>,
        mayShare: (message: WireMessage) => boolean = () => true,
      ) => bus.subscribe({ group: 'sharing', topics: [topics.notifications], mayShare, handle });

      it('hands many over together, of each key in order, never one key in two calls at once', async () => {
        const calls: number[] = [];
        const running = new Set<string>();
        await subscribeShared(async (messages) => {
          const keys = [...new Set(messages.map(({ key }) => key))];
          expect(keys.some((key) => running.has(key))).toBe(false);
          for (const key of keys) running.add(key);
          await delay(Math.random() * 5);
          got.push(...messages);
          calls.push(messages.length);
          for (const key of keys) running.delete(key);
        });
        open();
        const keys = Array.from({ length: 30 }, () => randomUUID());
        for (let version = 1; version <= 10; version += 1) {
          await publishAsRelay(
            bus,
            keys.map((key) => aMessage(key, version)),
          );
        }
        const all = Array.from({ length: 10 }, (_, index) => index + 1);
        await eventually(() => expect(keys.map(versionsOf)).toEqual(keys.map(() => all)), { timeoutMs: 20_000 });
        expect(Math.max(...calls)).toBeGreaterThan(1);
        expect(Math.max(...calls)).toBeLessThanOrEqual(BATCH_MESSAGES_MAX);
      });

      it('hands each over alone when their call failed, so that only the bad one waits', async () => {
        const bad = randomUUID();
        let isMended = false;
        // Who was in a failed call with it. Records that a broker has not handed out yet may wait behind the bad one.
        const companions = new Set<string>();
        let failures = 0;
        await subscribeShared(async (messages) => {
          if (!isMended && messages.some(({ key }) => key === bad)) {
            failures += 1;
            for (const { key } of messages) companions.add(key);
            throw new Error('cannot be settled');
          }
          for (const message of messages) await record(message);
        });
        open();
        const good = Array.from({ length: 20 }, () => randomUUID());
        const published = publishAsRelay(
          bus,
          [...good, bad].flatMap((key) => [aMessage(key, 1), aMessage(key, 2)]),
        );

        await eventually(
          () => {
            expect(failures).toBeGreaterThan(1);
            for (const key of companions) if (key !== bad) expect(versionsOf(key)).toContain(1);
          },
          { timeoutMs: 20_000 },
        );
        expect(versionsOf(bad)).toEqual([]);
        isMended = true;
        await published;
        await eventually(() => expect([...good, bad].map(versionsOf)).toEqual([...good, bad].map(() => [1, 2])), {
          timeoutMs: 20_000,
        });
      });

      it('hands one over alone that may not share, in its place among those of its key', async () => {
        const companions: number[] = [];
        await subscribeShared(
          async (messages) => {
            if (messages.some((message) => versionOf(message) === 2)) companions.push(messages.length);
            for (const message of messages) await record(message);
          },
          (message) => versionOf(message) !== 2,
        );
        open();
        const keys = Array.from({ length: 5 }, () => randomUUID());
        await publishAsRelay(
          bus,
          keys.flatMap((key) => [1, 2, 3].map((version) => aMessage(key, version))),
        );

        await eventually(() => expect(keys.map(versionsOf)).toEqual(keys.map(() => [1, 2, 3])), { timeoutMs: 20_000 });
        expect(new Set(companions)).toEqual(new Set([1]));
      });
    });

    it('waits for running handlers when a subscription closes, and begins no further one', async () => {
      let running = 0;
      const reader = await subscribe('reader', async (message) => {
        running += 1;
        await delay(300);
        got.push(message);
        running -= 1;
      });
      open();
      const key = randomUUID();
      // In process the second message comes back, because its group closed; on Kafka it stays on the broker.
      void bus.publish([aMessage(key, 1), aMessage(key, 2)]).catch(() => undefined);
      await eventually(() => expect(running).toBe(1), { timeoutMs: 15_000 });

      await reader.close();

      expect(running).toBe(0);
      expect(versionsOf(key)).toEqual([1]);
    });

    it('loses nothing of what was published while a group was away', async () => {
      const reader = await subscribe('reader');
      open();
      const key = randomUUID();
      await publishAsRelay(bus, [aMessage(key, 1)]);
      await eventually(() => expect(versionsOf(key)).toEqual([1]));
      await reader.close();

      const publishing = publishAsRelay(bus, [aMessage(key, 2)]);
      await subscribe('reader');
      await publishing;

      await eventually(() => expect(versionsOf(key)).toEqual([1, 2]), { timeoutMs: 20_000 });
    });

    it('answers a ping while it works', async () => {
      await expect(bus.ping()).resolves.toBeUndefined();
    });
  });
}
