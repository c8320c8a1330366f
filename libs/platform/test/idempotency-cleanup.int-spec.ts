import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { IdempotencyCleanupWorker } from '#platform';
import { createTestDatabase, eventually } from '#testing';

const merchant = '0193500a-7c00-7000-8000-000000000001';
const KEEP_HOURS = 72;

describe('idempotency keys', () => {
  let dataSource: DataSource;
  const schema = `idempotency_${String(process.pid)}`;

  beforeAll(async () => {
    const { url } = await createTestDatabase();
    dataSource = await new DataSource({
      type: 'postgres',
      url,
      extra: { options: `-c search_path=${schema}` },
    }).initialize();
    await dataSource.query(`CREATE SCHEMA ${schema}`);
    await dataSource.query(`CREATE TABLE idempotency_keys (
      merchant_id uuid NOT NULL, key text NOT NULL, request_hash bytea NOT NULL, response jsonb NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (merchant_id, key))`);
  });
  beforeEach(() => dataSource.query('TRUNCATE idempotency_keys'));
  afterAll(async () => {
    await dataSource.query(`DROP SCHEMA ${schema} CASCADE`);
    await dataSource.destroy();
  });

  const keep = (prefix: string, count: number, ageHours: number): Promise<unknown> =>
    dataSource.query(
      `INSERT INTO idempotency_keys (merchant_id, key, request_hash, response, created_at)
       SELECT $1, $2 || n, '', '{}', now() - make_interval(secs => $4::float8 * 3600) FROM generate_series(1, $3::int) n`,
      [merchant, prefix, count, ageHours],
    );
  const kept = async (): Promise<string[]> =>
    (await dataSource.query<{ key: string }[]>('SELECT key FROM idempotency_keys ORDER BY key')).map(({ key }) => key);
  const cleanup = (batchMax?: number): IdempotencyCleanupWorker =>
    new IdempotencyCleanupWorker(dataSource, { keepHours: KEEP_HOURS, ...(batchMax !== undefined && { batchMax }) });

  it('go when they are old, and stay until then', async () => {
    await keep('old-', 2, KEEP_HOURS + 0.01);
    await keep('young-', 2, KEEP_HOURS - 0.01);
    expect(await cleanup().sweep()).toBe(false);
    expect(await kept()).toEqual(['young-1', 'young-2']);
  });

  it('go a bounded number at a time, until none is left', async () => {
    await keep('old-', 7, KEEP_HOURS + 1);
    const worker = cleanup(3);
    expect([await worker.sweep(), (await kept()).length]).toEqual([true, 4]);
    expect([await worker.sweep(), (await kept()).length]).toEqual([true, 1]);
    expect([await worker.sweep(), (await kept()).length]).toEqual([false, 0]);
  });

  it('of a request in flight are neither waited for nor taken away', async () => {
    await keep('old-', 1, KEEP_HOURS + 1);
    const request = dataSource.createQueryRunner();
    await request.startTransaction();
    await request.query(
      `INSERT INTO idempotency_keys (merchant_id, key, request_hash, response) VALUES ($1, 'in-flight', '', '{}')`,
      [merchant],
    );
    expect(await cleanup().sweep()).toBe(false);
    await request.commitTransaction();
    await request.release();
    expect(await kept()).toEqual(['in-flight']);
  });

  it('that somebody holds do not stop the others from going, and two sweeps at once take each key once', async () => {
    await keep('old-', 6, KEEP_HOURS + 1);
    const other = dataSource.createQueryRunner();
    await other.startTransaction();
    // Another process in the middle of its sweep.
    await other.query(`DELETE FROM idempotency_keys WHERE key IN ('old-1', 'old-2')`);
    expect(await cleanup(3).sweep()).toBe(true);
    expect(await cleanup(3).sweep()).toBe(false);
    await other.commitTransaction();
    await other.release();
    expect(await kept()).toEqual([]);
    await keep('old-', 40, KEEP_HOURS + 1);
    const rounds = await Promise.all(Array.from({ length: 4 }, () => cleanup(10).sweep()));
    expect(rounds).toEqual([true, true, true, true]);
    expect(await kept()).toEqual([]);
  });

  it('go by themselves as long as the service runs', async () => {
    await keep('old-', 5, KEEP_HOURS + 1);
    const worker = cleanup(2);
    worker.onApplicationBootstrap();
    await eventually(async () => expect(await kept()).toEqual([]));
    await worker.onModuleDestroy();
  });
});
