import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { DataSource } from 'typeorm';
import { startPostgres } from '#local-services';
import { InProcessBus } from '#messaging';
import { makeApiKey, startService } from '#platform';
import { consoleService } from '../../apps/console/src/service.js';
import { factTables, fillFacts, manyMerchants, questionsOf } from '../../apps/console/test/many-facts.js';
import { percentile, summarise, type Benchmark, type Round } from './benchmark.js';

/** Orders of the year that is asked about; BENCH_ORDERS for a quick look. */
const ORDERS = Number(process.env['BENCH_ORDERS'] ?? 1_000_000);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const SLOWEST = 5;

/** Milliseconds until a measure over a year of orders is answered over HTTP, beside the plain SQL for two of them. */
export const insight: Benchmark = {
  name: 'insight',
  about: 'every measure over a year of 1,000,000 orders, divided each way, beside plain SQL in the same run',
  async run(report) {
    const stage = await openStage(report);
    try {
      return await measured(stage, report);
    } finally {
      await stage.close();
    }
  },
};

type Stage = Awaited<ReturnType<typeof openStage>>;

async function openStage(report: (line: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'kervan-bench-'));
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  const bus = new InProcessBus();
  const env = { DATABASE_URL: postgres.url, LOG_LEVEL: 'error' };
  const service = await startService(consoleService, env, { bus, logStream: { write: () => undefined } });
  bus.open();
  const database = service.app.get(DataSource);
  const { key, sha256 } = makeApiKey('operator');
  await database.query(`INSERT INTO api_keys (key_id, role, sha256) VALUES ($1, 'operator', $2)`, [uuidv7(), sha256]);
  const startedAt = performance.now();
  await fillFacts(database, ORDERS);
  await database.query(`VACUUM ANALYZE ${factTables.join(', ')}`);
  report(`${String(ORDERS)} orders in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  return {
    database,
    get: async <T>(path: string): Promise<T> => {
      const answer = await fetch(`${service.url}${path}`, { headers: { authorization: `Bearer ${key}` } });
      if (answer.status !== 200) throw new Error(`${String(answer.status)} for ${path}`);
      return (await answer.json()) as T;
    },
    close: async () => {
      await service.stop();
      await bus.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As somebody writes it who has only the orders: the period of each row, and each customer's orders in a row. */
const plain = {
  orders: `SELECT date_trunc('day', placed_at) AS period, count(*)::int AS count FROM order_facts
           WHERE is_purchase AND placed_at > now() - interval '366 days' GROUP BY 1 ORDER BY 1`,
  'repeat purchases': `SELECT count(*)::int AS count FROM (
             SELECT row_number() OVER w AS nth, lead(placed_at) OVER w AS next FROM order_facts
             WHERE is_purchase AND person IS NOT NULL WINDOW w AS (PARTITION BY person ORDER BY placed_at)) AS o
           WHERE nth = 1`,
} as const;

interface Answer {
  readonly totals: readonly { readonly value: number; readonly count: number }[];
}

async function measured(stage: Stage, report: (line: string) => void) {
  const day = (ageDays: number): string => new Date(Date.now() - ageDays * 86_400_000).toISOString().slice(0, 10);
  const period = `from=${day(365)}&to=${day(0)}`;
  const { items } = await stage.get<{ items: { id: string; groupBy: string[]; pairs: boolean }[] }>(
    '/v1/insight/measures',
  );
  const questions = [
    ...questionsOf(items, period),
    ...items.map(({ id }) => `/v1/insight/measures/${id}?${period}&merchantId=${manyMerchants[1]}`),
  ];
  const rounds: Round[] = [];
  const timesOf = new Map<string, number[]>(questions.map((question) => [question, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    const times: number[] = [];
    for (const question of questions) {
      const took = await timed(() => stage.get(question));
      times.push(took);
      if (round > 0) timesOf.get(question)?.push(took);
    }
    const references = await plainTimes(stage);
    const told = Object.entries(references).map(([name, ms]) => `${name} ${ms.toFixed(0)} ms`);
    report(`round ${String(round)}: p99 ${String(percentile(times, 0.99))} ms; plain SQL: ${told.join(', ')}`);
    // The first one warms up.
    if (round > 0) rounds.push({ product: percentile(times, 0.99), references });
  }
  return summarise('insight', 'ms (p99 of the questions)', rounds, await checksOf(stage, period, timesOf));
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

async function plainTimes({ database }: Stage): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  for (const [name, sql] of Object.entries(plain)) times[name] = await timed(() => database.query(sql));
  return times;
}

async function checksOf({ database, get }: Stage, period: string, timesOf: ReadonlyMap<string, readonly number[]>) {
  const ask = (id: string): Promise<Answer> => get<Answer>(`/v1/insight/measures/${id}?${period}`);
  const [orders, repeat] = await Promise.all([ask('orders'), ask('repeat-purchase-rate')]);
  const days = await database.query<{ count: number }[]>(plain.orders);
  const [customers] = await database.query<{ count: number }[]>(plain['repeat purchases']);
  const counted = days.reduce((sum, { count }) => sum + count, 0);
  if (orders.totals[0]?.value !== counted || repeat.totals[0]?.count !== customers?.count)
    throw new Error('The measures and the plain SQL do not count alike.');
  const all = [...timesOf.values()].flat();
  const slowest = [...timesOf]
    .map(([question, times]) => ({ question: question.replace(/from=.*?&to=[^&]*&?/, ''), ms: percentile(times, 0.5) }))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, SLOWEST);
  return {
    ...{ orders: counted, customers: customers?.count, questions: timesOf.size, asked: all.length },
    ...{ p50Ms: percentile(all, 0.5), p99Ms: percentile(all, 0.99), maxMs: percentile(all, 1), slowest },
  };
}
