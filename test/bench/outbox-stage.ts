import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { NO_MERCHANT, NotificationSent } from '#contracts';
import { startPostgres } from '#local-services';
import { draft, messagingMigrations, type EventDraft } from '#messaging';

/** A PostgreSQL of a benchmark's own, with one service's messaging tables. */
export interface OutboxStage {
  readonly url: string;
  readonly dataSource: DataSource;
  readonly directory: string;
  count(sql: string): Promise<number>;
  close(): Promise<void>;
}

/** @param connections of the pool; a service has ten. */
export async function openOutboxStage(connections = 10): Promise<OutboxStage> {
  const directory = mkdtempSync(join(tmpdir(), 'kervan-bench-'));
  const postgres = await startPostgres({ dataDir: join(directory, 'postgres') });
  const dataSource = await new DataSource({
    type: 'postgres',
    url: postgres.url,
    migrations: [...messagingMigrations],
    extra: { max: connections },
  }).initialize();
  await dataSource.runMigrations();
  return {
    url: postgres.url,
    dataSource,
    directory,
    count: async (sql) => {
      const [row] = await dataSource.query<{ count: string }[]>(sql);
      return Number(row?.count);
    },
    close: async () => {
      await dataSource.destroy();
      await postgres.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Keys as orders have them: each gets about ten events. */
export function benchKeys(events: number): string[] {
  return Array.from({ length: Math.ceil(events / 10) }, () => randomUUID());
}

/** An event of the usual size: about 0.3 KiB of facts and 0.5 KiB of headers. */
export function benchDraft(key: string): EventDraft {
  const facts = {
    notificationId: uuidv7(),
    orderId: key,
    audience: 'customer',
    channel: 'email',
    template: 'order-shipped',
    language: 'tr',
    dedupeKey: `bench-${key}`,
    sentAt: '2026-11-22T09:00:00.000Z',
  };
  return draft(NotificationSent, { merchantId: NO_MERCHANT, key }, Object.assign(new NotificationSent(), facts));
}
