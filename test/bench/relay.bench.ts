import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { run, runMigrations, Logger, type RunnerOptions } from 'graphile-worker';
import kafkajs, { type Admin, type Producer } from 'kafkajs';
import { type Envelope, topics, toWire, type WireMessage } from '#contracts';
import { startKafka } from '#local-services';
import { createMessaging, KafkaBus, type Messaging } from '#messaging';
import { eventually } from '#testing';
import { percentile, summarise, type Benchmark, type Round } from './benchmark.js';
import { benchDraft, benchKeys, openOutboxStage, type OutboxStage } from './outbox-stage.js';

const ROUNDS = 5;
/** Events of a round: the slowest reference moves a thousand in a second, and there are six rounds. BENCH_EVENTS for more. */
const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 5_000);
/** Events in one filling transaction. */
const FILL_BATCH = 100;
/** Records in one raw produce call: as many as the relay's adapter sends at most. */
const RAW_BATCH = 500;
/** Load under which the lag is measured, and for how long. */
const LAG_EVENTS_PER_SECOND = 1_000;
const LAG_SECONDS = 10;
/** Events of one transaction in the lag phase: two hundred commits a second. */
const LAG_EVENTS_PER_COMMIT = 5;

/** Events per second from the committed table to the broker. */
export const relay: Benchmark = {
  name: 'relay',
  about: 'events/s from the outbox to Kafka, beside raw kafkajs produce of the same bytes and graphile-worker jobs',
  async run(report) {
    const stage = await openOutboxStage();
    const kafka = await startKafka({ dataDir: join(stage.directory, 'kafka') });
    const bus = new TimedBus({ brokers: [kafka.brokers], clientId: 'bench', topicPrefix: 'relay.' });
    const raw = await RawKafka.open(kafka.brokers);
    await bus.connect();
    const messaging = createMessaging({ service: 'bench', dataSource: stage.dataSource, bus });
    await runMigrations(graphileOptions(stage.url));

    const rounds: Round[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const messages = await fill(stage, messaging, EVENTS);
      const product = await relayed(stage, messaging);
      const produced = await raw.produce(messages);
      const jobs = await jobsPerSecond(stage, false, EVENTS / 5);
      const batchedJobs = await jobsPerSecond(stage, true, EVENTS);
      const figures = { 'raw produce': produced, 'graphile-worker': jobs, 'graphile-worker, batching': batchedJobs };
      report(`round ${round}: relay ${product.toFixed(0)}/s, ${JSON.stringify(figures, rounded)}`);
      // The first one warms up both sides and the broker.
      if (round > 0) rounds.push({ product, references: figures });
    }
    const lags = await lagsUnderLoad(stage, messaging, bus);
    const checks = await checksOf(stage, raw, lags);
    await Promise.all([bus.close(), raw.close()]);
    await kafka.stop();
    await stage.close();
    return summarise('relay', 'events/s', rounds, checks);
  },
};

/** Remembers when each message was durable. */
class TimedBus extends KafkaBus {
  readonly durableAt = new Map<string, number>();
  timed = false;

  override async publish(messages: readonly WireMessage[]): Promise<void> {
    await super.publish(messages);
    if (!this.timed) return;
    const now = performance.now();
    for (const { headers } of messages) this.durableAt.set(headers['ce_id'] ?? '', now);
  }
}

/** The same records by kafkajs alone, one call after the other as its order wants it. */
class RawKafka {
  private constructor(
    private readonly admin: Admin,
    private readonly producer: Producer,
  ) {}

  static async open(brokers: string): Promise<RawKafka> {
    const client = new kafkajs.Kafka({ brokers: [brokers], clientId: 'raw', logLevel: kafkajs.logLevel.ERROR });
    const admin = client.admin();
    const producer = client.producer({
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      maxInFlightRequests: 1,
    });
    await Promise.all([admin.connect(), producer.connect()]);
    await admin.createTopics({ topics: [{ topic: rawTopic, numPartitions: 8 }], waitForLeaders: true });
    return new RawKafka(admin, producer);
  }

  async produce(messages: readonly WireMessage[]): Promise<number> {
    const startedAt = performance.now();
    for (let from = 0; from < messages.length; from += RAW_BATCH) {
      const records = messages
        .slice(from, from + RAW_BATCH)
        .map(({ key, value, headers }) => ({ key, value, headers: { ...headers } }));
      await this.producer.sendBatch({ acks: -1, topicMessages: [{ topic: rawTopic, messages: records }] });
    }
    return messages.length / ((performance.now() - startedAt) / 1_000);
  }

  /** Records that a topic holds. */
  async count(topic: string): Promise<number> {
    const offsets = await this.admin.fetchTopicOffsets(topic);
    return offsets.reduce((sum, { high }) => sum + Number(high), 0);
  }

  async close(): Promise<void> {
    await Promise.all([this.admin.disconnect(), this.producer.disconnect()]);
  }
}

const rawTopic = `raw.${topics.notifications}`;

async function fill(stage: OutboxStage, messaging: Messaging, events: number): Promise<WireMessage[]> {
  const keys = benchKeys(events);
  const appended: Envelope[] = [];
  for (let from = 0; from < events; from += FILL_BATCH) {
    const drafts = Array.from({ length: Math.min(FILL_BATCH, events - from) }, (_, index) =>
      benchDraft(keys[(from + index) % keys.length] ?? ''),
    );
    appended.push(...(await stage.dataSource.transaction((tx) => messaging.outbox.append(tx, drafts))));
  }
  return appended.map(toWire);
}

async function relayed(stage: OutboxStage, messaging: Messaging): Promise<number> {
  const waiting = await stage.count('SELECT count(*) FROM outbox_pending');
  const startedAt = performance.now();
  await messaging.relay.start();
  await messaging.relay.drain();
  const seconds = (performance.now() - startedAt) / 1_000;
  await messaging.relay.stop();
  return waiting / seconds;
}

function graphileOptions(url: string): RunnerOptions {
  return { connectionString: url, noHandleSignals: true, logger: new Logger(() => () => undefined) };
}

/** Jobs with an empty task and the same payload. @param batching with its local queue and batched completion. */
async function jobsPerSecond(stage: OutboxStage, batching: boolean, jobs: number): Promise<number> {
  await stage.dataSource.query(
    `SELECT count(graphile_worker.add_job('publish', $1::json)) FROM generate_series(1, ${jobs})`,
    [JSON.stringify(toJob())],
  );
  const worker = batching
    ? { concurrentJobs: 24, localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 }
    : { concurrentJobs: 10 };
  let done = 0;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const startedAt = performance.now();
  const runner = await run({
    ...graphileOptions(stage.url),
    preset: { worker: { ...worker, maxPoolSize: 26 } },
    taskList: {
      publish: () => {
        done += 1;
        if (done === jobs) finish();
      },
    },
  });
  await finished;
  const seconds = (performance.now() - startedAt) / 1_000;
  // Batched completion is a moment behind the last task; it does not count as time.
  await eventually(async () => {
    const left = await stage.count('SELECT count(*) FROM graphile_worker.jobs');
    if (left > 0) throw new Error(`graphile-worker left ${String(left)} jobs`);
  });
  await runner.stop();
  return jobs / seconds;
}

function toJob(): object {
  const { data, key, merchantId, eventClass } = benchDraft(benchKeys(1)[0] ?? '');
  return { data, key, merchantId, type: eventClass.name, padding: 'x'.repeat(450) };
}

/** Milliseconds from the commit until the broker has it, for every event of a steady load. */
async function lagsUnderLoad(stage: OutboxStage, messaging: Messaging, bus: TimedBus): Promise<number[]> {
  bus.timed = true;
  await messaging.relay.start();
  const committedAt = new Map<string, number>();
  const commits = (LAG_EVENTS_PER_SECOND * LAG_SECONDS) / LAG_EVENTS_PER_COMMIT;
  const everyMs = (1_000 * LAG_EVENTS_PER_COMMIT) / LAG_EVENTS_PER_SECOND;
  const keys = benchKeys(LAG_EVENTS_PER_SECOND);
  const startedAt = performance.now();
  const writes: Promise<void>[] = [];
  for (let commit = 0; commit < commits; commit += 1) {
    const waitMs = startedAt + commit * everyMs - performance.now();
    if (waitMs > 0) await delay(waitMs);
    const drafts = Array.from({ length: LAG_EVENTS_PER_COMMIT }, (_, index) =>
      benchDraft(keys[(commit * LAG_EVENTS_PER_COMMIT + index) % keys.length] ?? ''),
    );
    const write = stage.dataSource.transaction((tx) => messaging.outbox.append(tx, drafts));
    writes.push(
      write.then((envelopes) => {
        for (const { id } of envelopes) committedAt.set(id, performance.now());
      }),
    );
  }
  await Promise.all(writes);
  await messaging.relay.drain();
  await messaging.relay.stop();
  // The relay may be faster than the word of the commit: that is no lag.
  return [...committedAt].map(([id, at]) => Math.max(0, (bus.durableAt.get(id) ?? Number.NaN) - at));
}

async function checksOf(stage: OutboxStage, raw: RawKafka, lags: number[]): Promise<Record<string, unknown>> {
  const appended = EVENTS * (ROUNDS + 1) + LAG_EVENTS_PER_SECOND * LAG_SECONDS;
  return {
    appended,
    inBroker: await raw.count(`relay.${topics.notifications}`),
    rawInBroker: await raw.count(rawTopic),
    archived: await stage.count('SELECT count(*) FROM outbox_archive'),
    pending: await stage.count('SELECT count(*) FROM outbox_pending'),
    lagMs: { p50: percentile(lags, 0.5), p99: percentile(lags, 0.99), max: percentile(lags, 1), events: lags.length },
  };
}

const rounded = (_: string, value: unknown): unknown => (typeof value === 'number' ? Math.round(value) : value);
