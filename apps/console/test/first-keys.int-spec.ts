import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { InProcessBus } from '#messaging';
import { startService, type RunningService } from '#platform';
import { createTestDatabase, eventually, type TestDatabase } from '#testing';
import { consoleService } from '../src/service.js';
import { createKeysFile } from '../src/keys/keys-file.js';
import { addressesOf, startUpstreams, type ConsoleUnderTest } from './console-under-test.js';

let upstreams: ConsoleUnderTest['upstreams'];
let database: TestDatabase;
let folder: string;
let keysFile: string;
const running: RunningService[] = [];

beforeAll(async () => {
  upstreams = await startUpstreams();
});
afterAll(() => Promise.all(Object.values(upstreams).map((upstream) => upstream.stop())));
beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'kervan-keys-'));
  keysFile = join(folder, 'data', 'keys.json');
});
afterEach(async () => {
  await stopAll();
  await database.drop();
  await rm(folder, { recursive: true });
});

async function start(env: Record<string, string> = {}): Promise<RunningService> {
  const settings = {
    DATABASE_URL: database.url,
    DATABASE_PREFIX: database.prefix,
    DATABASE_POOL_MAX: '4',
    KEYS_FILE: keysFile,
  };
  const logStream = { write: () => undefined };
  const bus = new InProcessBus();
  const service = await startService(
    consoleService,
    { ...settings, ...addressesOf(upstreams), ...env },
    { bus, logStream },
  );
  bus.open();
  running.push(service);
  return service;
}

const stopAll = async (): Promise<void> => {
  await Promise.all(running.splice(0).map((service) => service.stop()));
};

const keysOf = async (): Promise<{ merchant: string; operator: string; suppliers: object }> =>
  JSON.parse(await readFile(keysFile, 'utf8')) as { merchant: string; operator: string; suppliers: object };

const whoami = async (service: RunningService, key: string): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`${service.url}/v1/whoami`, { headers: { authorization: `Bearer ${key}` } });
  return { status: response.status, body: await response.json() };
};

const count = async (service: RunningService, table: string): Promise<number> => {
  const [row] = await service.app.get(DataSource).query<{ count: string }[]>(`SELECT count(*) FROM ${table}`);
  return Number(row?.count);
};

const answers = (status: number) => (service: RunningService, key: string) =>
  eventually(async () => {
    const answer = await whoami(service, key);
    expect(answer.status).toBe(status);
    return answer.body;
  });
const works = answers(200);
const isRefused = answers(401);

describe('the first start', () => {
  it('makes a merchant, an operator key and a merchant key that only the owner of the file can read', async () => {
    const service = await start({ DEFAULT_MERCHANT_NAME: 'Ada Home' });
    const keys = await keysOf();
    expect(keys).toEqual({
      merchant: expect.stringMatching(/^kv_merchant_/),
      operator: expect.stringMatching(/^kv_operator_/),
      suppliers: {},
    });
    expect((await stat(keysFile)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'data'))).toEqual(['keys.json']);
    expect(await works(service, keys.operator)).toMatchObject({ role: 'operator', merchantId: null });
    const [merchant] = await service.app
      .get(DataSource)
      .query<{ id: string; name: string }[]>('SELECT * FROM merchants');
    expect(merchant?.name).toBe('Ada Home');
    expect(await works(service, keys.merchant)).toMatchObject({ role: 'merchant', merchantId: merchant?.id });
  });

  it('is the only one that makes keys: a later start reads the file and adds nothing', async () => {
    const first = await start();
    const keys = await keysOf();
    await works(first, keys.operator);
    await stopAll();
    const second = await start();
    expect(await keysOf()).toEqual(keys);
    expect([await count(second, 'access_keys'), await count(second, 'merchants')]).toEqual([2, 1]);
  });

  it('is finished by the next start when the process died between file and database', async () => {
    const keys = {
      merchant: `kv_merchant_${'m'.repeat(43)}`,
      operator: `kv_operator_${'o'.repeat(43)}`,
      suppliers: {},
    };
    await createKeysFile(keysFile, keys);
    const service = await start();
    expect(await keysOf()).toEqual(keys);
    await works(service, keys.operator);
    await works(service, keys.merchant);
  });

  it('is finished by the next start when the database rolled back after the file was written', async () => {
    const first = await start();
    const keys = await keysOf();
    const dataSource = first.app.get(DataSource);
    await dataSource.query('TRUNCATE access_keys, merchants, api_keys, outbox_pending, outbox_archive, events CASCADE');
    await stopAll();
    const second = await start();
    await works(second, keys.operator);
    await works(second, keys.merchant);
    expect([await count(second, 'access_keys'), await count(second, 'merchants')]).toEqual([2, 1]);
  });

  it('agrees on one pair of keys when two processes start at once', async () => {
    const services = await Promise.all([start(), start()]);
    const keys = await keysOf();
    expect(await count(services[0], 'access_keys')).toBe(2);
    expect(await count(services[0], 'merchants')).toBe(1);
    for (const service of services) {
      // Both consume the access events as one group; whichever handled them, the key table is shared.
      await works(service, keys.operator);
    }
  });

  it('does not bring a revoked key back to life', async () => {
    const first = await start();
    const { operator, merchant } = await keysOf();
    await works(first, operator);
    const headers = { authorization: `Bearer ${operator}` };
    const list = await fetch(`${first.url}/v1/keys`, { headers });
    const { items } = (await list.json()) as { items: { id: string; role: string }[] };
    const { id } = items.find(({ role }) => role === 'merchant')!;
    expect((await fetch(`${first.url}/v1/keys/${id}`, { method: 'DELETE', headers })).status).toBe(204);
    // The key table follows by an event, which a start right after would still have to hand over.
    await isRefused(first, merchant);
    await stopAll();
    const second = await start();
    await works(second, operator);
    expect(await whoami(second, merchant)).toMatchObject({ status: 401 });
  });

  it('refuses a file that it does not understand rather than locking its owner out', async () => {
    await start().then(stopAll);
    await writeFile(keysFile, '{"operator":');
    await expect(start()).rejects.toThrow(/keys\.json.*not a JSON object/);
  });
});
