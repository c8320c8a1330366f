import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { databaseUrl, ServiceConfig } from '#platform';
import { createTestDatabase, type TestDatabase } from '#testing';
import { openDatabase } from '../src/database/open-database.js';

/*
 * The ORM listens to a connection while it uses it, the pool while it keeps it. In between, and when a connection is
 * thrown away after a failure, nobody did: the server's farewell was an unhandled error and ended the service. One of
 * about 200 connections that the server closed under load did that.
 */

class BreakingConfig extends ServiceConfig {}

const WORKERS = 20;
const ENOUGH_FAILURES = 600;

let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  const config = Object.assign(new BreakingConfig(), { DATABASE_URL: database.url, DATABASE_PREFIX: database.prefix });
  const definition = { service: 'breaking', entities: [], migrations: [] };
  dataSource = await openDatabase(definition, config, pino({ level: 'silent' }));
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

it('a server that closes busy connections again and again makes queries fail, and nothing else', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  process.on('uncaughtException', note);
  let failures = 0;
  const work = async (): Promise<void> => {
    while (failures < ENOUGH_FAILURES)
      await dataSource
        .transaction(async (tx) => {
          await tx.query('SELECT 1');
          await delay(1);
          await tx.query('SELECT 2');
        })
        .catch(() => (failures += 1));
  };
  const server = new pg.Client({ connectionString: databaseUrl(database.url, `${database.prefix}breaking`) });
  await server.connect();
  const closeAll = async (): Promise<void> => {
    while (failures < ENOUGH_FAILURES)
      await server.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`);
  };
  await Promise.all([closeAll(), ...Array.from({ length: WORKERS }, work)]);
  await server.end();
  process.off('uncaughtException', note);

  expect(unhandled).toEqual([]);
  expect(await dataSource.query('SELECT 3 AS answer').catch(() => dataSource.query('SELECT 3 AS answer'))).toEqual([
    { answer: 3 },
  ]);
});
