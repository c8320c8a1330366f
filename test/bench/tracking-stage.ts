import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { startPostgres } from '#local-services';
import { InProcessBus } from '#messaging';
import { startService, type RunningService } from '#platform';
import { consoleService } from '../../apps/console/src/service.js';
import { shippingTrackerService } from '../../apps/shipping-tracker/src/service.js';

/** A PostgreSQL, and on it what a benchmark of tracking starts. */
export interface TrackingStage {
  readonly url: string;
  readonly folder: string;
  /** The tracker and the console on one bus. */
  start(env: Record<string, string>): Promise<TrackingServices>;
  close(): Promise<void>;
}

export interface TrackingServices {
  readonly url: string;
  readonly tracker: DataSource;
  readonly timeline: DataSource;
  stop(): Promise<void>;
}

const silent = { write: () => undefined };

export async function openTrackingStage(): Promise<TrackingStage> {
  const folder = mkdtempSync(join(tmpdir(), 'kervan-bench-'));
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  return {
    url: postgres.url,
    folder,
    start: (env) => startServices(postgres.url, env),
    close: async () => {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startServices(databaseUrl: string, more: Record<string, string>): Promise<TrackingServices> {
  const bus = new InProcessBus();
  const env = { DATABASE_URL: databaseUrl, LOG_LEVEL: 'error', ...more };
  const options = { bus, logStream: silent };
  const [tracker, console]: RunningService[] = await Promise.all([
    startService(shippingTrackerService, env, options),
    startService(consoleService, env, options),
  ]);
  if (!tracker || !console) throw new Error('not started');
  bus.open();
  return {
    url: tracker.url,
    tracker: tracker.app.get(DataSource),
    timeline: console.app.get(DataSource),
    stop: async () => {
      await tracker.stop();
      await console.stop();
      await bus.close();
    },
  };
}

/** Parcels on their way, `count` of them, dealt out to the carriers; numbers run from `from`. */
export function insertParcels(
  database: DataSource,
  { count, carriers, from }: { count: number; carriers: readonly string[]; from: number },
): Promise<unknown> {
  return database.query(
    `INSERT INTO shipments (id, merchant_id, order_id, purchase_order_id, supplier_id, carrier, tracking_number, tracking_key,
            lines, shipped_at, registered_at, status, status_since, last_heard_at, next_poll_at, poll_failures, stall_due_at)
     SELECT gen_random_uuid(), '018f0000-0000-7000-8000-000000000001', gen_random_uuid(), gen_random_uuid(),
            '018f0000-0000-7000-8000-000000000002', ($2::text[])[1 + n % $4], 'B' || n, 'B' || n, '[]',
            now() - interval '1 day', now(), 'registered', now() - interval '1 day', now(),
            now() - (n % 86400) * interval '1 second', 0, now() + interval '2 days'
       FROM generate_series($3::int, $3::int + $1::int - 1) AS n`,
    [count, carriers, from, carriers.length],
  );
}

/** A carrier that answers at once, and remembers in which minute it was asked how often. */
export interface QuickCarrier {
  readonly url: string;
  /** Questions by carrier and minute. */
  readonly asked: ReadonlyMap<string, number>;
  stop(): void;
}

/** One in ten parcels has news; of the others it has never heard. */
export async function quickCarriers(): Promise<QuickCarrier> {
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const [, carrier = '', , number = ''] = (request.url ?? '').split('/');
    const key = `${carrier} ${String(Math.floor(Date.now() / 60_000))}`;
    asked.set(key, (asked.get(key) ?? 0) + 1);
    const news = { eventId: 'e1', status: 'in_transit', occurredAt: new Date().toISOString() };
    const answer = number.endsWith('0') ? { checkpoints: [news] } : null;
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    asked,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
