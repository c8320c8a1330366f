import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { topics } from '#contracts';
import { victims } from './schedule.js';

/** A member stays this long, and the next one comes as soon as it has left. */
const STAY_MS = 2_000;

/**
 * Members that join the services' groups and leave again, each time taking partitions away from the services. They
 * handle and commit nothing, so whatever they were given has to reach the services afterwards.
 *
 * A member that another fault throws out must not come back: kafkajs starts it again by itself, after it has left, and
 * it would keep its partitions from the service for the rest of the run.
 * @returns how many joined.
 */
export async function stormOfRebalances(brokers: string, durationMs: number): Promise<number> {
  const until = Date.now() + durationMs;
  let joins = 0;
  while (Date.now() < until) {
    await Promise.all(
      victims.map(async (groupId) => {
        const kafka = new Kafka({ clientId: 'rehearsal-visitor', brokers: [brokers], logLevel: logLevel.NOTHING });
        const retry = { restartOnFailure: () => Promise.resolve(false) };
        const consumer = kafka.consumer({ groupId, sessionTimeout: 8_000, rebalanceTimeout: 30_000, retry });
        const leaving = new AbortController();
        // The first batch lasts as long as the visit, else the same one is fetched hundreds of times.
        const untilItLeaves = (): Promise<void> =>
          delay(STAY_MS, undefined, { signal: leaving.signal }).catch(() => undefined);
        try {
          await consumer.connect();
          await consumer.subscribe({ topics: Object.values(topics), fromBeginning: true });
          await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: untilItLeaves });
          joins += 1;
          await delay(STAY_MS);
        } catch {
          // The broker may be suffering from another fault.
        } finally {
          leaving.abort();
          await consumer.disconnect().catch(() => undefined);
        }
      }),
    );
  }
  return joins;
}
