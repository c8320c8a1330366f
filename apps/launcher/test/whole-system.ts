import { createECDH } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Role } from '#contracts';
import { InProcessBus } from '#messaging';
import { makeApiKey, RetentionWorker, startService, type RunningService } from '#platform';
import { createTestDatabase, testClient, type TestClient } from '#testing';
import { afterSalesService } from '../../after-sales/src/service.js';
import { consoleService } from '../../console/src/service.js';
import { notificationService } from '../../notification/src/service.js';
import { orderService } from '../../order/src/service.js';
import { shippingTrackerService } from '../../shipping-tracker/src/service.js';
import { supplierSyncService } from '../../supplier-sync/src/service.js';
import { mailSink } from './mail-sink.js';

export const definitions = [
  orderService,
  supplierSyncService,
  shippingTrackerService,
  notificationService,
  afterSalesService,
  consoleService,
] as const;

/** Connections of each service: six of them share a test server with other files. */
const POOL_MAX = '4';

/** Every service in this process, on databases of its own, with a mail server that takes everything. */
export class WholeSystem {
  readonly merchantId = uuidv7();

  private constructor(
    readonly bus: InProcessBus,
    readonly folder: string,
    readonly mails: readonly string[],
    private readonly services: ReadonlyMap<string, RunningService>,
    private readonly lines: readonly string[],
    private readonly end: () => Promise<void>,
  ) {}

  static async start(): Promise<WholeSystem> {
    const database = await createTestDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'kervan-'));
    const bus = new InProcessBus();
    const mails: string[] = [];
    const lines: string[] = [];
    const mailServer = await mailSink(mails);
    const pushKeys = createECDH('prime256v1');
    pushKeys.generateKeys();
    const env = {
      ...{ DATABASE_URL: database.url, DATABASE_PREFIX: database.prefix, DATABASE_POOL_MAX: POOL_MAX },
      ...{ LOG_LEVEL: 'trace', MAIL_SETTLE_SECONDS: '0' },
      ...{ SMTP_URL: `smtp://127.0.0.1:${String((mailServer.server.address() as AddressInfo).port)}` },
      ...{ WEB_PUSH_PUBLIC_KEY: pushKeys.getPublicKey('base64url') },
      ...{ WEB_PUSH_PRIVATE_KEY: pushKeys.getPrivateKey('base64url') },
      ...{ PHOTO_DIR: join(folder, 'photos'), EXPORT_DIR: join(folder, 'exports') },
    };
    const services = new Map<string, RunningService>();
    for (const definition of definitions)
      services.set(
        definition.name,
        await startService(definition as typeof orderService, env, {
          bus,
          logStream: { write: (line) => void lines.push(line) },
        }),
      );
    bus.open();
    return new WholeSystem(bus, folder, mails, services, lines, async () => {
      for (const service of [...services.values()].reverse()) await service.stop();
      await bus.close();
      await database.drop();
      await new Promise<void>((resolve) => mailServer.close(() => resolve()));
      await rm(folder, { recursive: true, force: true });
    });
  }

  stop(): Promise<void> {
    return this.end();
  }

  database(name: string): DataSource {
    return this.service(name).app.get(DataSource);
  }

  /** The sweep that a service makes each hour. */
  async sweep(name: string): Promise<void> {
    await this.service(name).app.get(RetentionWorker).sweep();
  }

  /** What every service logged. */
  logs(): string {
    return this.lines.join('');
  }

  /** A key that is known to every service. @returns a client per service. */
  async clientOf(
    role: Role,
    supplierId: string | null = null,
    merchantId: string = this.merchantId,
  ): Promise<(service: string) => TestClient> {
    const keyId = uuidv7();
    const { key, sha256 } = makeApiKey(role);
    for (const name of this.services.keys())
      await this.database(name).query(
        'INSERT INTO api_keys (key_id, role, merchant_id, supplier_id, sha256) VALUES ($1, $2, $3, $4, $5)',
        [keyId, role, role === 'operator' ? null : merchantId, supplierId, sha256],
      );
    return (service) => testClient(this.service(service).url, key, keyId);
  }

  /** Of somebody without a key. */
  anybody(service: string): TestClient {
    return testClient(this.service(service).url);
  }

  /** Every row of every table of a database that has one of the texts in it, as `table: row`. */
  async rowsWith(name: string, texts: readonly string[]): Promise<string[]> {
    const database = this.database(name);
    const tables = await database.query<{ table: string; binary: string[] }[]>(
      `SELECT t.table_name AS "table", array_remove(array_agg(c.column_name::text), NULL) AS binary
       FROM information_schema.tables t LEFT JOIN information_schema.columns c
         ON c.table_schema = t.table_schema AND c.table_name = t.table_name AND c.data_type = 'bytea'
       WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE' GROUP BY 1`,
    );
    const found: string[] = [];
    for (const { table, binary } of tables) {
      const bytes = binary.map((column) => `coalesce(encode(t."${column}", 'escape'), '')`);
      const whole = ['t::text', ...bytes].join(` || ' ' || `);
      const rows = await database.query<{ row: string }[]>(
        `SELECT t::text AS row FROM "${table}" t
         WHERE EXISTS (SELECT FROM unnest($1::text[]) AS m(text) WHERE position(m.text IN ${whole}) > 0)`,
        [texts],
      );
      found.push(...rows.map(({ row }) => `${name}.${table}: ${row.slice(0, 300)}`));
    }
    return found;
  }

  private service(name: string): RunningService {
    const service = this.services.get(name);
    if (!service) throw new Error(`no service ${name}`);
    return service;
  }
}
