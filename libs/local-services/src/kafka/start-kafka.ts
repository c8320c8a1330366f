import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { freePort } from '../free-port.js';
import { LocalServiceUnavailableError } from '../local-service.error.js';
import type { ChildServer } from '../process/child-server.js';
import { OwnerFile } from '../process/owner-file.js';
import { chooseRunner, type KafkaRunner } from './choose-runner.js';
import { kafkaAnswers } from './kafka-answers.js';
import { hasDocker, startByDocker } from './kafka-by-docker.js';
import { javaVersion, startByJava } from './kafka-by-java.js';
import { KAFKA_VERSION } from './kafka-version.js';

/** Where and how to run Kafka. */
export interface StartKafkaOptions {
  /** Kept between runs; made when missing. */
  readonly dataDir: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Receives what the broker says, line by line. */
  readonly onLog?: (line: string) => void;
  /** What to run it with. Default: Docker when an engine answers, else Java. */
  readonly by?: KafkaRunner;
}

/** A single Kafka broker of this process. */
export interface RunningKafka {
  /** `127.0.0.1:port` */
  readonly brokers: string;
  readonly port: number;
  /** Of the Java process, or of the `docker` client that holds the container. */
  readonly pid: number;
  /** What runs it. */
  readonly by: KafkaRunner;
  /** Resolves when the broker has ended, for whatever reason. */
  readonly exited: Promise<void>;
  /** Controlled shutdown. */
  stop(): Promise<void>;
  /** SIGKILL, for tests and rehearsals. */
  kill(): Promise<void>;
}

/** Three seconds on an idle machine; an image may have to be pulled first. */
const START_BY_JAVA_MS = 60_000;
const START_BY_DOCKER_MS = 180_000;
/** Controlled shutdown flushes and closes all logs. */
const STOP_MS = 20_000;

/**
 * Starts a single-node Apache Kafka 4.3 on a data directory and waits until it answers. A broker that a killed
 * process left behind on it is stopped first.
 * @throws LocalServiceUnavailableError saying what to install when this machine can run none.
 */
export async function startKafka(options: StartKafkaOptions): Promise<RunningKafka> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const by = options.by ?? chooseRunner(...(await Promise.all([hasDocker(), javaVersion()])));
  const owner = new OwnerFile(`${dataDir}/owner.json`);
  await owner.takeOver('SIGTERM');
  const port = options.port ?? (await freePort());
  const broker =
    by === 'docker' ? await dockerBroker(dataDir, port, options) : await javaBroker(dataDir, port, options);
  owner.write(broker.server.pid);
  if (!(await kafkaAnswers(port, broker.server.exited, by === 'docker' ? START_BY_DOCKER_MS : START_BY_JAVA_MS))) {
    await broker.kill();
    owner.remove();
    throw new LocalServiceUnavailableError(
      'KAFKA_DID_NOT_START',
      `Kafka ${KAFKA_VERSION} did not start (by ${by}). It said:\n${broker.server.lastWords}`,
    );
  }
  return {
    brokers: `127.0.0.1:${port}`,
    port,
    pid: broker.server.pid,
    by,
    exited: broker.server.exited,
    stop: async () => {
      await broker.stop();
      owner.remove();
    },
    kill: broker.kill,
  };
}

interface Broker {
  readonly server: ChildServer;
  readonly stop: () => Promise<void>;
  readonly kill: () => Promise<void>;
}

async function javaBroker(dataDir: string, port: number, { onLog }: StartKafkaOptions): Promise<Broker> {
  const server = await startByJava(dataDir, port, onLog);
  return { server, stop: () => server.stop('SIGTERM', STOP_MS), kill: () => server.stop('SIGKILL', STOP_MS) };
}

async function dockerBroker(dataDir: string, port: number, { onLog }: StartKafkaOptions): Promise<Broker> {
  const { client, stop, kill } = await startByDocker(dataDir, port, onLog);
  return { server: client, stop, kill };
}
