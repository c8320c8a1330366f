import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { topics, type WireMessage } from '#contracts';
import { eventually, kafkaBrokers, uniqueTopicPrefix } from '#testing';
import { FETCH_BYTES_PER_PARTITION, FETCH_WAIT_MS } from '../src/bus/kafka/kafka-limits.js';
import { KafkaBus } from '../src/index.js';
import { aMessage } from './support/notifications.js';
import { publishAsRelay } from './support/publish-as-relay.js';

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
  const member = async (
    handle: Handle,
    mayShare: (message: WireMessage) => boolean = () => true,
  ): Promise<KafkaBus> => {
    const bus = new KafkaBus({ brokers: [await kafkaBrokers()], clientId: 'safe', topicPrefix: prefix, partitions: 2 });
    members.push(bus);
    await bus.connect();
    await bus.subscribe({ group: 'safe', topics: [topics.notifications], mayShare, handle });
    return bus;
  };
  beforeEach(() => {
    prefix = uniqueTopicPrefix();
  });
  afterEach(() => Promise.all(members.splice(0).map((bus) => bus.close())), PATIENCE_MS);

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
});
