import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { Pool } from 'pg';
import { type NotificationSent, topics } from '#contracts';
import { summarise, type Benchmark, type Round } from './benchmark.js';
import { type ConsumerLab, notifications, openConsumerLab } from './consumer/consumer-lab.js';
import { INSERT_EFFECTS, startProductConsumer } from './consumer/product-consumer.js';

const ROUNDS = 3;
/** BENCH_EVENTS: fewer while developing. */
const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 100_000);
/** Between two looks at the number of rows. */
const LOOK_EVERY_MS = 20;

/** Messages per second through guard, inbox, handler and commit, beside what kafkajs alone can do. */
export const consumer: Benchmark = {
  name: 'consumer',
  about: 'messages/s with inbox, version guard, handler and commit, beside raw kafkajs eachBatch with one insert',
  async run(report) {
    const lab = await openConsumerLab();
    const messages = notifications(EVENTS);
    await lab.publish(messages);
    const rounds: Round[] = [];
    const checks: Record<string, unknown>[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const product = await productPerSecond(lab);
      checks.push(await countProduct(lab));
      const raw = await rawPerSecond(lab);
      checks.push(await countEffects(lab));
      rounds.push({ product, references: { 'raw kafkajs eachBatch': raw } });
      report(`round ${String(round)}: product ${product.toFixed(0)}/s, raw ${raw.toFixed(0)}/s`);
    }
    await lab.stop();
    return summarise('consumer', 'messages/s', rounds, {
      events: EVENTS,
      bytesEach: messages[0]?.value.length,
      checks,
    });
  },
};

async function productPerSecond(lab: ConsumerLab): Promise<number> {
  await lab.clear();
  const running = await startProductConsumer(lab, `product-${randomUUID()}`);
  const endedAt = await allWritten(lab);
  const seconds = (endedAt - running.progress.firstAt) / 1000;
  await running.stop();
  return EVENTS / seconds;
}

async function rawPerSecond(lab: ConsumerLab): Promise<number> {
  await lab.clear();
  const pool = new Pool({ connectionString: lab.databaseUrl, max: 10 });
  const kafka = new Kafka({ brokers: [lab.brokers], logLevel: logLevel.NOTHING });
  const raw = kafka.consumer({ groupId: `raw-${randomUUID()}` });
  await raw.connect();
  await raw.subscribe({ topic: lab.topicPrefix + topics.notifications, fromBeginning: true });
  let firstAt = 0;
  await raw.run({
    partitionsConsumedConcurrently: 8,
    eachBatch: async ({ batch }) => {
      if (firstAt === 0) firstAt = performance.now();
      const facts = batch.messages.map(({ value }) => JSON.parse(String(value)) as NotificationSent);
      await pool.query(INSERT_EFFECTS, [
        batch.messages.map(({ headers }) => String(headers?.['ce_id'])),
        batch.messages.map(({ key }) => String(key)),
        batch.messages.map(({ headers }) => Number(String(headers?.['ce_keyversion']))),
        facts.map(({ dedupeKey }) => dedupeKey),
        facts.map(({ sentAt }) => sentAt),
      ]);
    },
  });
  const endedAt = await allWritten(lab);
  await raw.disconnect();
  await pool.end();
  return EVENTS / ((endedAt - firstAt) / 1000);
}

/** By the sequence of the effects, which costs next to nothing to read; the rows are counted afterwards. */
async function allWritten(lab: ConsumerLab): Promise<number> {
  for (;;) {
    const [row] = await lab.dataSource.query<{ last: string }[]>(
      `SELECT count(*) AS last FROM effects WHERE (SELECT last_value FROM effects_place_seq) >= ${String(EVENTS)}`,
    );
    if (Number(row?.last) >= EVENTS) return performance.now();
    await delay(LOOK_EVERY_MS);
  }
}

interface Counts extends Record<string, unknown> {
  readonly rows: number;
  readonly messages: number;
}

async function countEffects(lab: ConsumerLab): Promise<Counts> {
  const [row] = await lab.dataSource.query<Counts[]>(
    'SELECT count(*)::int AS rows, count(DISTINCT message_id)::int AS messages FROM effects',
  );
  if (row?.rows !== EVENTS || row.messages !== EVENTS) throw new Error(`Wrong rows: ${JSON.stringify(row)}`);
  return row;
}

async function countProduct(lab: ConsumerLab): Promise<Counts> {
  const [row] = await lab.dataSource.query<{ inbox: number; heads: number; disordered: number; parked: number }[]>(`
    SELECT (SELECT count(*)::int FROM inbox) AS inbox, (SELECT sum(version)::int FROM consumer_key_heads) AS heads,
           (SELECT count(*)::int FROM parked_messages) AS parked,
           (SELECT count(*)::int FROM (
              SELECT key_version - lag(key_version, 1, 0::bigint) OVER (PARTITION BY key ORDER BY place) AS step FROM effects
            ) AS steps WHERE step <> 1) AS disordered`);
  if (row?.inbox !== EVENTS || row.heads !== EVENTS || row.disordered !== 0 || row.parked !== 0)
    throw new Error(`Wrong state: ${JSON.stringify(row)}`);
  return { ...(await countEffects(lab)), ...row };
}
