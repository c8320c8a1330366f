import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Envelope, Role } from '#contracts';
import type { EventDraft, InProcessBus } from '#messaging';
import { makeApiKey, startService, type RunningService, type ServiceConfig, type ServiceDefinition } from '#platform';
import { OutsideWorld } from './outside-world.js';
import { RecordingBus } from './recording.bus.js';
import { testClient, type TestClient } from './test-client.js';
import { createTestDatabase } from './test-database.js';

/** A running service and everything a test does to it from outside. */
export interface ServiceUnderTest {
  readonly service: RunningService;
  readonly bus: InProcessBus;
  readonly dataSource: DataSource;
  /** Without a key, or with a given one. */
  http(key?: string): TestClient;
  /** A key for one merchant (a new one when not named), issued straight into the key table. */
  asMerchant(merchantId?: string): Promise<TestClient>;
  asOperator(): Promise<TestClient>;
  asSupplier(supplierId: string, merchantId: string): Promise<TestClient>;
  /** Says something as another service would. Resolves when the service has handled (or parked) it. */
  publish<T extends object>(draft: EventDraft<T>): Promise<Envelope<T>>;
  /** What the service under test has said since its start, oldest first. */
  published(): Envelope[];
  /** The service's log lines. Set KERVAN_TEST_LOG=1 to see them. */
  logs(): Record<string, unknown>[];
  /** Stops the service and drops its database. */
  stop(): Promise<void>;
}

/** Connections of a service under test: several test processes share one server. */
const POOL_MAX = '5';

/** Starts a service on a fresh database and an in-process bus. */
export async function startServiceUnderTest<C extends ServiceConfig>(
  definition: ServiceDefinition<C>,
  env: Record<string, string> = {},
): Promise<ServiceUnderTest> {
  const database = await createTestDatabase();
  const bus = new RecordingBus();
  const lines: string[] = [];
  const settings = {
    DATABASE_URL: database.url,
    DATABASE_PREFIX: database.prefix,
    DATABASE_POOL_MAX: POOL_MAX,
    ...env,
  };
  const service = await startService(definition, settings, { bus, logStream: { write: (line) => keep(lines, line) } });
  bus.open();
  const outside = new OutsideWorld(bus);
  const dataSource = service.app.get(DataSource);
  const withKey = async (role: Role, merchantId: string | null, supplierId: string | null): Promise<TestClient> => {
    const { key, keyId } = await issueKey(dataSource, role, merchantId, supplierId);
    return testClient(service.url, key, keyId);
  };
  return {
    service,
    bus,
    dataSource,
    http: (key) => testClient(service.url, key),
    asMerchant: (merchantId = uuidv7()) => withKey('merchant', merchantId, null),
    asOperator: () => withKey('operator', null, null),
    asSupplier: (supplierId, merchantId) => withKey('supplier', merchantId, supplierId),
    publish: (draft) => outside.publish(draft),
    published: () => bus.publishedBy(definition.name),
    logs: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    stop: async () => {
      await service.stop();
      await bus.close();
      await database.drop();
    },
  };
}

function keep(lines: string[], line: string): void {
  lines.push(line);
  if (process.env['KERVAN_TEST_LOG']) process.stderr.write(line);
}

async function issueKey(
  dataSource: DataSource,
  role: Role,
  merchantId: string | null,
  supplierId: string | null,
): Promise<{ key: string; keyId: string }> {
  const keyId = uuidv7();
  const { key, sha256 } = makeApiKey(role);
  await dataSource.query(
    'INSERT INTO api_keys (key_id, role, merchant_id, supplier_id, sha256) VALUES ($1, $2, $3, $4, $5)',
    [keyId, role, merchantId, supplierId, sha256],
  );
  return { key, keyId };
}
