import { DataSource } from 'typeorm';
import { createTestDatabase } from '#testing';
import { messagingMigrations } from '../../src/index.js';

/** One service's database with the messaging tables and a table of effects. */
export interface ServiceDatabase {
  readonly dataSource: DataSource;
  /** For processes that a test starts. */
  readonly url: string;
  /** Another pool on the same database, as a second process has. */
  another(): Promise<DataSource>;
  /** Cuts every connection and refuses new ones while `work` runs, as an outage does. */
  duringOutage(work: () => Promise<void>): Promise<void>;
  drop(): Promise<void>;
}

export async function openServiceDatabase(): Promise<ServiceDatabase> {
  const server = await createTestDatabase();
  const name = `${server.prefix}messaging`;
  const admin = await new DataSource({ type: 'postgres', url: server.url }).initialize();
  await admin.query(`CREATE DATABASE "${name}"`);

  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const connect = (): Promise<DataSource> =>
    new DataSource({
      type: 'postgres',
      url: url.toString(),
      migrations: [...messagingMigrations],
      extra: { max: 20 },
    }).initialize();

  const opened = [await connect()];
  const dataSource = opened[0]!;
  await dataSource.runMigrations();
  await dataSource.query(
    `CREATE TABLE effects (place bigserial, message_id uuid, topic text, key text, key_version int)`,
  );
  return {
    dataSource,
    url: url.toString(),
    another: async () => {
      const pool = await connect();
      opened.push(pool);
      return pool;
    },
    duringOutage: async (work) => {
      await admin.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
      try {
        await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
        await work();
      } finally {
        await admin.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
      }
    },
    drop: async () => {
      await admin.destroy();
      await Promise.all(opened.filter((pool) => pool.isInitialized).map((pool) => pool.destroy()));
      await server.drop();
    },
  };
}
