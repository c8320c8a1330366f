import { randomUUID } from 'node:crypto';
import { createMessaging, type BusPort, type Messaging } from '#messaging';
import { percentile, summarise, type Benchmark, type Round } from './benchmark.js';
import { benchDraft, benchKeys, openOutboxStage, type OutboxStage } from './outbox-stage.js';

const ROUNDS = 5;
/** Business transactions of a round; BENCH_TRANSACTIONS for a quick look. */
const TRANSACTIONS = Number(process.env['BENCH_TRANSACTIONS'] ?? 2_000);
/** Transactions at once. */
const CLIENTS = 8;
/** Events of the churn: one hour at 50 a second. */
const CHURN_EVENTS = Number(process.env['BENCH_CHURN_EVENTS'] ?? 180_000);
/** Events of one transaction of the churn. */
const CHURN_BATCH = 50;
/** Looks at the size of the pending table. */
const CHURN_LOOKS = 6;

/** What the outbox costs a business transaction, and what an hour of it does to the tables. */
export const outbox: Benchmark = {
  name: 'outbox',
  about: 'transactions/s with one event appended, beside the same transaction without it; table sizes under churn',
  async run(report) {
    const stage = await openOutboxStage();
    await stage.dataSource.query('CREATE TABLE business (id uuid PRIMARY KEY, state text, facts jsonb)');
    const messaging = createMessaging({ service: 'bench', dataSource: stage.dataSource, bus: acceptingBus });
    const rounds: Round[] = [];
    const latencies: { with: number[]; without: number[] } = { with: [], without: [] };
    for (let round = 0; round <= ROUNDS; round += 1) {
      const bare = await transactionsPerSecond(stage, null);
      const appending = await transactionsPerSecond(stage, messaging);
      report(`round ${round}: with an event ${appending.rate.toFixed(0)}/s, without ${bare.rate.toFixed(0)}/s`);
      // The first one warms up.
      if (round === 0) continue;
      rounds.push({ product: appending.rate, references: { 'without the event': bare.rate } });
      latencies.with.push(...appending.ms);
      latencies.without.push(...bare.ms);
    }
    const churn = await churned(stage, messaging, report);
    const appended = TRANSACTIONS * (ROUNDS + 1) + CHURN_EVENTS;
    const checks = {
      medianMs: { with: percentile(latencies.with, 0.5), without: percentile(latencies.without, 0.5) },
      appended,
      archived: await stage.count('SELECT count(*) FROM outbox_archive'),
      pending: await stage.count('SELECT count(*) FROM outbox_pending'),
      churn,
    };
    await stage.close();
    return summarise('outbox', 'transactions/s', rounds, checks);
  },
};

/** Takes everything at once: this is about the tables. */
const acceptingBus: BusPort = {
  connect: () => Promise.resolve(),
  publish: () => Promise.resolve(),
  subscribe: () => Promise.reject(new Error('The benchmark consumes nothing')),
  topicsBeginningLate: () => Promise.resolve([]),
  ping: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

async function transactionsPerSecond(
  stage: OutboxStage,
  messaging: Messaging | null,
): Promise<{ rate: number; ms: number[] }> {
  const keys = benchKeys(TRANSACTIONS);
  const ms: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let index = next++; index < TRANSACTIONS; index = next++) {
        const begunAt = performance.now();
        const key = keys[index % keys.length] ?? '';
        await stage.dataSource.transaction(async (tx) => {
          await tx.query('INSERT INTO business VALUES ($1, $2, $3)', [randomUUID(), 'placed', { key, lines: 3 }]);
          if (messaging) await messaging.outbox.append(tx, [benchDraft(key)]);
        });
        ms.push(performance.now() - begunAt);
      }
    }),
  );
  return { rate: TRANSACTIONS / ((performance.now() - startedAt) / 1_000), ms };
}

/** Appends and publishes at the same time, as fast as it goes, and looks at the tables on the way. */
async function churned(stage: OutboxStage, messaging: Messaging, report: (line: string) => void): Promise<object> {
  await messaging.relay.start();
  const keys = benchKeys(CHURN_EVENTS);
  const looks: object[] = [];
  const startedAt = performance.now();
  for (let from = 0; from < CHURN_EVENTS; from += CHURN_BATCH) {
    const drafts = Array.from({ length: CHURN_BATCH }, (_, index) =>
      benchDraft(keys[(from + index) % keys.length] ?? ''),
    );
    await stage.dataSource.transaction((tx) => messaging.outbox.append(tx, drafts));
    if (from % (CHURN_EVENTS / CHURN_LOOKS) === 0) {
      looks.push(await sizes(stage));
      report(`churn ${String(from)}: ${JSON.stringify(looks.at(-1))}`);
    }
  }
  await messaging.relay.drain();
  await messaging.relay.stop();
  return {
    events: CHURN_EVENTS,
    seconds: Math.round((performance.now() - startedAt) / 1_000),
    onTheWay: looks,
    atTheEnd: await sizes(stage),
  };
}

async function sizes(stage: OutboxStage): Promise<object> {
  const [pending] = await stage.dataSource.query<object[]>(
    `SELECT pg_relation_size('outbox_pending') / 1024 AS "pendingKiB",
            pg_relation_size('outbox_pending_pkey') / 1024 AS "pendingIndexKiB",
            pg_total_relation_size('outbox_key_heads') / 1024 AS "keyHeadsKiB",
            (SELECT sum(pg_total_relation_size(inhrelid)) / 1048576 FROM pg_inherits
              WHERE inhparent = 'outbox_archive'::regclass)::int AS "archiveMiB",
            n_dead_tup AS dead, autovacuum_count AS vacuums
     FROM pg_stat_user_tables WHERE relname = 'outbox_pending'`,
  );
  return pending ?? {};
}
