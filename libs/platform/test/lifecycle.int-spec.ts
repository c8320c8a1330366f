import { connect as connectTo, createServer, type Server, type Socket } from 'node:net';
import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { KeyIssued, KeyRevoked, NO_MERCHANT } from '#contracts';
import { draft, InProcessBus } from '#messaging';
import { startPostgres } from '#local-services';
import { databaseUrl, makeApiKey, startService, type RunningService } from '#platform';
import {
  createTestDatabase,
  eventually,
  kafkaBrokers,
  startServiceUnderTest,
  testClient,
  uniqueTopicPrefix,
} from '#testing';
import { sampleService } from './sample.service.js';
import { startSampleProcess, type SampleProcess } from './sample-process.js';

const quiet = { write: (): void => undefined };
const cleanUps: (() => unknown)[] = [];
const later = (cleanUp: () => unknown): void => void cleanUps.push(cleanUp);
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

describe('two starters at the same time', () => {
  it('make the database and run each migration once', async () => {
    const database = await createTestDatabase();
    later(() => database.drop());
    const env = { DATABASE_URL: database.url, DATABASE_PREFIX: database.prefix };
    const start = (): Promise<RunningService> =>
      startService(sampleService, env, { bus: new InProcessBus(), logStream: quiet });
    const services = await Promise.all([start(), start(), start()]);
    for (const service of services) later(() => service.stop());
    const client = new pg.Client({
      connectionString: databaseUrl(database.url, `${database.prefix}sample`),
    });
    await client.connect();
    later(() => client.end());
    const { rows } = await client.query<{ name: string; times: string }>(
      'SELECT name, count(*) AS times FROM migrations GROUP BY name',
    );
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['CreateGreetings1790000000001', 'CreateApiKeys1790000000000']),
    );
    expect(rows.every(({ times }) => times === '1')).toBe(true);
  });
});

describe('keys that come by event', () => {
  it('work at once, and stop at once when they are revoked', async () => {
    const sample = await startServiceUnderTest(sampleService);
    later(() => sample.stop());
    const { key, sha256 } = makeApiKey('operator');
    const keyId = uuidv7();
    const at = { merchantId: NO_MERCHANT, key: keyId };
    const whoami = async (): Promise<number> => (await sample.http(key).get('/v1/whoami')).status;
    expect(await whoami()).toBe(401);
    const issued = { keyId, role: 'operator' as const, merchantId: null, supplierId: null, sha256, expiresAt: null };
    await sample.publish(draft(KeyIssued, at, issued));
    expect(await whoami()).toBe(200);
    await sample.publish(draft(KeyRevoked, at, { keyId, revokedAt: new Date().toISOString() }));
    expect(await whoami()).toBe(401);
  });

  it('stop working when they expire', async () => {
    const sample = await startServiceUnderTest(sampleService);
    later(() => sample.stop());
    const merchant = await sample.asMerchant();
    expect((await merchant.get('/v1/whoami')).status).toBe(200);
    const other = await sample.asMerchant();
    await sample.dataSource.query("UPDATE api_keys SET expires_at = now() - interval '1 s' WHERE key_id = $1", [
      other.keyId,
    ]);
    expect((await other.get('/v1/whoami')).status).toBe(401);
  });
});

describe('a change and its event', () => {
  it('carry the trace of the request', async () => {
    const sample = await startServiceUnderTest(sampleService);
    later(() => sample.stop());
    const merchant = await sample.asMerchant();
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const body = { text: 'hello', to: { name: 'Ada' }, copies: [] };
    await merchant.post('/v1/greetings', body, { traceparent: `00-${traceId}-b7ad6b7169203331-01` });
    const [event] = await eventually(() => {
      const events = sample.published();
      expect(events).toHaveLength(1);
      return events;
    });
    expect(event).toMatchObject({ type: 'merchant.registered', producer: 'sample', keyVersion: 1 });
    expect(event?.traceparent).toContain(traceId);
  });
});

describe('parked messages', () => {
  it('are listed, shown without personal data, replayed and skipped by operators only', async () => {
    const sample = await startServiceUnderTest(sampleService);
    later(() => sample.stop());
    const { sha256 } = makeApiKey('merchant');
    const issue = (keyId: string): Promise<unknown> =>
      sample.publish(
        draft(
          KeyIssued,
          { merchantId: NO_MERCHANT, key: keyId },
          {
            keyId,
            role: 'merchant',
            merchantId: uuidv7(),
            supplierId: null,
            sha256,
            expiresAt: null,
          },
        ),
      );
    // The second one breaks the uniqueness of the hash: it can never succeed.
    await issue(uuidv7());
    await issue(uuidv7());
    const operator = await sample.asOperator();
    const merchant = await sample.asMerchant();
    expect((await merchant.get('/v1/parked')).status).toBe(403);
    const { body: page } = await operator.get<{ items: { id: string }[] }>('/v1/parked?state=dead');
    expect(page.items).toHaveLength(1);
    const id = page.items[0]?.id ?? '';
    expect(page.items[0]).toMatchObject({
      service: 'sample',
      type: 'access.key-issued',
      state: 'dead',
      errorCode: '23505',
    });
    expect((await operator.get(`/v1/parked/${id}`)).body).toMatchObject({ id, data: { role: 'merchant' } });
    expect((await operator.get(`/v1/parked/${uuidv7()}`)).status).toBe(404);
    expect(await operator.post('/v1/parked/replay', { ids: [id], key: 'x' })).toMatchObject({
      status: 422,
      body: { code: 'ONE_SELECTION' },
    });
    expect(await operator.post('/v1/parked/replay', { ids: [id], ratePerSecond: 10 })).toMatchObject({
      status: 202,
      body: { scheduled: 1 },
    });
    await eventually(async () => {
      const { body } = await operator.get<{ state: string; attempts: number }>(`/v1/parked/${id}`);
      expect(body).toMatchObject({ state: 'dead' });
      expect(body.attempts).toBeGreaterThan(1);
    });
    expect(await operator.post(`/v1/parked/${id}/skip`, { reason: 'sent twice' })).toMatchObject({
      status: 200,
      body: { state: 'skipped', skipReason: 'sent twice' },
    });
    expect((await operator.post(`/v1/parked/${id}/skip`, { reason: 'again' })).status).toBe(409);
  });
});

describe('the outbox of a service', () => {
  it('is replayed and shown by operators only', async () => {
    const sample = await startServiceUnderTest(sampleService);
    later(() => sample.stop());
    const operator = await sample.asOperator();
    const merchant = await sample.asMerchant();
    const range = { from: '2026-11-22T09:00:00Z', to: '2026-11-22T10:00:00Z' };

    expect((await merchant.post('/v1/outbox/replay', range)).status).toBe(403);
    expect((await merchant.get('/v1/outbox/refused')).status).toBe(403);
    const skip = `/v1/outbox/refused/${uuidv7()}/skip`;
    expect((await merchant.post(skip, { reason: 'too large' })).status).toBe(403);
    expect((await operator.post(skip, { reason: '' })).status).toBe(422);
    expect(await operator.post(skip, { reason: 'too large' })).toMatchObject({
      status: 404,
      body: { code: 'REFUSED_EVENT_NOT_FOUND' },
    });
    expect(await operator.get('/v1/outbox/skipped')).toMatchObject({ status: 200, body: { items: [] } });
    expect(await operator.post('/v1/outbox/replay', { ...range, to: range.from })).toMatchObject({
      status: 422,
      body: { code: 'REPLAY_NEEDS_RANGE' },
    });
    expect((await operator.post('/v1/outbox/replay', { ...range, topic: 'unheard-of' })).status).toBe(422);
    expect((await operator.post('/v1/outbox/replay', { ...range, from: 'yesterday' })).status).toBe(422);
    const begun = await operator.post<{ id: string }>('/v1/outbox/replay', { ...range, keys: ['x'], ratePerSecond: 5 });
    expect(begun).toMatchObject({ status: 202, body: { topic: null, keys: ['x'], ratePerSecond: 5 } });
    expect((await operator.get('/v1/outbox/replays')).body).toMatchObject({ items: [{ id: begun.body.id }] });
    expect(await operator.get('/v1/outbox/refused')).toMatchObject({ status: 200, body: { items: [] } });
  });
});

describe('a service whose database is away', () => {
  it('lives, is not ready, answers 503, and is ready again when the database is back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kervan-away-'));
    chmodSync(folder, 0o755);
    later(() => rmSync(folder, { recursive: true, force: true }));
    const first = await startPostgres({ dataDir: join(folder, 'postgres') });
    const env = { DATABASE_URL: first.url };
    const service = await startService(sampleService, env, { bus: new InProcessBus(), logStream: quiet });
    later(() => service.stop());
    const http = testClient(service.url);
    expect((await http.get('/health/ready')).status).toBe(200);
    await first.kill();
    expect((await http.get('/health/live')).status).toBe(200);
    expect(await http.get('/health/ready')).toMatchObject({
      status: 503,
      body: { checks: { database: 'down', bus: 'up' } },
    });
    const refused = await http.get('/v1/greetings/twice');
    expect(refused).toMatchObject({ status: 503, body: { code: 'SERVICE_UNAVAILABLE' } });
    expect(refused.headers.get('retry-after')).toBe('1');
    const second = await startPostgres({ dataDir: join(folder, 'postgres'), port: first.port });
    later(() => second.stop());
    await eventually(async () => expect((await http.get('/health/ready')).status).toBe(200));
  });
});

describe('a process', () => {
  it('lists every fault of its environment and ends with 1', async () => {
    const sample = startSampleProcess({
      PORT: 'http',
      LOG_LEVEL: 'loud',
      GREETINGS_MAX: '0',
      DATABASE_URL: 'mysql://secret@x',
    });
    expect(await sample.exited).toEqual({ code: 1, signal: null });
    const words = sample.words.join('\n');
    for (const name of ['PORT', 'LOG_LEVEL', 'GREETINGS_MAX', 'DATABASE_URL', 'KAFKA_BROKERS'])
      expect(words).toContain(`- ${name}: `);
    expect(words).not.toContain('secret');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'finishes the running request on %s, takes no new one, and ends with 0',
    async (signal) => {
      const { sample, url } = await startedProcess(await kafkaBrokers());
      const slow = testClient(url).get('/v1/greetings/slow');
      await eventually(async () => expect(await activeQueries()).toContain('SELECT pg_sleep(0.5)'));
      sample.kill(signal);
      expect(await slow).toMatchObject({ status: 200, body: { done: true } });
      await expect(fetch(`${url}/health/live`)).rejects.toThrow();
      expect(await sample.exited).toEqual({ code: 0, signal: null });
      // Far below the half minute after which supervisors kill.
      expect(sample.lines.find(({ message }) => message === 'stopped')?.['durationMs']).toBeLessThan(10_000);
      expect(sample.lines.filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);
    },
    180_000,
  );

  it('takes requests while the broker is away, and publishes what happened when it is back', async () => {
    const { proxy, brokers } = await startProxy(await kafkaBrokers());
    proxy.cut();
    const { url, database } = await startedProcess(brokers);
    expect(await testClient(url).get('/health/ready')).toMatchObject({
      status: 503,
      body: { checks: { bus: 'down' } },
    });
    const { key, sha256 } = makeApiKey('merchant');
    await database.query("INSERT INTO api_keys (key_id, role, merchant_id, sha256) VALUES ($1, 'merchant', $1, $2)", [
      uuidv7(),
      sha256,
    ]);
    const body = { text: 'hello', to: { name: 'Ada' }, copies: [] };
    expect((await testClient(url, key).post('/v1/greetings', body)).status).toBe(201);
    const waiting = async (): Promise<number | null> => (await database.query('SELECT 1 FROM outbox_pending')).rowCount;
    expect(await waiting()).toBe(1);
    proxy.heal();
    await eventually(async () => expect(await waiting()).toBe(0), { timeoutMs: 60_000 });
    await eventually(async () => expect((await testClient(url).get('/health/ready')).status).toBe(200), {
      timeoutMs: 60_000,
    });
  }, 240_000);
});

async function activeQueries(): Promise<string[]> {
  const client = new pg.Client({ connectionString: (await createTestDatabase()).url });
  await client.connect();
  const { rows } = await client.query<{ query: string }>("SELECT query FROM pg_stat_activity WHERE state = 'active'");
  await client.end();
  return rows.map(({ query }) => query);
}

async function startedProcess(brokers: string): Promise<{ sample: SampleProcess; url: string; database: pg.Client }> {
  const database = await createTestDatabase();
  const sample = startSampleProcess({
    DATABASE_URL: database.url,
    DATABASE_PREFIX: database.prefix,
    KAFKA_BROKERS: brokers,
    TOPIC_PREFIX: uniqueTopicPrefix(),
  });
  later(async () => {
    sample.kill('SIGKILL');
    await sample.exited;
    await database.drop();
  });
  const started = await eventually(
    () => {
      const line = sample.lines.find(({ message }) => message === 'started');
      if (!line) throw new Error(`not started: ${JSON.stringify(sample.lines)} ${sample.words.join('\n')}`);
      return line;
    },
    { timeoutMs: 60_000 },
  );
  const client = new pg.Client({ connectionString: databaseUrl(database.url, `${database.prefix}sample`) });
  await client.connect();
  later(() => client.end());
  return { sample, url: `http://127.0.0.1:${String(started['port'])}`, database: client };
}

/** A way to the broker that can be cut. */
async function startProxy(target: string): Promise<{ proxy: { cut(): void; heal(): void }; brokers: string }> {
  const [host, port] = target.split(':');
  const sockets = new Set<Socket>();
  let isCut = false;
  const server: Server = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const upstream = connectTo(Number(port), host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  later(() => server.close());
  const address = server.address();
  const own = typeof address === 'object' && address ? address.port : 0;
  const cut = (): void => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  const heal = (): void => {
    isCut = false;
  };
  return { proxy: { cut, heal }, brokers: `127.0.0.1:${own}` };
}
