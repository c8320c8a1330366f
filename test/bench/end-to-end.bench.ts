import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { SMTPServer } from 'smtp-server';
import { freePort, startPostgres } from '#local-services';
import { eventually } from '#testing';
import { restOrder, Shop } from '../e2e/shop.js';
import { KervanProcess } from '../harness/kervan-process.js';
import { summarise, type Benchmark, type Round } from './benchmark.js';

const ROUNDS = 3;
const ORDERS = 300;
/** Orders under way at once: enough to fill two cores, few enough that latency stays honest. */
const CLIENTS = 16;
/** What an order costs at the least: order, purchase order, shipment, notification and the event record, each in its own database. */
const COMMITS_PER_ORDER = 5;

/** Orders per second from POST until the customer's confirmation was taken by the mail server. */
export const endToEnd: Benchmark = {
  name: 'end-to-end',
  about: 'orders/s from POST to customer notified, all in one and over Kafka, beside five bare commits per order',
  async run(report) {
    const mailbox = await CountingMailbox.start();
    const dataDir = mkdtempSync(join(tmpdir(), 'kervan-bench-'));
    const reference = await startPostgres({ dataDir });
    const shops = await Promise.all(
      (['all-in-one', 'distributed'] as const).map(async (mode) => ({ mode, shop: await openShop(mode, mailbox) })),
    );
    const rounds: Round[] = [];
    let delivered = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const [allInOne, kafka] = [
        await ordersPerSecond(shops[0]!.shop, mailbox),
        await ordersPerSecond(shops[1]!.shop, mailbox),
      ];
      delivered += 2 * ORDERS;
      const bare = await bareCommitsPerSecond(reference.url);
      rounds.push({ product: allInOne, references: { 'over Kafka': kafka, 'five bare commits': bare } });
      report(
        `round ${String(round)}: all in one ${allInOne.toFixed(0)}/s, over Kafka ${kafka.toFixed(0)}/s, five commits ${bare.toFixed(0)}/s`,
      );
    }
    const told = mailbox.count();
    await Promise.all(shops.map(({ shop }) => shop.kervan.stop()));
    await reference.stop();
    await mailbox.stop();
    rmSync(dataDir, { recursive: true, force: true });
    return summarise('end-to-end', 'orders/s', rounds, {
      orders: delivered,
      customersTold: told,
      toldTwice: mailbox.repeats(),
    });
  },
};

const SKU = 'BENCH-SKU';

async function openShop(mode: 'all-in-one' | 'distributed', mailbox: CountingMailbox): Promise<Shop> {
  const kervan = await KervanProcess.start({ mode, env: { ORDERS_PER_MINUTE: '0', SMTP_URL: mailbox.url } });
  const shop = new Shop(kervan);
  await shop.addSupplier('bench', 1_000, { [SKU]: { quantity: 1_000_000, cost: '10.00' } });
  return shop;
}

async function ordersPerSecond(shop: Shop, mailbox: CountingMailbox): Promise<number> {
  const round = randomUUID().slice(0, 8);
  const startedAt = performance.now();
  await inParallel(ORDERS, async (index) => {
    const externalId = `${round}-${String(index)}`;
    const order = restOrder(externalId, [{ sku: SKU, quantity: 1 }], { email: `${externalId}@example.com` });
    await shop.merchant.expectPost('/v1/orders', order, { 'idempotency-key': externalId });
  });
  await eventually(
    () => {
      const told = mailbox.count(round);
      if (told < ORDERS) throw new Error(`${String(told)} of ${String(ORDERS)} customers were told`);
    },
    { timeoutMs: 120_000 },
  );
  return ORDERS / ((performance.now() - startedAt) / 1000);
}

async function bareCommitsPerSecond(url: string): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  await clients[0]!.query('CREATE TABLE IF NOT EXISTS bare (id bigserial PRIMARY KEY, payload text)');
  const startedAt = performance.now();
  await inParallel(ORDERS, async (_, lane) => {
    for (let commit = 0; commit < COMMITS_PER_ORDER; commit += 1)
      await clients[lane]!.query("INSERT INTO bare (payload) VALUES ('x')");
  });
  const rate = ORDERS / ((performance.now() - startedAt) / 1000);
  await Promise.all(clients.map((client) => client.end()));
  return rate;
}

/** Runs `total` pieces of work in CLIENTS lanes. */
async function inParallel(total: number, work: (index: number, lane: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, lane) => {
      for (let index = next++; index < total; index = next++) await work(index, lane);
    }),
  );
}

/** A mail server that remembers whom it was asked to tell. */
class CountingMailbox {
  private readonly told: string[] = [];

  private constructor(
    private readonly server: SMTPServer,
    readonly url: string,
  ) {}

  static async start(): Promise<CountingMailbox> {
    const port = await freePort();
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData: (stream, session, callback) => {
        stream.resume();
        stream.once('end', () => {
          mailbox.told.push(...session.envelope.rcptTo.map(({ address }) => address));
          callback();
        });
      },
    });
    const mailbox = new CountingMailbox(server, `smtp://127.0.0.1:${String(port)}`);
    await new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve);
    });
    return mailbox;
  }

  count(prefix = ''): number {
    return new Set(this.told.filter((address) => address.startsWith(prefix))).size;
  }

  repeats(): number {
    return this.told.length - new Set(this.told).size;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
    });
  }
}
