import { resolve } from 'node:path';
import { freePort } from '../free-port.js';
import { LocalServiceUnavailableError } from '../local-service.error.js';
import { ChildServer } from '../process/child-server.js';
import { OwnerFile } from '../process/owner-file.js';
import { prepareDataDirectory, type DataDirectory } from './data-directory.js';
import { postgresBinaries } from './postgres-binaries.js';
import { clearStaleLock } from './stale-lock.js';
import { commandAs, postgresUser, type RunAs } from './postgres-user.js';

/** Where and how to run PostgreSQL. */
export interface StartPostgresOptions {
  /** Kept between runs; made when missing. */
  readonly dataDir: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Receives what the server says, line by line. */
  readonly onLog?: (line: string) => void;
}

/** A PostgreSQL server of this process. */
export interface RunningPostgres {
  /** With user and password, database `postgres`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when the server has ended, for whatever reason. */
  readonly exited: Promise<void>;
  /** Fast shutdown: running transactions are rolled back, nothing committed is lost. */
  stop(): Promise<void>;
  /** SIGKILL, for tests and rehearsals. */
  kill(): Promise<void>;
}

/** Fast shutdown writes a checkpoint; more than this and the disk is in trouble. */
const STOP_MS = 20_000;
/** Tries to start: after kill -9 the old server's children hold its memory for a moment. */
const START_TRIES = 20;
const START_PAUSE_MS = 250;

/** Fit for a laptop that runs everything: durability as shipped, modest memory, loopback only. */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  // No replicas here: less to write for the same durability.
  wal_level: 'minimal',
  max_wal_senders: '0',
  // Three worker processes less; reads here come from memory.
  io_method: 'sync',
  jit: 'off',
  log_min_messages: 'warning',
  timezone: 'UTC',
};

/**
 * Starts PostgreSQL 18 on a data directory. A server that a killed process left behind on it is stopped first;
 * after kill -9 PostgreSQL recovers by itself.
 * @throws LocalServiceUnavailableError
 */
export async function startPostgres(options: StartPostgresOptions): Promise<RunningPostgres> {
  const dataDir = resolve(options.dataDir);
  const binaries = postgresBinaries();
  const runAs = postgresUser();
  const data = await prepareDataDirectory(dataDir, binaries, runAs);
  const owner = new OwnerFile(`${dataDir}/owner.json`);
  await owner.takeOver('SIGINT');
  await clearStaleLock(data.pgdata);
  const { server, port } = await startServer(binaries.postgres, data, runAs, options);
  owner.write(server.pid);
  return {
    url: `postgres://postgres:${encodeURIComponent(data.password)}@127.0.0.1:${port}/postgres`,
    port,
    pid: server.pid,
    exited: server.exited,
    stop: async () => {
      await server.stop('SIGINT', STOP_MS);
      owner.remove();
    },
    kill: () => server.stop('SIGKILL', STOP_MS),
  };
}

async function startServer(
  postgres: string,
  { pgdata }: DataDirectory,
  runAs: RunAs,
  options: StartPostgresOptions,
): Promise<{ server: ChildServer; port: number }> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  for (let tries = 1; ; tries += 1) {
    const port = options.port ?? (await freePort());
    const { command, args, identity } = commandAs(runAs, postgres, ['-D', pgdata, '-p', String(port), ...flags]);
    const server = ChildServer.start({
      command,
      args,
      // Its words are read below: keep them English.
      spawn: { ...identity, cwd: pgdata, env: { ...process.env, LC_ALL: 'C' } },
      onLog: options.onLog,
    });
    if (await server.says(/database system is ready to accept connections/)) return { server, port };
    if (tries === START_TRIES || !isWorthAnotherTry(server.lastWords)) throw didNotStart(server.lastWords);
    await new Promise((wait) => setTimeout(wait, START_PAUSE_MS));
  }
}

const isWorthAnotherTry = (words: string): boolean =>
  /pre-existing shared memory block|lock file "postmaster.pid" already exists|Address already in use/.test(words);

const didNotStart = (words: string): LocalServiceUnavailableError =>
  new LocalServiceUnavailableError('POSTGRES_DID_NOT_START', `PostgreSQL did not start. It said:\n${words}`);
