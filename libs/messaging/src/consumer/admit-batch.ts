import type { EntityManager } from 'typeorm';
import type { Envelope } from '#contracts';
import { preparedQuery, type PreparedStatement } from '../database/prepared-query.js';
import { mayHaveGaps } from './handler-table.js';

/** Consecutive messages of one (topic, key). */
export interface KeyRun {
  readonly topic: Envelope['topic'];
  readonly key: string;
  /** In order, not empty. */
  readonly envelopes: readonly Envelope[];
}

/**
 * What may happen to a run now. `admitted`: its key's head advanced to the last version and the inbox rows are
 * written; handle it. `duplicates`: all of it was handled before. `apart`: look at each message by itself.
 */
export type RunVerdict = 'admitted' | 'duplicates' | 'apart';

/** A run that was not admitted as a whole. */
interface ExceptionRow {
  readonly place: number;
  readonly handled_before: boolean;
}

/**
 * Parked-key check, version guard and inbox for many keys in one round trip; the same rules as for one. Only
 * exceptions are returned: usually no row at all.
 *
 * An id that was handled under another version fails the statement, and with it the batch: each message then comes
 * alone. It takes a producer's fault, and asking before each row (`ON CONFLICT`) doubles the price of the inbox.
 *
 * The shape keeps the planner from two mistakes that it makes with arrays whose length and tables whose size it does
 * not know: heads are looked up key by key (`LATERAL … OFFSET 0`, else it reads all heads of the consumer for each
 * batch: 31 of 40 ms at 10,000 keys), and the parts are joined by hashes (`IN`, else by loops in loops).
 */
const ADMIT_BATCH: PreparedStatement = {
  name: 'kervan_admit_batch',
  text: `
  WITH run AS MATERIALIZED (
    SELECT * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::boolean[])
      WITH ORDINALITY AS r(topic, key, first, last, gaps, place)
  ), blocked AS MATERIALIZED (
    SELECT r.place FROM run r
    WHERE EXISTS (
      SELECT FROM parked_messages p
      WHERE p.consumer = $1 AND p.topic = r.topic AND p.key = r.key AND p.state IN ('waiting', 'dead') AND p.holds_key
        AND COALESCE(p.key_version, 0) <= r.last)
  ), known AS MATERIALIZED (
    SELECT r.*, h.version, h.row
    FROM run r CROSS JOIN LATERAL (
      SELECT version, ctid AS row FROM consumer_key_heads
      WHERE consumer = $1 AND topic = r.topic AND key = r.key
      OFFSET 0 FOR UPDATE) AS h
  ), baseline AS MATERIALIZED (
    SELECT topic FROM consumer_baselines WHERE consumer = $1
  ), advanced AS (
    UPDATE consumer_key_heads AS h SET version = k.last
    FROM known k
    WHERE h.ctid = k.row AND (k.version = k.first - 1 OR (k.gaps AND k.version < k.first))
      AND k.place NOT IN (SELECT place FROM blocked)
    RETURNING k.place
  ), begun AS (
    INSERT INTO consumer_key_heads (consumer, topic, key, version)
    SELECT $1::text, r.topic, r.key, r.last FROM run r
    WHERE (r.gaps OR r.first = 1 OR r.topic IN (SELECT topic FROM baseline))
      AND r.place NOT IN (SELECT place FROM known) AND r.place NOT IN (SELECT place FROM blocked)
    ORDER BY r.place
    ON CONFLICT DO NOTHING
    RETURNING topic, key
  ), admitted AS MATERIALIZED (
    SELECT place FROM advanced
    UNION ALL
    SELECT r.place FROM run r WHERE (r.topic, r.key) IN (SELECT topic, key FROM begun)
  ), handled AS (
    INSERT INTO inbox (consumer, message_id)
    SELECT $1::text, m.id FROM unnest($7::uuid[], $8::bigint[]) AS m(id, place)
    WHERE m.place IN (SELECT place FROM admitted)
  )
  SELECT r.place::int,
         r.place NOT IN (SELECT place FROM blocked)
           AND COALESCE((SELECT k.version FROM known k WHERE k.place = r.place), 0) >= r.last AS handled_before
  FROM run r WHERE r.place NOT IN (SELECT place FROM admitted)`,
};

/**
 * Asks which of `runs` may be handled, and records in `tx` that they were. Their heads are locked in this order.
 * @returns a verdict for each run, in their order.
 */
export async function admitBatch(
  tx: EntityManager,
  consumer: string,
  runs: readonly KeyRun[],
): Promise<readonly RunVerdict[]> {
  const exceptions = await preparedQuery<ExceptionRow>(tx, ADMIT_BATCH, parametersOf(consumer, runs));
  const verdicts = runs.map((): RunVerdict => 'admitted');
  for (const { place, handled_before: handledBefore } of exceptions)
    verdicts[place - 1] = handledBefore ? 'duplicates' : 'apart';
  return verdicts;
}

function parametersOf(consumer: string, runs: readonly KeyRun[]): unknown[] {
  const versionsAt = (at: number) => runs.map(({ envelopes }) => envelopes.at(at)?.keyVersion);
  return [
    ...[consumer, runs.map(({ topic }) => topic), runs.map(({ key }) => key)],
    ...[plainArray(versionsAt(0)), plainArray(versionsAt(-1)), plainArray(runs.map(({ topic }) => mayHaveGaps(topic)))],
    plainArray(runs.flatMap(({ envelopes }) => envelopes.map(({ id }) => id))),
    plainArray(runs.flatMap(({ envelopes }, index) => envelopes.map(() => index + 1))),
  ];
}

/** PostgreSQL's notation for arrays of what needs no quotes (numbers, truth values, UUIDs): pg quotes each. */
const plainArray = (values: readonly unknown[]): string => `{${values.join(',')}}`;
