import { randomBytes } from 'node:crypto';

/** The run's Kafka, `host:port`. */
export function kafkaBrokers(): Promise<string> {
  return Promise.reject(new Error('not started'));
}

/** A prefix for topics and groups that no other test uses. */
export function uniqueTopicPrefix(): string {
  return `t${randomBytes(6).toString('hex')}.`;
}
