import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { topics } from '#contracts';
import { eventually, kafkaBrokers, uniqueTopicPrefix } from '#testing';
import { admitBatch, type KeyRun } from '../src/consumer/admit-batch.js';
import { InProcessBus, KafkaBus } from '../src/index.js';
import { aMessage, anEnvelope } from './support/notifications.js';
import { publishAsRelay } from './support/publish-as-relay.js';
import { openServiceDatabase, type ServiceDatabase } from './support/service-database.js';
import { startTestService, type Taking, type TestService } from './support/test-service.js';

/** A bus that has forgotten its oldest messages, or so it says. */
class LateBus extends InProcessBus {
  asked = 0;

  override topicsBeginningLate(names: readonly string[] = []): Promise<readonly string[]> {
    this.asked += 1;
    return Promise.resolve(names);
  }
}

const waysOfTaking: readonly Taking[] = ['one', 'one of a batch', 'a batch'];
let database: ServiceDatabase;
beforeAll(async () => {
  database = await openServiceDatabase();
});
afterAll(() => database.drop());

const baselinesOf = (consumer: string) =>
  database.dataSource.query<{ topic: string; recorded_at: Date }[]>(
    'SELECT topic, recorded_at FROM consumer_baselines WHERE consumer = $1',
    [consumer],
  );
const parkedOf = async ({ messaging }: TestService, key: string): Promise<[number | null, string][]> =>
  (await messaging.parked.list({ key })).map(({ keyVersion, errorClass }) => [keyVersion, errorClass]);

describe.each(waysOfTaking)('a consumer that begins in the middle of a topic, with handlers that take %s', (taking) => {
  let bus: LateBus;
  let consumer: string;
  let service: TestService;
  const start = async (): Promise<void> => {
    service = await startTestService(database.dataSource, bus, { service: consumer, taking });
  };

  beforeEach(async () => {
    bus = new LateBus();
    bus.open();
    consumer = `late-${randomUUID()}`;
    await start();
  });
  afterEach(async () => {
    await service.stop();
    await bus.close();
  });

  it('takes the first version that it sees of a key for its beginning, alone and among others', async () => {
    const [alone, ...together] = Array.from({ length: 12 }, () => randomUUID());
    await bus.publish([aMessage(alone!, 4)]);
    await bus.publish(together.flatMap((key, index) => [7, 8, 9].map((version) => aMessage(key, version + index))));

    expect(await service.effectsOf(alone!)).toEqual([4]);
    for (const [index, key] of together.entries()) {
      expect(await service.effectsOf(key)).toEqual([7 + index, 8 + index, 9 + index]);
    }
    expect(await service.messaging.parked.list({})).toEqual([]);
  });

  it('still parks a gap of a key that it knows, and drops what is older', async () => {
    const keys = Array.from({ length: 8 }, () => randomUUID());
    await bus.publish(keys.map((key) => aMessage(key, 5)));
    await bus.publish(keys.flatMap((key) => [aMessage(key, 3), aMessage(key, 7)]));

    for (const key of keys) {
      expect(await service.effectsOf(key)).toEqual([5]);
      expect(await parkedOf(service, key)).toEqual([[7, 'gap']]);
    }
  });

  it('parks a gap within what it sees first of a key', async () => {
    const key = randomUUID();
    await bus.publish([aMessage(key, 5), aMessage(key, 7)]);

    expect(await service.effectsOf(key)).toEqual([5]);
    expect(await parkedOf(service, key)).toEqual([[7, 'gap']]);
  });

  it('records its baseline once, for the topics whose order it guards', async () => {
    const first = await baselinesOf(consumer);
    expect(first.map(({ topic }) => topic)).toEqual([topics.notifications]);

    await service.stop();
    await start();

    expect(await baselinesOf(consumer)).toEqual(first);
    expect(bus.asked).toBe(1);
  });
});

describe('the statement that admits many', () => {
  it('takes a first run from any version on with a baseline only, and none of a key with a gap', async () => {
    const consumer = `statement-${randomUUID()}`;
    const [unknown, known] = [randomUUID(), randomUUID()];
    const runOf = (key: string, versions: readonly number[]): KeyRun => ({
      ...{ topic: topics.notifications, key },
      envelopes: versions.map((version) => anEnvelope(key, version)),
    });
    const admitted = (...runs: KeyRun[]): Promise<readonly string[]> =>
      database.dataSource.transaction((tx) => admitBatch(tx, consumer, runs));

    expect(await admitted(runOf(known, [1, 2]), runOf(unknown, [5, 6]))).toEqual(['admitted', 'apart']);
    await database.dataSource.query('INSERT INTO consumer_baselines (consumer, topic) VALUES ($1, $2)', [
      ...[consumer, topics.notifications],
    ]);
    expect(await admitted(runOf(known, [4, 5]), runOf(unknown, [5, 6]))).toEqual(['apart', 'admitted']);
    expect(await admitted(runOf(known, [3]), runOf(unknown, [8]))).toEqual(['admitted', 'apart']);
    expect(await admitted(runOf(known, [2]), runOf(unknown, [7]))).toEqual(['duplicates', 'admitted']);
  });
});

describe('a consumer that has handled something of a topic', () => {
  it('gets no baseline, however late the topic begins by now', async () => {
    const consumer = `early-${randomUUID()}`;
    const bus = new InProcessBus();
    bus.open();
    const early = await startTestService(database.dataSource, bus, { service: consumer });
    await bus.publish([aMessage(randomUUID(), 1)]);
    await early.stop();

    const lateBus = new LateBus();
    lateBus.open();
    const service = await startTestService(database.dataSource, lateBus, { service: consumer });
    const key = randomUUID();
    await lateBus.publish([aMessage(key, 2)]);

    expect(await baselinesOf(consumer)).toEqual([]);
    expect(await parkedOf(service, key)).toEqual([[2, 'gap']]);
    await service.stop();
  });
});

describe('a new group on a Kafka topic whose oldest records are deleted', () => {
  const PATIENCE_MS = 60_000;
  /** The first start of a broker on a machine downloads it. */
  beforeAll(() => kafkaBrokers(), 150_000);

  it(
    'reads what is left without parking any of it, and parks a real gap afterwards',
    async () => {
      const [brokers, topicPrefix, consumer] = [[await kafkaBrokers()], uniqueTopicPrefix(), `new-${randomUUID()}`];
      const bus = new KafkaBus({ brokers, clientId: 'late', topicPrefix, partitions: 1 });
      await bus.connect();
      const [key, other] = [randomUUID(), randomUUID()];
      expect(await bus.topicsBeginningLate([topics.notifications])).toEqual([]);
      await publishAsRelay(
        bus,
        [1, 2, 3, 4].map((version) => aMessage(key, version)),
      );
      const topic = topicPrefix + topics.notifications;
      const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
      await admin.connect();
      // Without it kafkajs deletes nothing: it does not know the partition's leader.
      expect(await admin.fetchTopicOffsets(topic)).toMatchObject([{ partition: 0, low: '0', high: '4' }]);
      await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '2' }] });
      await admin.disconnect();

      const service = await startTestService(database.dataSource, bus, { service: consumer, taking: 'a batch' });
      await eventually(async () => expect(await service.effectsOf(key)).toEqual([3, 4]), { timeoutMs: PATIENCE_MS });
      expect(await service.messaging.parked.list({})).toEqual([]);
      expect((await baselinesOf(consumer)).map((row) => row.topic)).toEqual([topics.notifications]);

      await publishAsRelay(bus, [aMessage(key, 6), aMessage(other, 1)]);
      await eventually(async () => expect(await parkedOf(service, key)).toEqual([[6, 'gap']]), {
        timeoutMs: PATIENCE_MS,
      });
      await eventually(async () => expect(await service.effectsOf(other)).toEqual([1]), { timeoutMs: PATIENCE_MS });
      await service.stop();
      await bus.close();
    },
    5 * PATIENCE_MS,
  );
});
