import { join } from 'node:path';
import { startPostgres, stopAbandonedServers, type RunningPostgres } from '#local-services';
import { TEST_DATABASE_URL } from '../test-database.js';
import { KafkaOnDemand } from './kafka-on-demand.js';
import { abandonedRunDirectories, makeRunDirectory, removeRunDirectory, RUN_DIRECTORY } from './run-directory.js';

/** What the tests of one run share. */
export interface TestRun {
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL for a run (unless TEST_DATABASE_URL names one) and gets Kafka ready to be asked for.
 * Cleans up after runs that were killed.
 */
export async function startTestRun(): Promise<TestRun> {
  for (const abandoned of abandonedRunDirectories()) {
    await stopAbandonedServers([join(abandoned, 'postgres'), join(abandoned, 'kafka')]);
    removeRunDirectory(abandoned);
  }
  const directory = makeRunDirectory();
  process.env[RUN_DIRECTORY] = directory;
  let postgres: RunningPostgres | undefined;
  if (!process.env[TEST_DATABASE_URL]) {
    postgres = await startPostgres({ dataDir: join(directory, 'postgres') });
    process.env[TEST_DATABASE_URL] = postgres.url;
  }
  const kafka = new KafkaOnDemand(directory);
  return {
    stop: async () => {
      await Promise.all([kafka.stop(), postgres?.stop()]);
      removeRunDirectory(directory);
    },
  };
}
