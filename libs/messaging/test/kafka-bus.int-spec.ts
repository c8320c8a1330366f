import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import { topics, type WireMessage } from '#contracts';
import { eventually, kafkaBrokers, uniqueTopicPrefix } from '#testing';
import { KafkaBus } from '../src/index.js';
import { busConformance } from './bus-conformance.js';
import { aMessage } from './support/notifications.js';
import { publishAsRelay } from './support/publish-as-relay.js';

const busWith = async (topicPrefix: string, partitions = 2): Promise<KafkaBus> =>
  new KafkaBus({ brokers: [await kafkaBrokers()], clientId: 'conformance', topicPrefix, partitions });

/** The first start of a broker on a machine downloads it. */
const KAFKA_START_MS = 150_000;
beforeAll(() => kafkaBrokers(), KAFKA_START_MS);

busConformance('Kafka', async () => ({ bus: await busWith(uniqueTopicPrefix()), keeps: true, open: () => undefined }));

describe('the Kafka bus', () => {
  const made: KafkaBus[] = [];
  const ownBus = async (topicPrefix: string, partitions?: number): Promise<KafkaBus> => {
    const bus = await busWith(topicPrefix, partitions);
    made.push(bus);
    return bus;
  };
  afterEach(() => Promise.all(made.splice(0).map((bus) => bus.close())));

  it('makes the topics with their partitions, compacted where only the newest counts', async () => {
    const prefix = uniqueTopicPrefix();
    const bus = await ownBus(prefix, 3);
    const atTheSameTime = await ownBus(prefix, 3);
    await Promise.all([bus.connect(), atTheSameTime.connect()]);

    const admin = new Kafka({ brokers: [await kafkaBrokers()], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const names = [prefix + topics.orders, prefix + topics.offers];
    const { topics: found } = await admin.fetchTopicMetadata({ topics: names });
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: names.map((name) => ({ type: ConfigResourceTypes.TOPIC, name, configNames: ['cleanup.policy'] })),
    });
    await admin.disconnect();

    expect(found.map(({ partitions }) => partitions.length)).toEqual([3, 3]);
    expect(resources.map(({ configEntries }) => configEntries[0]?.configValue)).toEqual(['delete', 'compact']);
  });

  it('tells how many messages lie unread, down to none', async () => {
    const bus = await ownBus(uniqueTopicPrefix(), 1);
    await bus.connect();
    const key = randomUUID();
    await bus.publish(Array.from({ length: 50 }, (_, index) => aMessage(key, index + 1)));
    const lags: number[] = [];
    await bus.subscribe({
      group: 'reader',
      topics: [topics.notifications],
      mayShare: () => false,
      handle: () => Promise.resolve(),
      onLag: (topic, partition, messages) => {
        expect([topic, partition]).toEqual([topics.notifications, 0]);
        lags.push(messages);
      },
    });

    await eventually(() => expect(lags.at(-1)).toBe(0));
    expect(Math.max(...lags)).toBeLessThanOrEqual(50);
  });

  it('reports exactly the record that the broker refuses, and delivers the others', async () => {
    const bus = await ownBus(uniqueTopicPrefix());
    await bus.connect();
    const got = new Set<string>();
    await bus.subscribe({
      group: 'reader',
      topics: [topics.notifications],
      mayShare: () => true,
      handle: (messages) => {
        for (const { key, headers } of messages) got.add(`${key} ${headers['ce_keyversion'] ?? ''}`);
        return Promise.resolve();
      },
    });
    const [blocked, other] = [randomUUID(), randomUUID()];
    const huge = { ...aMessage(blocked, 2), value: Buffer.alloc(2_000_000, 'x') };

    await publishAsRelay(bus, [aMessage(other, 1), aMessage(blocked, 1)]);
    const publishing = bus.publish([huge, aMessage(other, 2), aMessage(blocked, 3)]);

    await expect(publishing).rejects.toMatchObject({
      failures: [
        { index: 0, retriable: false },
        { index: 2, retriable: true },
      ],
    });
    await eventually(() =>
      expect([...got].toSorted()).toEqual([`${blocked} 1`, `${other} 1`, `${other} 2`].toSorted()),
    );
  });

  it('shares the partitions out to a second member and takes them back, losing and reordering nothing', async () => {
    const shared = uniqueTopicPrefix();
    const got: { member: string; message: WireMessage }[] = [];
    const members: KafkaBus[] = [];
    const join = async (member: string): Promise<void> => {
      const bus = await ownBus(shared, 4);
      members.push(bus);
      await bus.connect();
      const handle = async (messages: readonly WireMessage[]): Promise<void> => {
        await new Promise(setImmediate);
        got.push(...messages.map((message) => ({ member, message })));
      };
      await bus.subscribe({ group: 'shared', topics: [topics.notifications], mayShare: () => true, handle });
    };
    await join('first');
    const keys = Array.from({ length: 16 }, () => randomUUID());
    let version = 0;
    const publishRound = async (): Promise<void> => {
      version += 1;
      await publishAsRelay(
        members[0]!,
        keys.map((key) => aMessage(key, version)),
      );
    };

    await publishRound();
    await join('second');
    await eventually(
      async () => {
        await publishRound();
        expect(new Set(got.slice(-64).map(({ member }) => member)).size).toBe(2);
      },
      { timeoutMs: 25_000 },
    );
    await members.pop()!.close();
    for (let round = 0; round < 10; round += 1) await publishRound();

    const seen = (key: string): number[] => [
      // First sightings: a message under way during a rebalance may come twice, which the inbox drops.
      ...new Set(
        got.filter(({ message }) => message.key === key).map(({ message }) => Number(message.headers['ce_keyversion'])),
      ),
    ];
    const all = Array.from({ length: version }, (_, index) => index + 1);
    await eventually(() => keys.forEach((key) => expect(seen(key)).toEqual(all)), { timeoutMs: 25_000 });
  }, 90_000);

  it('fails a publish when the broker is away, in bounded time', async () => {
    const bus = new KafkaBus({ brokers: ['127.0.0.1:1'], clientId: 'nobody' });
    await expect(bus.publish([aMessage(randomUUID(), 1)])).rejects.toMatchObject({ failures: [{ retriable: true }] });
    await bus.close();
  });
});
