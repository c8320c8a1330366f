import { Logger } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { Topic } from '#contracts';
import type { BusPort } from '../bus/bus.port.js';
import { mayHaveGaps } from './handler-table.js';

const logger = new Logger('Baseline');

/** Topics of which the consumer has neither handled nor skipped anything, and which have no baseline yet. */
const NEW_TOPICS = `
  SELECT t.topic FROM unnest($2::text[]) AS t(topic)
  WHERE NOT EXISTS (SELECT FROM consumer_key_heads h WHERE h.consumer = $1 AND h.topic = t.topic)
    AND NOT EXISTS (SELECT FROM consumer_baselines b WHERE b.consumer = $1 AND b.topic = t.topic)`;

/** Asks again about the heads: another process of the same service may have begun meanwhile. */
const RECORD = `
  INSERT INTO consumer_baselines (consumer, topic)
  SELECT $1, t.topic FROM unnest($2::text[]) AS t(topic)
  WHERE NOT EXISTS (SELECT FROM consumer_key_heads h WHERE h.consumer = $1 AND h.topic = t.topic)
  ON CONFLICT DO NOTHING
  RETURNING topic`;

/**
 * Records a baseline for each of `topics` that `consumer` reads for the first time and whose beginning is gone from
 * the bus. There the first version seen of a key counts as its beginning; without it every older key would park as a
 * gap that nothing can fill. Call before subscribing. Compacted topics need none.
 */
export async function recordBaselines(
  dataSource: DataSource,
  bus: BusPort,
  consumer: string,
  topics: readonly Topic[],
): Promise<void> {
  const guarded = topics.filter((topic) => !mayHaveGaps(topic));
  const fresh = await dataSource.query<{ topic: string }[]>(NEW_TOPICS, [consumer, guarded]);
  if (fresh.length === 0) return;
  const late = await bus.topicsBeginningLate(fresh.map(({ topic }) => topic));
  if (late.length === 0) return;
  const recorded = await dataSource.query<{ topic: string }[]>(RECORD, [consumer, late]);
  for (const { topic } of recorded) {
    logger.warn(`${consumer} reads ${topic} for the first time and its beginning is gone: keys begin where first seen`);
  }
}

/** Whether the consumer began in the middle of the topic. */
export async function hasBaseline(tx: EntityManager, consumer: string, topic: string): Promise<boolean> {
  const sql = 'SELECT FROM consumer_baselines WHERE consumer = $1 AND topic = $2';
  return (await tx.query<unknown[]>(sql, [consumer, topic])).length > 0;
}
