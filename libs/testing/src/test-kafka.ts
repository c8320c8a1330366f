import { randomBytes } from 'node:crypto';
import { demandKafka } from './run/kafka-on-demand.js';
import { RUN_DIRECTORY } from './run/run-directory.js';

/** The first start on a machine downloads 44 MB; later ones take three seconds. */
const KAFKA_WAIT_MS = 120_000;

/**
 * The run's Kafka, `host:port`: KAFKA_BROKERS when set, else a broker that the run starts when first asked
 * (give `beforeAll` two minutes for it).
 * @throws Error when this machine can run none, saying what to install.
 */
export async function kafkaBrokers(): Promise<string> {
  const given = process.env['KAFKA_BROKERS'];
  if (given) return given;
  const directory = process.env[RUN_DIRECTORY];
  if (directory === undefined) throw new Error('This tier has no Kafka: name the file *.int-spec.ts or *.e2e-spec.ts');
  const { brokers, problem } = await demandKafka(directory, KAFKA_WAIT_MS);
  if (brokers === undefined) throw new Error(`No Kafka for this test: ${problem ?? 'unknown'}`);
  return brokers;
}

/** A prefix for topics and groups that no other test uses. */
export function uniqueTopicPrefix(): string {
  return `t${randomBytes(6).toString('hex')}.`;
}
