import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { beginEffect, endEffect, settleEffect, unknownAmong } from '../src/index.js';
import { SWEEP_ROWS_MAX } from '../src/database/sweep.js';
import { sweepRecords } from '../src/effects/record-retention.js';
import { openServiceDatabase, type ServiceDatabase } from './support/service-database.js';

const kind = 'mail';

describe('effects outside', () => {
  let database: ServiceDatabase;
  let idempotencyKey: string;
  beforeAll(async () => {
    database = await openServiceDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(() => {
    idempotencyKey = randomUUID();
  });

  const begin = (payload?: string): Promise<string> =>
    database.dataSource.transaction((tx) =>
      beginEffect(tx, { kind, subject: 'order', idempotencyKey, ...(payload === undefined ? {} : { payload }) }),
    );
  const outcomes = (): Promise<{ outcome: string; detail: string | null; ended: boolean }[]> =>
    database.dataSource.query(
      `SELECT outcome, detail, ended_at IS NOT NULL AS ended FROM effect_attempts
       WHERE idempotency_key = $1 ORDER BY started_at, id`,
      [idempotencyKey],
    );
  const unknown = () => unknownAmong(database.dataSource.manager, kind, [idempotencyKey, randomUUID()]);

  it('are on record as unknown before they are made, and stay so when the process dies', async () => {
    await begin();

    expect(await outcomes()).toEqual([{ outcome: 'unknown', detail: null, ended: false }]);
    expect(await unknown()).toEqual(new Set([idempotencyKey]));
  });

  it('are repeated under the same key, and the record says so', async () => {
    await begin();
    const second = await begin();
    await endEffect(database.dataSource.manager, second, { outcome: 'done', status: 204 });

    expect((await outcomes()).map(({ outcome }) => outcome)).toEqual(['repeated', 'done']);
    expect(await unknown()).toEqual(new Set());
  });

  it('are settled by the partner’s answer, all attempts of the key at once', async () => {
    await begin();
    await settleEffect(database.dataSource.manager, { kind, idempotencyKey }, { outcome: 'done', detail: 'asked' });

    expect(await outcomes()).toEqual([{ outcome: 'done', detail: 'asked', ended: true }]);
    expect(await unknown()).toEqual(new Set());
  });

  it('of another kind or key are left alone', async () => {
    await begin();
    await settleEffect(database.dataSource.manager, { kind: 'webhook', idempotencyKey }, { outcome: 'done' });
    await settleEffect(database.dataSource.manager, { kind, idempotencyKey: randomUUID() }, { outcome: 'done' });

    expect(await unknown()).toEqual(new Set([idempotencyKey]));
    expect(await unknownAmong(database.dataSource.manager, kind, [])).toEqual(new Set());
  });

  it('keep a hash of what was said, never the words', async () => {
    await begin('Dear Ayşe');
    const [row] = await database.dataSource.query<{ payload_hash: string }[]>(
      'SELECT payload_hash FROM effect_attempts WHERE idempotency_key = $1',
      [idempotencyKey],
    );

    expect(row?.payload_hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('do not exist when the transaction that wanted them is rolled back', async () => {
    const rolledBack = database.dataSource.transaction(async (tx) => {
      await beginEffect(tx, { kind, subject: 'order', idempotencyKey });
      throw new Error('no');
    });

    await expect(rolledBack).rejects.toThrow('no');
    expect(await outcomes()).toEqual([]);
  });

  it('are forgotten when they are old, unless nobody knows how they ended', async () => {
    const agoDays = (days: number) => uuidv7({ msecs: Date.now() - days * 86_400_000 });
    const put = (outcome: string, ids: readonly string[]) =>
      database.dataSource.query(
        `INSERT INTO effect_attempts (id, kind, subject, idempotency_key, outcome)
         SELECT id, 'mail', 'order', $2, $3 FROM unnest($1::uuid[]) AS id`,
        [ids, idempotencyKey, outcome],
      );
    // More than one statement deletes.
    const old = Array.from({ length: SWEEP_ROWS_MAX + 1 }, () => agoDays(91));
    await put('done', [...old, agoDays(89)]);
    await put('unknown', [agoDays(400)]);
    await database.dataSource.query(
      `INSERT INTO outbox_replays (id, from_time, to_time, rate_per_second, requested_by, finished_at)
       VALUES ($1, now(), now(), 1, 'somebody', now()), ($2, now(), now(), 1, 'somebody', NULL)`,
      [agoDays(91), agoDays(91)],
    );

    expect(await sweepRecords(database.dataSource, 90)).toBe(old.length + 1);

    expect((await outcomes()).map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'unknown']);
    expect(await database.dataSource.query('SELECT FROM outbox_replays')).toHaveLength(1);
  });
});
