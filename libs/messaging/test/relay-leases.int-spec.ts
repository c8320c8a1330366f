import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { BucketLeases } from '../src/relay/bucket-leases.js';
import { openServiceDatabase, type ServiceDatabase } from './support/service-database.js';

const idle = (): boolean => false;

describe('the leases of the buckets', () => {
  let database: ServiceDatabase;
  const relays: BucketLeases[] = [];

  beforeAll(async () => {
    database = await openServiceDatabase();
  });
  afterAll(() => database.drop());
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((leases) => leases.release()));
  });

  const aRelay = (): BucketLeases => {
    const leases = new BucketLeases(database.dataSource);
    relays.push(leases);
    return leases;
  };
  const owned = async (leases: BucketLeases): Promise<number> => {
    const sql = 'SELECT 1 FROM outbox_buckets WHERE owner = $1';
    return (await database.dataSource.query<unknown[]>(sql, [leases.owner])).length;
  };
  const extend = (by: string) =>
    database.dataSource.query('UPDATE outbox_buckets SET expires_at = clock_timestamp() + $1::interval', [by]);

  it('are shared evenly by those who live, and go back to who is left', async () => {
    const [first, second, third] = [aRelay(), aRelay(), aRelay()];
    await first.renew(idle, null);
    expect(first.current()).toHaveLength(64);

    await eventually(async () => {
      for (const leases of relays) await leases.renew(idle, null);
      const shares = await Promise.all([first, second, third].map(owned));
      expect(shares.toSorted((a, b) => b - a)).toEqual([22, 22, 20]);
    });

    await first.release();
    await eventually(async () => {
      for (const leases of [second, third]) await leases.renew(idle, null);
      expect(await Promise.all([second, third].map(owned))).toEqual([32, 32]);
    });
  });

  it('are not given back while something of the bucket is on its way', async () => {
    const first = aRelay();
    await first.renew(idle, null);
    await database.dataSource.query(`INSERT INTO outbox_relays VALUES ('another', NULL, now() + interval '1 hour')`);
    await first.renew(() => true, null);
    await first.renew(() => true, null);
    expect(await owned(first)).toBe(64);
    // None of the surplus is begun anew, so that it can be given back at all.
    expect(first.current()).toHaveLength(32);

    await first.renew(idle, null);
    expect(await owned(first)).toBe(32);
    await database.dataSource.query(`DELETE FROM outbox_relays WHERE relay = 'another'`);
  });

  it('of a process whose connection is gone are taken over before they run out', async () => {
    const connection = database.dataSource.createQueryRunner();
    const [{ pid }] = (await connection.query('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
    const [killed, next] = [aRelay(), aRelay()];
    await killed.renew(idle, pid);
    await extend('1 hour');
    await next.renew(idle, null);
    expect(await owned(next)).toBe(0);

    await database.dataSource.query('SELECT pg_terminate_backend($1, 5000)', [pid]).catch(() => undefined);
    await connection.release();
    // The lease of a moment ago, a little older: long enough to have been the death of it.
    await extend('4 seconds');
    await next.renew(idle, null);

    expect(await owned(next)).toBe(64);
  });

  it('of a silent process are taken over when they have run out, and its own renewal does not take them back', async () => {
    const [silent, next] = [aRelay(), aRelay()];
    await silent.renew(idle, null);
    await database.dataSource.query(`UPDATE outbox_relays SET expires_at = '-infinity'`);
    await extend('-1 second');
    await next.renew(idle, null);
    const before = next.current();
    expect(before).toHaveLength(64);
    await extend('1 hour');

    await silent.renew(idle, null);

    expect(silent.current()).toEqual([]);
    expect(await owned(next)).toBe(64);
    const epochs = await database.dataSource.query<{ bucket: number; epoch: string }[]>(
      'SELECT bucket, epoch FROM outbox_buckets ORDER BY bucket',
    );
    expect(epochs).toEqual(before);
  });
});
