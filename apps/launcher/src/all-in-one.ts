import { join } from 'node:path';
import { startPostgres } from '#local-services';
import { InProcessBus } from '#messaging';
import { startService, type RunningService } from '#platform';
import type { RunningSystem } from './distributed.js';
import { environments, type Environment } from './environments.js';
import type { LaunchOptions } from './options.js';
import { loadTopology, serviceNames, type ProcessName } from './topology.js';

/** Each service is loaded when it is needed: `--no-demo` never loads the simulator. */
const definitions = {
  order: async () => (await import('../../order/src/service.js')).orderService,
  'supplier-sync': async () => (await import('../../supplier-sync/src/service.js')).supplierSyncService,
  'shipping-tracker': async () => (await import('../../shipping-tracker/src/service.js')).shippingTrackerService,
  'after-sales': async () => (await import('../../after-sales/src/service.js')).afterSalesService,
  notification: async () => (await import('../../notification/src/service.js')).notificationService,
  console: async () => (await import('../../console/src/service.js')).consoleService,
  simulator: async () => (await import('../../simulator/src/service.js')).simulatorService,
};

/** Every service in this process, each on its own port, with an embedded PostgreSQL and the bus in memory. */
export async function startAllInOne(options: LaunchOptions, inherited: Environment): Promise<RunningSystem> {
  const topology = await loadTopology(options.dataDir, options.port);
  const running: { stop(): Promise<unknown> }[] = [];
  const stop = async (): Promise<void> => {
    for (const part of running.splice(0).reverse()) await part.stop();
  };
  try {
    const databaseUrl = inherited['DATABASE_URL'] ?? (await embeddedDatabase(options, topology.postgresPort, running));
    const envs = environments(options, topology, { databaseUrl }, { ...inherited, KAFKA_BROKERS: undefined });
    const bus = new InProcessBus();
    running.push({ stop: () => bus.close() });
    const start = async (name: ProcessName): Promise<RunningService> => {
      const definition = await definitions[name]();
      const service = await startService(definition as never, envs[name], { bus });
      running.push(service);
      return service;
    };
    // Together: most of a start is waiting for the database. Publishing begins when all have subscribed.
    await settleAll(serviceNames.map(start));
    bus.open();
    if (options.demo) await start('simulator');
    return { url: `http://127.0.0.1:${String(options.port)}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function embeddedDatabase(
  options: LaunchOptions,
  port: number,
  running: { stop(): Promise<unknown> }[],
): Promise<string> {
  const postgres = await startPostgres({ dataDir: join(options.dataDir, 'postgres'), port });
  running.push(postgres);
  return postgres.url;
}

/** Waits for all, also when one fails: what started must be in the list of what has to be stopped. */
async function settleAll(starts: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(starts);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
