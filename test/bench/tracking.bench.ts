import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { Webhook } from 'standardwebhooks';
import type { DataSource } from 'typeorm';
import { eventually } from '#testing';
import { summarise, type Benchmark, type Round } from './benchmark.js';
import { singleStatement, type SingleStatement } from './single-statement.js';
import {
  insertParcels,
  openTrackingStage,
  quickCarriers,
  type TrackingServices,
  type TrackingStage,
} from './tracking-stage.js';

const ROUNDS = 5;
/** Parcels of a round; each is pushed three checkpoints, one after the other. BENCH_PARCELS for a quick look. */
const PARCELS = Number(process.env['BENCH_PARCELS'] ?? 300);
const STATUSES = ['in_transit', 'out_for_delivery', 'delivered'] as const;
/** Deliveries of the carrier under way at once. */
const DELIVERIES = 64;
/** Clients of the reference: with more it is slower. */
const CLIENTS = 16;
const REFERENCE_SECONDS = 4;
/** Open parcels that are asked about; BENCH_OPEN for a quick look. */
const OPEN = Number(process.env['BENCH_OPEN'] ?? 1_000_000);
/** The same engine over few parcels: what a million costs more. */
const FEW = 10_000;
const POLLING_SECONDS = Number(process.env['BENCH_POLLING_SECONDS'] ?? 60);
const CARRIERS = ['bench-a', 'bench-b', 'bench-c', 'bench-d', 'bench-e'];
const BUDGET_PER_MINUTE = 1_200;
const SECRET = `whsec_${Buffer.from('a secret of the benchmark').toString('base64')}`;

/** Checkpoints per second from a signed webhook until stored, told and on the timeline; and a million parcels polled. */
export const tracking: Benchmark = {
  name: 'tracking',
  about: 'checkpoints/s from webhook to timeline beside the same rows by pgbench; a million open parcels polled',
  async run(report) {
    const stage = await openTrackingStage();
    const { rounds, checks } = await pushed(stage, report);
    const polling = { few: await polled(stage, FEW, report), many: await polled(stage, OPEN, report) };
    await stage.close();
    return summarise('tracking', 'checkpoints/s', rounds, { ...checks, polling });
  },
};

async function pushed(stage: TrackingStage, report: (line: string) => void) {
  const services = await stage.start({ DATABASE_PREFIX: 'pushed_', CARRIER_WEBHOOK_SECRETS: `bench=${SECRET}` });
  const reference = await sameRows(stage);
  const rounds: Round[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    await insertParcels(services.tracker, { count: PARCELS, carriers: ['bench'], from: 1 + round * PARCELS });
    const product = await checkpointsPerSecond(services, round);
    const bare = await reference.perSecond();
    report(`round ${round}: ${product.toFixed(0)} checkpoints/s, ${reference.name} ${bare.toFixed(0)}/s`);
    // The first one warms up.
    if (round > 0) rounds.push({ product, references: { [reference.name]: bare } });
  }
  const checks = {
    pushed: (ROUNDS + 1) * PARCELS * STATUSES.length,
    stored: await countOf(services.tracker, 'SELECT count(*) FROM checkpoints'),
    delivered: await countOf(services.tracker, `SELECT count(*) FROM shipments WHERE status = 'delivered'`),
    onTimeline: await countOf(services.timeline, `SELECT count(*) FROM events WHERE type LIKE 'shipment.%'`),
  };
  await services.stop();
  return { rounds, checks };
}

async function checkpointsPerSecond({ url, timeline }: TrackingServices, round: number): Promise<number> {
  const told = `SELECT count(*) FROM events WHERE type IN ('shipment.status-changed', 'shipment.delivered')`;
  const before = await countOf(timeline, told);
  const startedAt = performance.now();
  for (const status of STATUSES) {
    let next = 1 + round * PARCELS;
    const last = next + PARCELS;
    const lane = async (): Promise<void> => {
      for (let number = next++; number < last; number = next++) await push(url, `B${String(number)}`, status);
    };
    await Promise.all(Array.from({ length: DELIVERIES }, lane));
  }
  const pushedCount = PARCELS * STATUSES.length;
  await eventually(
    async () => {
      const missing = before + pushedCount - (await countOf(timeline, told));
      if (missing > 0) throw new Error(`${String(missing)} are not on the timeline`);
    },
    { timeoutMs: 120_000 },
  );
  return pushedCount / ((performance.now() - startedAt) / 1000);
}

async function push(url: string, trackingNumber: string, status: string): Promise<void> {
  const [id, now] = [`msg_${randomUUID()}`, new Date()];
  const body = JSON.stringify({
    trackingNumber,
    eventId: status,
    status,
    occurredAt: now.toISOString(),
    place: 'Gebze',
  });
  const answer = await fetch(`${url}/v1/webhooks/carriers/bench`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(SECRET).sign(id, now, body),
    },
  });
  const { accepted } = (await answer.json()) as { accepted?: number };
  if (answer.status !== 200 || accepted !== 1) throw new Error(`${answer.status}: ${String(accepted)} accepted`);
}

/** The rows that a checkpoint comes to, in one statement and one commit: the least that anybody could write. */
async function sameRows({ url, folder }: TrackingStage): Promise<SingleStatement> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query(`
    CREATE TABLE ref_parcels (id int PRIMARY KEY, status text, status_since timestamptz, last_heard_at timestamptz);
    INSERT INTO ref_parcels SELECT n, 'registered', now(), now() FROM generate_series(1, 10000) AS n;
    CREATE TABLE ref_checkpoints (id uuid PRIMARY KEY, parcel int, event_id text, status text, occurred_at timestamptz,
      received_at timestamptz, place text, UNIQUE (parcel, event_id));
    CREATE TABLE ref_outbox (id uuid PRIMARY KEY, key text, data jsonb);
    CREATE TABLE ref_timeline (id uuid PRIMARY KEY, key text, type text, data jsonb);
    CREATE INDEX ref_timeline_key ON ref_timeline (key);`);
  await admin.end();
  const facts = `jsonb_build_object('shipmentId', parcel, 'status', 'in_transit', 'place', 'Gebze', 'at', now())`;
  const sql = `
    WITH moved AS (UPDATE ref_parcels SET status = 'in_transit', status_since = now(), last_heard_at = now()
                    WHERE id = (SELECT 1 + floor(random() * 10000)::int) RETURNING id AS parcel),
         said AS (INSERT INTO ref_checkpoints SELECT gen_random_uuid(), parcel, gen_random_uuid()::text, 'in_transit', now(),
                    now(), 'Gebze' FROM moved),
         told AS (INSERT INTO ref_outbox SELECT gen_random_uuid(), parcel::text, ${facts} FROM moved)
    INSERT INTO ref_timeline SELECT gen_random_uuid(), parcel::text, 'shipment.status-changed', ${facts} FROM moved`;
  return singleStatement({ url, folder, sql, clients: CLIENTS, seconds: REFERENCE_SECONDS });
}

/** Lets the engine ask about `open` parcels for a while; says what it asked, held in memory and cost the database. */
async function polled(stage: TrackingStage, open: number, report: (line: string) => void) {
  const carrier = await quickCarriers();
  const services = await stage.start({
    DATABASE_PREFIX: `polled${String(open)}_`,
    CARRIER_POLL_URLS: CARRIERS.map((code) => `${code}=generic+${carrier.url}/${code}`).join(','),
    POLL_BUDGET_PER_MINUTE: String(BUDGET_PER_MINUTE),
    POLL_BUDGET_PER_DAY: '10000000',
  });
  await insertParcels(services.tracker, { count: open, carriers: CARRIERS, from: 1 });
  await services.tracker.query('VACUUM ANALYZE shipments');
  const [asked, busy, rssBefore] = [total(carrier.asked), await activeMs(services.tracker), process.memoryUsage().rss];
  const read = await readsOf(services.tracker);
  let rssMax = rssBefore;
  for (let second = 0; second < POLLING_SECONDS; second += 1) {
    await delay(1_000);
    rssMax = Math.max(rssMax, process.memoryUsage().rss);
  }
  const questions = total(carrier.asked) - asked;
  const databaseMs = (await activeMs(services.tracker)) - busy;
  const readAfter = await readsOf(services.tracker);
  await services.stop();
  carrier.stop();
  const figures = {
    ...{ open, seconds: POLLING_SECONDS, questions, budgetPerMinute: BUDGET_PER_MINUTE, carriers: CARRIERS.length },
    mostInOneMinute: Math.max(...carrier.asked.values()),
    rssMiB: { before: mebi(rssBefore), max: mebi(rssMax) },
    databaseMsPerQuestion: Math.round((databaseMs / questions) * 100) / 100,
    databaseShareOfOneCore: Math.round((databaseMs / (POLLING_SECONDS * 1000)) * 1000) / 1000,
    transactionsPerSecond: Math.round((readAfter.transactions - read.transactions) / POLLING_SECONDS),
    // Of the table with the parcels: what the engine reads for a question must not grow with it.
    wholeTableScans: readAfter.wholeTableScans - read.wholeTableScans,
    rowsReadPerQuestion: Math.round((readAfter.rowsByIndex - read.rowsByIndex) / questions),
    tableMiB: mebi(readAfter.bytes),
  };
  report(JSON.stringify(figures));
  if (figures.mostInOneMinute > BUDGET_PER_MINUTE) throw new Error('A carrier was asked more than its budget.');
  return figures;
}

const mebi = (bytes: number): number => Math.round(bytes / 2 ** 20);

const total = (asked: ReadonlyMap<string, number>): number => [...asked.values()].reduce((sum, one) => sum + one, 0);

/** Milliseconds that sessions of this database were executing statements. */
async function activeMs(database: DataSource): Promise<number> {
  // Sessions hand in what they did once a second at most.
  await delay(1_500);
  const [row] = await database.query<{ ms: number }[]>(
    `SELECT active_time AS ms FROM pg_stat_database WHERE datname = current_database()`,
  );
  return row?.ms ?? 0;
}

/** What this database's sessions read of the parcels so far, and how large they are. */
async function readsOf(database: DataSource) {
  const [row] = await database.query<Record<'transactions' | 'scans' | 'fetched' | 'bytes', string>[]>(
    `SELECT xact_commit AS transactions, seq_scan AS scans, idx_tup_fetch AS fetched,
            pg_total_relation_size(relid) AS bytes
       FROM pg_stat_user_tables, pg_stat_database WHERE relname = 'shipments' AND datname = current_database()`,
  );
  const { transactions, scans, fetched, bytes } = row ?? { transactions: 0, scans: 0, fetched: 0, bytes: 0 };
  return {
    ...{ transactions: Number(transactions), wholeTableScans: Number(scans) },
    ...{ rowsByIndex: Number(fetched), bytes: Number(bytes) },
  };
}

async function countOf(database: DataSource, sql: string): Promise<number> {
  const [row] = await database.query<{ count: string }[]>(sql);
  return Number(row?.count);
}
