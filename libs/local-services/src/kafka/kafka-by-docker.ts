import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { ChildServer } from '../process/child-server.js';
import { CLUSTER_ID, HEAP_OPTIONS } from './kafka-config.js';
import { KAFKA_VERSION } from './kafka-version.js';
import { LOG4J_FILE, LOG_FOLDER, prepareStorage, PROPERTIES_FILE } from './storage.js';

const run = promisify(execFile);

/** An engine that takes longer to say its version is not one to rely on. */
const ENGINE_ANSWER_MS = 3_000;
const CONTAINER_STOP_SECONDS = 20;
/** Where the data directory is in the container. */
const HOME = '/kervan';

/** Whether a Docker engine answers. */
export async function hasDocker(): Promise<boolean> {
  try {
    await run('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: ENGINE_ANSWER_MS });
    return true;
  } catch {
    return false;
  }
}

/** A broker in a container, held by a `docker run` in the foreground. */
export interface KafkaContainer {
  readonly client: ChildServer;
  /** Ends the container, and with it the client. */
  readonly stop: () => Promise<void>;
  readonly kill: () => Promise<void>;
}

/**
 * Starts the broker in a container, on our own settings and as our own user, so that the data directory stays
 * ours. A container that a killed process left behind on it is removed.
 */
export async function startByDocker(
  dataDir: string,
  port: number,
  onLog: ((line: string) => void) | undefined,
): Promise<KafkaContainer> {
  const name = `kervan-kafka-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  await run('docker', ['rm', '-f', name]).catch(() => undefined);
  const { isFormatted } = prepareStorage(dataDir, {
    listen: '0.0.0.0:9092',
    advertised: `127.0.0.1:${port}`,
    controller: '127.0.0.1:9093',
    logDir: `${HOME}/${LOG_FOLDER}`,
  });
  const user = process.getuid && process.getgid ? ['--user', `${process.getuid()}:${process.getgid()}`] : [];
  const client = ChildServer.start({
    command: 'docker',
    args: [
      ...['run', '--rm', '--name', name, ...user, '-v', `${dataDir}:${HOME}`, '-p', `127.0.0.1:${port}:9092`],
      ...environment(),
      ...['--entrypoint', '/bin/bash', `apache/kafka:${KAFKA_VERSION}`, '-c', commandLine(isFormatted)],
    ],
    spawn: {},
    onLog,
  });
  const end = async (command: readonly string[]): Promise<void> => {
    await run('docker', [...command, name]).catch(() => undefined);
    await client.exited;
  };
  return { client, stop: () => end(['stop', '-t', String(CONTAINER_STOP_SECONDS)]), kill: () => end(['kill']) };
}

function environment(): string[] {
  const variables = {
    KAFKA_HEAP_OPTS: HEAP_OPTIONS.join(' '),
    KAFKA_JVM_PERFORMANCE_OPTS: '-Djava.awt.headless=true',
    KAFKA_LOG4J_OPTS: `-Dlog4j2.configurationFile=${HOME}/${LOG4J_FILE}`,
    // The image's own folder belongs to its own user.
    LOG_DIR: '/tmp/kafka-logs',
  };
  return Object.entries(variables).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
}

function commandLine(isFormatted: boolean): string {
  const bin = '/opt/kafka/bin';
  const properties = `${HOME}/${PROPERTIES_FILE}`;
  const start = `exec ${bin}/kafka-server-start.sh ${properties}`;
  return isFormatted ? start : `${bin}/kafka-storage.sh format -t ${CLUSTER_ID} -c ${properties} && ${start}`;
}
