import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { NO_MERCHANT, toWire, topics, type WireMessage } from '#contracts';
import { eventually, kafkaBrokers, uniqueTopicPrefix } from '#testing';
import { KafkaBus } from '../src/index.js';
import { type RunningBuild, startBuild } from './support/builds/start-build.js';
import { publishAsRelay } from './support/publish-as-relay.js';
import { openServiceDatabase, type ServiceDatabase } from './support/service-database.js';

/** Two processes, one group, a broker: all of them may be slow beside other tests. */
const PATIENCE_MS = 120_000;

/**
 * An old and a new build of one service side by side, as a rolling deployment has them: real processes with
 * contracts of their own, one consumer group on a real broker, one database.
 */
describe('two builds of a service side by side', () => {
  let database: ServiceDatabase;
  let bus: KafkaBus;
  let env: Record<string, string>;
  let key: string;
  const running: RunningBuild[] = [];

  beforeAll(async () => {
    database = await openServiceDatabase();
    await database.dataSource.query(
      'CREATE TABLE weights (place bigserial, key text, key_version int, build text, grams int)',
    );
    await kafkaBrokers();
  }, PATIENCE_MS);
  afterAll(() => database.drop());
  beforeEach(async () => {
    const TOPIC_PREFIX = uniqueTopicPrefix();
    key = randomUUID();
    env = {
      ...{ DATABASE_URL: database.url, BROKERS: await kafkaBrokers() },
      ...{ TOPIC_PREFIX, SERVICE: `weigher-${key}` },
    };
    bus = new KafkaBus({ brokers: [await kafkaBrokers()], clientId: 'producer', topicPrefix: TOPIC_PREFIX });
    await bus.connect();
  }, PATIENCE_MS);
  afterEach(async () => {
    await Promise.all(running.splice(0).map((build) => build.stop()));
    await bus.close();
  }, PATIENCE_MS);

  async function start(build: 'old' | 'new'): Promise<RunningBuild> {
    const started = await startBuild(build, env);
    running.push(started);
    return started;
  }
  async function stop(build: RunningBuild): Promise<void> {
    running.splice(running.indexOf(build), 1);
    expect(await build.stop()).toBe(0);
  }
  const weights = (): Promise<{ key_version: number; build: string; grams: number }[]> =>
    database.dataSource.query('SELECT key_version, build, grams FROM weights WHERE key = $1 ORDER BY place', [key]);
  const parked = (): Promise<{ key_version: string; state: string; error_code: string }[]> =>
    database.dataSource.query(
      'SELECT key_version, state, error_code FROM parked_messages WHERE key = $1 ORDER BY key_version',
      [key],
    );
  const say = (...messages: WireMessage[]): Promise<void> => publishAsRelay(bus, messages);
  const kilograms = (keyVersion: number, weightKg: number): WireMessage => message(keyVersion, 1, { weightKg });
  const grams = (keyVersion: number, weightGrams: number): WireMessage => message(keyVersion, 2, { weightGrams });
  const message = (keyVersion: number, version: number, data: object): WireMessage =>
    toWire({
      ...{ id: uuidv7(), type: 'notification.weighed', version, topic: topics.notifications, key, keyVersion, data },
      ...{ merchantId: NO_MERCHANT, occurredAt: new Date().toISOString(), producer: 'scales' },
      ...{ correlationId: uuidv7(), causationId: null, traceparent: null },
    });

  it(
    'neither lose, crash nor reorder: the old one parks what it does not know, the new one goes on with it',
    async () => {
      const old = await start('old');
      await say(kilograms(1, 1));
      await eventually(async () => expect(await weights()).toEqual([{ key_version: 1, build: 'old', grams: 1_000 }]), {
        timeoutMs: PATIENCE_MS,
      });

      await say(grams(2, 2_000), kilograms(3, 3));
      await eventually(
        async () =>
          expect(await parked()).toEqual([
            { key_version: '2', state: 'waiting', error_code: 'UNKNOWN_VERSION' },
            { key_version: '3', state: 'waiting', error_code: 'KEY_PARKED' },
          ]),
        { timeoutMs: PATIENCE_MS },
      );

      await start('new');
      await eventually(async () => expect((await weights()).map((row) => row.grams)).toEqual([1_000, 2_000, 3_000]), {
        timeoutMs: PATIENCE_MS,
      });
      expect((await weights())[1]).toMatchObject({ build: 'new' });

      await stop(old);
      await say(kilograms(4, 4), grams(5, 5_000));
      await eventually(
        async () =>
          expect((await weights()).slice(3)).toEqual([
            { key_version: 4, build: 'new', grams: 4_000 },
            { key_version: 5, build: 'new', grams: 5_000 },
          ]),
        { timeoutMs: PATIENCE_MS },
      );
    },
    3 * PATIENCE_MS,
  );
});
