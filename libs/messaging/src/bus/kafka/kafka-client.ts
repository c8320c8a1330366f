import { Logger } from '@nestjs/common';
import kafkajs, { Kafka, type LogEntry, logLevel } from 'kafkajs';
import { REQUEST_MS } from './kafka-limits.js';

// CommonJS: Node finds the error classes on the default export only.
const { KafkaJSProtocolError } = kafkajs;

const logger = new Logger('Kafka');

/** The kafkajs client. Its own retries are short: the relay and the supervisor retry for ever, with back-off. */
export function kafkaClient(clientId: string, brokers: readonly string[]): Kafka {
  return new Kafka({
    clientId,
    brokers: [...brokers],
    connectionTimeout: 3_000,
    requestTimeout: REQUEST_MS,
    enforceRequestTimeout: true,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 },
    logLevel: logLevel.WARN,
    logCreator: () => logEntry,
  });
}

/** kafkajs calls every rebalance an error; what needs attention is logged by whoever meets it. */
function logEntry({ level, namespace, log }: LogEntry): void {
  const text = `${namespace}: ${log.message}`;
  if (level === logLevel.ERROR) logger.warn(text);
  else logger.debug(text);
}

const RECORD_FAULTS: ReadonlySet<string> = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'CORRUPT_MESSAGE',
  'INVALID_TIMESTAMP',
  'INVALID_RECORD',
]);

/** kafkajs calls these non-retriable: its retries are over, which says nothing about ours. */
const OUTAGES: ReadonlySet<string> = new Set(['KafkaJSGroupCoordinatorNotFound', 'KafkaJSNumberOfRetriesExceeded']);

/** Whether an error passes when the broker is back, or has loaded its groups: it is waited for, however long. */
export function isOutage(error: unknown): boolean {
  let next: unknown = error;
  for (let depth = 0; next instanceof Error && depth < 5; depth += 1) {
    if (OUTAGES.has(next.name) || ('retriable' in next && next.retriable === true)) return true;
    next = next.cause;
  }
  return false;
}

/** Whether the broker refuses the record itself, so that sending it again cannot help. */
export function isRecordsFault(error: Error): boolean {
  let next: unknown = error;
  for (let depth = 0; next instanceof Error && depth < 5; depth += 1) {
    if (next instanceof KafkaJSProtocolError && RECORD_FAULTS.has(next.type)) return true;
    next = next.cause;
  }
  return false;
}
