import pg from 'pg';
import type { Logger as PinoLogger } from 'pino';
import { DataSource } from 'typeorm';
import type { ServiceConfig } from '../config/service-config.js';
import type { EntityClass, MigrationClass } from '../service/service-definition.js';
import { ensureDatabase } from './create-database.js';
import { databaseName, databaseUrl } from './database-name.js';
import { PoolClient } from './pool-client.js';

/** How long a request waits for a free connection before it fails: longer would only build a queue. */
const POOL_WAIT_MS = 5_000;
/** A transaction that does nothing for this long was forgotten; its locks must not stay. */
const IDLE_IN_TRANSACTION_MS = 60_000;
/** Advisory lock under which migrations run; any fixed number will do, it is per database. */
const MIGRATION_LOCK = 7_301_002;

/** What {@link openDatabase} needs to know of a service. */
export interface DatabaseDefinition {
  readonly service: string;
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly MigrationClass[];
}

/** Creates the service's database when missing, opens its pool and runs what migrations are new. */
export async function openDatabase(
  definition: DatabaseDefinition,
  config: ServiceConfig,
  log: PinoLogger,
): Promise<DataSource> {
  const database = databaseName(config.DATABASE_PREFIX, definition.service);
  await ensureDatabase(config.DATABASE_URL, database);
  const dataSource = new DataSource({
    type: 'postgres',
    driver: pg,
    url: databaseUrl(config.DATABASE_URL, database),
    entities: [...definition.entities],
    migrations: [...definition.migrations],
    migrationsTableName: 'migrations',
    synchronize: false,
    logging: false,
    installExtensions: false,
    poolErrorHandler: (error: unknown) => log.warn({ err: error }, 'an idle database connection broke'),
    extra: {
      Client: PoolClient,
      max: config.DATABASE_POOL_MAX,
      connectionTimeoutMillis: POOL_WAIT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
      keepAlive: true,
      application_name: `kervan-${definition.service}`,
    },
  });
  await dataSource.initialize();
  try {
    await migrate(dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}

/** Two starters at the same time: the second waits and finds nothing left to do. */
async function migrate(dataSource: DataSource): Promise<void> {
  const lock = dataSource.createQueryRunner();
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await lock.release();
  }
}
