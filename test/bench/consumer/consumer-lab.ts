import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { NO_MERCHANT, NotificationSent, toWire, topics, type WireMessage } from '#contracts';
import { startKafka, startPostgres } from '#local-services';
import { KafkaBus, messagingMigrations } from '#messaging';

/** As many as Kervan's topics have by default. */
const PARTITIONS = 8;
/** Messages published by one call. */
const PUBLISH_MAX = 2_000;
/** Keys whose events come mixed, as those of orders that are on their way at the same time. */
const KEYS_AT_ONCE = 1_000;
/** Events of one key: what an order has in its topic. */
const VERSIONS = 5;

/** A broker and a database of their own, for benchmarks of consumers. */
export interface ConsumerLab {
  readonly brokers: string;
  readonly topicPrefix: string;
  readonly dataSource: DataSource;
  readonly databaseUrl: string;
  publish(messages: readonly WireMessage[]): Promise<void>;
  /** A bus for one consumer; close it. */
  newBus(): Promise<KafkaBus>;
  /** Empties effects, inbox, heads and parking, and gives their space back. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

export async function openConsumerLab(): Promise<ConsumerLab> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kervan-bench-'));
  const [kafka, postgres] = await Promise.all([
    startKafka({ dataDir: join(dataDir, 'kafka') }),
    startPostgres({ dataDir: join(dataDir, 'postgres') }),
  ]);
  const dataSource = await openDatabase(postgres.url);
  const topicPrefix = 'bench.';
  const newBus = async (): Promise<KafkaBus> => {
    const bus = new KafkaBus({ brokers: [kafka.brokers], clientId: 'bench', topicPrefix, partitions: PARTITIONS });
    await bus.connect();
    return bus;
  };
  const publisher = await newBus();
  return {
    brokers: kafka.brokers,
    topicPrefix,
    dataSource,
    databaseUrl: postgres.url,
    newBus,
    publish: async (messages) => {
      for (let at = 0; at < messages.length; at += PUBLISH_MAX)
        await publisher.publish(messages.slice(at, at + PUBLISH_MAX));
    },
    clear: async () => {
      await dataSource.query('TRUNCATE effects, inbox, consumer_key_heads, parked_messages RESTART IDENTITY');
      await dataSource.query('CHECKPOINT');
    },
    stop: async () => {
      await publisher.close();
      await dataSource.destroy();
      await Promise.all([kafka.stop(), postgres.stop()]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function openDatabase(url: string): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    migrations: [...messagingMigrations],
    extra: { max: 10 },
  });
  await dataSource.initialize();
  await dataSource.runMigrations();
  await dataSource.query(`
    CREATE TABLE effects (
      message_id uuid NOT NULL, key text NOT NULL, key_version bigint NOT NULL, dedupe_key text NOT NULL,
      sent_at timestamptz NOT NULL, place bigserial)`);
  return dataSource;
}

/** `count` facts of notifications: five versions of each key, keys mixed, of each key in order. */
export function notifications(count: number): WireMessage[] {
  const keys = Math.ceil(count / VERSIONS);
  const messages: WireMessage[] = [];
  for (let from = 0; from < keys; from += KEYS_AT_ONCE) {
    const window = Array.from({ length: Math.min(KEYS_AT_ONCE, keys - from) }, () => uuidv7());
    for (let version = 1; version <= VERSIONS; version += 1) {
      for (const key of window) messages.push(notification(key, version));
    }
  }
  return messages.slice(0, count);
}

function notification(key: string, keyVersion: number): WireMessage {
  return toWire({
    ...{ id: uuidv7(), type: 'notification.sent', version: 1, topic: topics.notifications },
    ...{ merchantId: NO_MERCHANT, key, keyVersion, producer: 'bench', correlationId: uuidv7() },
    ...{ causationId: null, traceparent: null, occurredAt: '2026-11-22T09:00:00.000Z' },
    data: Object.assign(new NotificationSent(), {
      ...{ notificationId: uuidv7(), orderId: key, audience: 'customer', channel: 'email' },
      ...{ template: 'order-shipped', language: 'tr', dedupeKey: `order-shipped:${key}:${String(keyVersion)}` },
      sentAt: '2026-11-22T09:00:00.000Z',
    }),
  });
}
