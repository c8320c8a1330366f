import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { topics, type WireMessage } from '#contracts';
import { eventually, kafkaBrokers, uniqueTopicPrefix } from '#testing';
import { FETCH_BYTES_PER_PARTITION, FETCH_WAIT_MS } from '../src/bus/kafka/kafka-limits.js';
import { KafkaBus } from '../src/index.js';
import { aMessage } from './support/notifications.js';
import { publishAsRelay } from './support/publish-as-relay.js';
import { openServiceDatabase } from './support/service-database.js';
import { startTestService, type TestService } from './support/test-service.js';

const PATIENCE_MS = 60_000;
/** The first start of a broker on a machine downloads it. */
beforeAll(() => kafkaBrokers(), 150_000);

type Handle = (messages: readonly WireMessage[]) => Promise<void>;

/** A door that a handler waits at until the test opens it. */
function aDoor(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('a consumer on Kafka', () => {
  let prefix: string;
  const members: KafkaBus[] = [];
  const cleanUps: (() => Promise<void>)[] = [];
  const connected = async (): Promise<KafkaBus> => {
    const bus = new KafkaBus({ brokers: [await kafkaBrokers()], clientId: 'safe', topicPrefix: prefix, partitions: 2 });
    members.push(bus);
    await bus.connect();
    return bus;
  };
  const member = async (
    handle: Handle,
    mayShare: (message: WireMessage) => boolean = () => true,
  ): Promise<KafkaBus> => {
    const bus = await connected();
    await bus.subscribe({ group: 'safe', topics: [topics.notifications], mayShare, handle });
    return bus;
  };
  beforeEach(() => {
    prefix = uniqueTopicPrefix();
  });
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
    await Promise.all(members.splice(0).map((bus) => bus.close()));
  }, 2 * PATIENCE_MS);

  it(
    'holds no more in memory than what it fetches at once, however much waits',
    async () => {
      const held = aDoor();
      const taken = new Set<string>();
      const bus = await member(
        () => held.opened,
        ({ key }) => {
          taken.add(key);
          return true;
        },
      );
      const bytes = 100_000;
      const messages = Array.from({ length: 40 }, () => ({ ...aMessage(randomUUID(), 1), value: Buffer.alloc(bytes) }));
      await publishAsRelay(bus, messages);

      await eventually(() => expect(taken.size).toBeGreaterThan(0), { timeoutMs: PATIENCE_MS });
      // Time for more to come, if more came: too short a wait can only hide a fault, not invent one.
      await delay(FETCH_WAIT_MS);
      const partitions = 2;
      // A record that crosses the bound comes whole.
      expect(taken.size).toBeLessThanOrEqual(partitions * (Math.ceil(FETCH_BYTES_PER_PARTITION / bytes) + 1));
      expect(taken.size).toBeLessThan(messages.length);

      held.open();
      await eventually(() => expect(taken.size).toBe(messages.length), { timeoutMs: PATIENCE_MS });
    },
    4 * PATIENCE_MS,
  );

  // The group does not wait for a handler that outlives the drain: its messages go to somebody else while it still runs.
  it(
    'has each effect once when its partitions are taken away in the middle of a batch that outlives the drain',
    async () => {
      const database = await openServiceDatabase();
      cleanUps.push(() => database.drop());
      const join = async (): Promise<TestService> => {
        const service = await startTestService(await database.another(), await connected(), { taking: 'a batch' });
        cleanUps.push(() => service.stop());
        return service;
      };
      const first = await join();
      const held = aDoor();
      cleanUps.push(() => {
        held.open();
        return Promise.resolve();
      });
      let underWay = 0;
      first.consumer.after = () => {
        underWay += 1;
        return held.opened;
      };
      const keys = Array.from({ length: 20 }, () => randomUUID());
      const messages = keys.flatMap((key) => [1, 2, 3].map((version) => aMessage(key, version)));
      await publishAsRelay(members[0]!, messages);
      await eventually(() => expect(underWay).toBeGreaterThan(0), { timeoutMs: PATIENCE_MS });

      // Resolves when the group has shared the partitions out again: the first one has given up waiting for its handler.
      const second = await join();
      held.open();

      const effects = () => Promise.all(keys.map((key) => first.effectsOf(key)));
      await eventually(async () => expect(await effects()).toEqual(keys.map(() => [1, 2, 3])), {
        timeoutMs: PATIENCE_MS,
      });
      await eventually(async () => expect(await committed()).toBe(messages.length), { timeoutMs: PATIENCE_MS });
      expect(await effects()).toEqual(keys.map(() => [1, 2, 3]));
      expect(await first.messaging.parked.list({})).toEqual([]);
      const dropped = await Promise.all([first, second].map((each) => each.metric('kervan_messages_duplicate_total')));
      expect(dropped[0]! + dropped[1]!).toBeGreaterThan(0);
    },
    6 * PATIENCE_MS,
  );

  /** Records that the group says it is done with, over all partitions. */
  async function committed(): Promise<number> {
    const admin = new Kafka({ brokers: [await kafkaBrokers()], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const offsets = await admin.fetchOffsets({ groupId: `${prefix}effects`, topics: [prefix + topics.notifications] });
    await admin.disconnect();
    return offsets
      .flatMap(({ partitions }) => partitions)
      .reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0);
  }
});
