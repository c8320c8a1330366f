import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { orderService } from '../../apps/order/src/service.js';
import { startPostgres } from '#local-services';
import { singleStatement, type SingleStatement } from './single-statement.js';
import { summarise, type Benchmark, type Round } from './benchmark.js';
import type { HotSkuContest, HotSkuOutcome } from './hot-sku.worker.main.js';

const ROUNDS = 5;
const ROUTERS = 4;
const CLIENTS = 64;
const STOCK = 10_000;
const REFERENCE_CLIENTS = 16;
const REFERENCE_SECONDS = 4;

/** Reservations of one SKU per second, from several router processes, beside single updates of one row. */
export const hotSku: Benchmark = {
  name: 'hot-sku',
  about: `reservations/s of one SKU, ${CLIENTS} clients in ${ROUTERS} router processes, beside one hot row with ${REFERENCE_CLIENTS} clients`,
  async run(report) {
    const dataDir = mkdtempSync(join(tmpdir(), 'kervan-bench-'));
    const postgres = await startPostgres({ dataDir });
    const database = await openDatabase(postgres.url);
    const routers = await Promise.all(Array.from({ length: ROUTERS }, () => startRouter(postgres.url)));
    const reference = await hotRow(postgres.url, dataDir);
    const rounds: Round[] = [];
    const books = { reservations: 0, commits: 0, oversold: 0, lostUnits: 0, lastUnitSoldTimes: [] as number[] };
    for (let round = 1; round <= ROUNDS; round += 1) {
      const many = await contest(database, routers, STOCK, STOCK);
      const one = await contest(database, routers, 1, 1);
      books.reservations += many.granted;
      books.commits += many.commits;
      for (const { oversold, unsold } of [many, one]) {
        books.oversold += oversold;
        books.lostUnits += unsold;
      }
      books.lastUnitSoldTimes.push(one.granted);
      const bare = await reference.perSecond();
      rounds.push({ product: many.perSecond, references: { [reference.name]: bare } });
      report(
        `round ${round}: ${many.perSecond.toFixed(0)} reservations/s in ${many.commits} commits, ${reference.name} ${bare.toFixed(0)}/s`,
      );
    }
    for (const router of routers) router.disconnect();
    await database.destroy();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
    return summarise('hot-sku', 'reservations/s', rounds, { ...books, clients: CLIENTS, routers: ROUTERS });
  },
};

async function openDatabase(url: string): Promise<DataSource> {
  const database = await new DataSource({
    type: 'postgres',
    url,
    migrations: [...orderService.migrations],
  }).initialize();
  await database.runMigrations();
  return database;
}

async function startRouter(url: string): Promise<ChildProcess> {
  const router = fork(fileURLToPath(new URL('hot-sku.worker.main.js', import.meta.url)), [url]);
  await once(router, 'message');
  return router;
}

/** Lets all clients of all routers reserve single units of a fresh offer, and compares what they got with the books. */
async function contest(database: DataSource, routers: readonly ChildProcess[], stock: number, triesMax: number) {
  const offerId = uuidv7();
  await database.query(
    `INSERT INTO offers (id, merchant_id, supplier_id, supplier_sku, sku, on_hand, unit_cost_minor, currency,
       lead_time_days, as_of, feed_id, changed_at)
     VALUES ($1, $2, $2, 'HOT', 'HOT', $3, 100, 'TRY', 1, now(), $2, now())`,
    [offerId, uuidv7(), stock],
  );
  const startedAt = performance.now();
  const outcomes = await Promise.all(
    routers.map(async (router) => {
      router.send({ offerId, clients: CLIENTS / routers.length, triesMax } satisfies HotSkuContest);
      const [outcome] = (await once(router, 'message')) as [HotSkuOutcome];
      return outcome;
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const [books] = await database.query<{ committed: number; ledger: number }[]>(
    `SELECT committed, (SELECT coalesce(sum(quantity), 0)::int FROM commitments WHERE offer_id = $1) AS ledger
     FROM offers WHERE id = $1`,
    [offerId],
  );
  const granted = outcomes.reduce((sum, outcome) => sum + outcome.granted, 0);
  const commits = outcomes.reduce((sum, outcome) => sum + outcome.commits, 0);
  if (books?.committed !== granted || books.ledger !== granted)
    throw new Error(`${granted} were granted, the books say ${JSON.stringify(books)}`);
  const [oversold, unsold] = [Math.max(0, granted - stock), Math.max(0, stock - granted)];
  return { granted, commits, oversold, unsold, perSecond: granted / seconds };
}

/** One row that everybody updates. */
async function hotRow(url: string, folder: string): Promise<SingleStatement> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query('CREATE TABLE hot_row (id int PRIMARY KEY, units bigint NOT NULL)');
  await admin.query('INSERT INTO hot_row VALUES (1, 1000000000)');
  await admin.end();
  const sql = 'UPDATE hot_row SET units = units - 1 WHERE id = 1';
  return singleStatement({ url, folder, sql, clients: REFERENCE_CLIENTS, seconds: REFERENCE_SECONDS });
}
