import { mkdirSync, writeFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { startKafka, startPostgres } from '#local-services';
import { environments, type Environment, type Infrastructure } from './environments.js';
import type { LaunchOptions } from './options.js';
import { startServiceProcess } from './service-process.js';
import { Supervisor, type ManagedProcess } from './supervisor.js';
import { loadTopology, serviceNames, type ProcessName, type Topology } from './topology.js';

/** A running system; `stop` drains everything and leaves the data. */
export interface RunningSystem {
  readonly url: string;
  stop(): Promise<void>;
}

/** One process per service on this machine, real Kafka, real PostgreSQL, each started again when it dies. */
export async function startDistributed(options: LaunchOptions, inherited: Environment): Promise<RunningSystem> {
  const logDir = join(options.dataDir, 'logs');
  mkdirSync(logDir, { recursive: true, mode: 0o700 });
  const topology = await loadTopology(options.dataDir, options.port);
  const supervisor = new Supervisor(
    (running) => writeProcesses(join(options.dataDir, 'processes.json'), running),
    (line) => console.error(line),
  );
  try {
    const infrastructure = await startInfrastructure(supervisor, options, topology, inherited);
    const envs = environments(options, topology, infrastructure, inherited);
    const addService = (name: ProcessName): Promise<ManagedProcess> =>
      supervisor.add(name, () => startServiceProcess(name, envs[name], logDir));
    await Promise.all(serviceNames.map(addService));
    if (options.demo) await addService('simulator');
    return { url: `http://127.0.0.1:${String(options.port)}`, stop: () => supervisor.stop() };
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
}

/** What the environment names is used as it is; the rest is started here and watched over. */
async function startInfrastructure(
  supervisor: Supervisor,
  options: LaunchOptions,
  topology: Topology,
  inherited: Environment,
): Promise<Infrastructure> {
  const databaseUrl = inherited['DATABASE_URL'];
  const kafkaBrokers = inherited['KAFKA_BROKERS'];
  const postgres = (): ReturnType<typeof startPostgres> =>
    startPostgres({ dataDir: join(options.dataDir, 'postgres'), port: topology.postgresPort });
  const kafka = (): ReturnType<typeof startKafka> =>
    startKafka({ dataDir: join(options.dataDir, 'kafka'), port: topology.kafkaPort });
  const [database, broker] = await Promise.all([
    databaseUrl ? { url: databaseUrl } : supervisor.add('postgres', postgres),
    kafkaBrokers ? { brokers: kafkaBrokers } : supervisor.add('kafka', kafka),
  ]);
  return { databaseUrl: database.url, kafkaBrokers: broker.brokers };
}

function writeProcesses(file: string, running: ReadonlyMap<string, ManagedProcess>): void {
  const content = Object.fromEntries([...running].map(([name, { pid, port }]) => [name, { pid, port }]));
  writeFileSync(`${file}.tmp`, JSON.stringify(content, null, 2));
  renameSync(`${file}.tmp`, file);
}
