import type { EntityManager } from 'typeorm';
import type { Envelope } from '#contracts';
import { preparedQuery, type PreparedStatement } from '../database/prepared-query.js';
import { mayHaveGaps } from './handler-table.js';

/**
 * What may happen to a message now.
 * `admitted`: head advanced and inbox row written, handle it. `duplicate`: it or something newer was handled, or
 * it is parked already. `behind`: an earlier message of its key is parked. `gap`: an earlier version is missing.
 * `raced`: somebody else moved the key meanwhile, ask again.
 */
export type Verdict = 'admitted' | 'duplicate' | 'behind' | 'gap' | 'raced';

/** What the admission statement answers. */
export interface AdmissionRow {
  readonly blocked: boolean;
  /** The blocker is this very message. */
  readonly parked_itself: boolean;
  readonly advanced: boolean;
  readonly fresh: boolean;
  /** Version of the key before the statement, null when nothing of the key was handled. */
  readonly head: string | null;
  /** The consumer began in the middle of the topic: a key that is not known may begin at any version. */
  readonly begins_anywhere: boolean;
}

/** How a message is admitted when it comes from parking. */
export interface AdmissionFrom {
  /** The parked row being replayed; it does not block itself. */
  readonly parkedId: string | null;
  /** The missing versions will not come: an operator said so, or the handler releases its keys. */
  readonly gapAccepted: boolean;
  /** Its key went on without it: its version counts as seen, only its id says whether it was handled. */
  readonly isReleased: boolean;
}

/**
 * Parked-key check, version guard and inbox in one round trip. A message from parking waits for those before it in the
 * order of replay, (version, id); one from the bus for all up to its version. The upsert of the key head holds the key's row
 * lock until the handler's transaction ends, so two processes never handle one key at the same time.
 */
const ADMIT: PreparedStatement = {
  name: 'kervan_admit',
  text: `
  WITH blocker AS (
    SELECT bool_or(message_id = $4::uuid::text) AS itself
    FROM parked_messages
    WHERE consumer = $1 AND topic = $2 AND key = $3 AND state IN ('waiting', 'dead') AND holds_key
      AND COALESCE(key_version, 0) <= $5::bigint
      AND ($6::uuid IS NULL OR (COALESCE(key_version, 0), id) < ($5::bigint, $6::uuid))
    HAVING count(*) > 0
  ), known AS (
    SELECT version FROM consumer_key_heads WHERE consumer = $1 AND topic = $2 AND key = $3
  ), baseline AS (
    SELECT FROM consumer_baselines WHERE consumer = $1 AND topic = $2
  ), advanced AS (
    INSERT INTO consumer_key_heads AS h (consumer, topic, key, version)
    SELECT $1::text, $2::text, $3::text, $5::bigint
    WHERE NOT EXISTS (SELECT FROM blocker)
      AND ($7::boolean OR $5::bigint = 1 OR EXISTS (SELECT FROM known) OR EXISTS (SELECT FROM baseline))
    ON CONFLICT (consumer, topic, key) DO UPDATE SET version = excluded.version
    WHERE h.version = excluded.version - 1 OR ($7::boolean AND h.version < excluded.version)
    RETURNING h.version
  ), fresh AS (
    INSERT INTO inbox (consumer, message_id)
    SELECT $1::text, $4::uuid WHERE EXISTS (SELECT FROM advanced)
    ON CONFLICT DO NOTHING
    RETURNING message_id
  )
  SELECT EXISTS (SELECT FROM blocker) AS blocked,
         COALESCE((SELECT itself FROM blocker), false) AS parked_itself,
         EXISTS (SELECT FROM advanced) AS advanced,
         EXISTS (SELECT FROM fresh) AS fresh,
         (SELECT version FROM known) AS head,
         EXISTS (SELECT FROM baseline) AS begins_anywhere`,
};

/** The lock of the key's head comes first, so that nothing else of the key is handled at the same time. */
const ADMIT_RELEASED: PreparedStatement = {
  name: 'kervan_admit_released',
  text: `
  WITH head AS (
    SELECT version FROM consumer_key_heads WHERE consumer = $1 AND topic = $3 AND key = $4 FOR UPDATE
  )
  INSERT INTO inbox (consumer, message_id)
  SELECT $1::text, $2::uuid FROM (SELECT count(*) FROM head) AS locked
  ON CONFLICT DO NOTHING
  RETURNING message_id`,
};

/** Asks whether `envelope` may be handled, and if so records in `tx` that it was. */
export async function admit(
  tx: EntityManager,
  consumer: string,
  envelope: Envelope,
  from: AdmissionFrom,
): Promise<Verdict> {
  const gapsAllowed = from.gapAccepted || mayHaveGaps(envelope.topic);
  const { topic, key, id, keyVersion } = envelope;
  if (from.isReleased) {
    const fresh = await preparedQuery(tx, ADMIT_RELEASED, [consumer, id, topic, key]);
    return fresh.length > 0 ? 'admitted' : 'duplicate';
  }
  const [row] = await preparedQuery<AdmissionRow>(tx, ADMIT, [
    consumer,
    topic,
    key,
    id,
    keyVersion,
    from.parkedId,
    gapsAllowed,
  ]);
  return row ? verdictOf(row, keyVersion, gapsAllowed) : 'raced';
}

/** Reads the answer of the admission statement. */
export function verdictOf(row: AdmissionRow, version: number, gapsAllowed: boolean): Verdict {
  if (row.blocked) return row.parked_itself ? 'duplicate' : 'behind';
  if (row.advanced) return row.fresh ? 'admitted' : 'duplicate';
  const head = Number(row.head ?? 0);
  if (head >= version) return 'duplicate';
  // The statement saw room but lost it while waiting for the key's lock.
  const mayBegin = row.head === null && row.begins_anywhere;
  if (head === version - 1 || gapsAllowed || mayBegin) return 'raced';
  return 'gap';
}
