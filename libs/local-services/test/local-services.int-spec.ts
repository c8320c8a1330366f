import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { toWire, topics, type WireMessage } from '#contracts';
import { KafkaBus } from '#messaging';
import { startKafka, startPostgres } from '#local-services';
import { eventually } from '#testing';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kervan-local-'));
  chmodSync(folder, 0o755);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<T>(sql);
  await client.end();
  return rows;
}

describe('a local PostgreSQL', () => {
  it('keeps what was committed over a stop, a kill -9 and a new start', async () => {
    const dataDir = join(folder, 'kept');
    const first = await startPostgres({ dataDir });
    await query(first.url, "CREATE TABLE facts AS SELECT 'before stop' AS fact");
    await first.stop();

    const second = await startPostgres({ dataDir });
    await query(second.url, "INSERT INTO facts VALUES ('before kill')");
    await second.kill();

    const third = await startPostgres({ dataDir, port: second.port });
    expect(third.port).toBe(second.port);
    expect(await query(third.url, 'SELECT fact FROM facts')).toEqual([
      { fact: 'before stop' },
      { fact: 'before kill' },
    ]);
    expect(
      await query(third.url, "SELECT current_setting('fsync') f, current_setting('synchronous_commit') s"),
    ).toEqual([{ f: 'on', s: 'on' }]);
    await third.stop();
  });

  it('is not started twice on one directory', async () => {
    const dataDir = join(folder, 'twice');
    const running = await startPostgres({ dataDir });
    await expect(startPostgres({ dataDir })).rejects.toMatchObject({ code: 'DATA_DIRECTORY_IN_USE' });
    await running.stop();
  });

  it('is taken over from a process that was killed', async () => {
    const dataDir = join(folder, 'orphan');
    const first = await startPostgres({ dataDir });
    const killed = spawn('sleep', ['60']);
    const ownerFile = join(dataDir, 'owner.json');
    const ownership = JSON.parse(readFileSync(ownerFile, 'utf8')) as { owner: { pid: number } };
    killed.kill('SIGKILL');
    await eventually(() => expect(killed.signalCode).toBe('SIGKILL'));
    writeFileSync(ownerFile, JSON.stringify({ ...ownership, owner: { pid: killed.pid, start: '1' } }));

    const second = await startPostgres({ dataDir });
    await first.exited;
    expect(second.pid).not.toBe(first.pid);
    await second.stop();
  });

  it('starts although its lock file names a process that is somebody else by now', async () => {
    const dataDir = join(folder, 'reused-pid');
    const first = await startPostgres({ dataDir });
    const lockFile = join(dataDir, 'pgdata', 'postmaster.pid');
    const lock = readFileSync(lockFile, 'utf8');
    await first.kill();
    // Of the same user: PostgreSQL looks no further than whether it may signal the process.
    const { uid } = statSync(lockFile);
    const somebody = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid } : {});
    writeFileSync(lockFile, lock.replace(/^\d+/, String(somebody.pid)));
    const second = await startPostgres({ dataDir });
    somebody.kill();
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.stop();
  });
});

describe('a local Kafka', () => {
  it.each(['java', 'docker'] as const)(
    'by %s answers, keeps its messages over a kill -9, and stops',
    async (by) => {
      if (!canRun(by)) return;
      const dataDir = join(folder, `kafka-${by}`);
      const first = await startKafka({ dataDir, by });
      const before = new KafkaBus({ brokers: [first.brokers], clientId: 'before' });
      await before.connect();
      await before.publish([message]);
      await before.close();
      await first.kill();

      const second = await startKafka({ dataDir, by, port: first.port });
      const after = new KafkaBus({ brokers: [second.brokers], clientId: 'after' });
      await after.connect();
      const received: string[] = [];
      await after.subscribe({
        group: 'after',
        topics: [topics.merchants],
        mayShare: () => false,
        handle: (messages) => {
          received.push(...messages.map(({ key }) => key));
          return Promise.resolve();
        },
      });
      await eventually(() => expect(received).toEqual([message.key]), { timeoutMs: 60_000 });
      await after.close();
      await second.stop();
      await second.exited;
    },
    240_000,
  );
});

const message: WireMessage = toWire({
  id: '01a20229-d20d-71ef-a1d6-2571df9dfcda',
  type: 'merchant.registered',
  version: 1,
  topic: topics.merchants,
  merchantId: '01a20229-d20d-71ef-a1d6-2571df9dfcdb',
  key: '01a20229-d20d-71ef-a1d6-2571df9dfcdb',
  keyVersion: 1,
  occurredAt: '2026-11-22T09:00:00Z',
  producer: 'test',
  correlationId: '01a20229-d20d-71ef-a1d6-2571df9dfcda',
  causationId: null,
  traceparent: null,
  data: {},
});

/** With CI=true the broker must work without Docker; a Docker engine is tried where there is one. */
function canRun(by: 'java' | 'docker'): boolean {
  const probe = by === 'java' ? ['java', '-version'] : ['docker', 'version'];
  const works = spawnSync(probe[0] ?? '', probe.slice(1), { timeout: 5_000 }).status === 0;
  if (works || (by === 'java' && process.env['CI'] === 'true')) return true;
  process.stderr.write(`skipped: no ${by} on this machine\n`);
  return false;
}
