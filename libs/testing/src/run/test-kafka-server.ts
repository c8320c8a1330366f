import { GenericContainer, getContainerRuntimeClient, Wait } from 'testcontainers';
import { freePort, startKafka } from '#local-services';

/** A broker that the tests of one run share. */
export interface TestKafkaServer {
  readonly brokers: string;
  stop(): Promise<unknown>;
}

const IMAGE = 'apache/kafka:4.3.0';
const CONTAINER_PORT = 9092;
/** An image that has to be fetched first takes longer; the tests' own deadline is two minutes. */
const START_MS = 90_000;

/** Docker through Testcontainers where an engine answers, else Maven and Java. */
export async function startTestKafka(dataDir: string): Promise<TestKafkaServer> {
  if (!(await engineAnswers())) return startKafka({ dataDir });
  try {
    return await startContainer();
  } catch (error) {
    console.warn(`Kafka did not start by Testcontainers, trying Maven and Java: ${String(error)}`);
    return startKafka({ dataDir });
  }
}

async function engineAnswers(): Promise<boolean> {
  try {
    await getContainerRuntimeClient();
    return true;
  } catch {
    return false;
  }
}

async function startContainer(): Promise<TestKafkaServer> {
  // The broker tells clients its address, so the port must be known before it starts.
  const port = await freePort();
  const container = await new GenericContainer(IMAGE)
    .withExposedPorts({ container: CONTAINER_PORT, host: port })
    .withEnvironment({
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENERS: `PLAINTEXT://:${CONTAINER_PORT},CONTROLLER://:9093`,
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://localhost:${port}`,
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_HEAP_OPTS: '-Xmx512m',
    })
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .withStartupTimeout(START_MS)
    .start();
  return { brokers: `localhost:${port}`, stop: () => container.stop() };
}
