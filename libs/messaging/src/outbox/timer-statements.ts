import { type Envelope, toWire } from '#contracts';
import type { PreparedStatement } from '../database/prepared-query.js';
import type { EventDraft } from './event-draft.js';
import { bucketOf } from './key-bucket.js';

/** Timers moved in one transaction: some tens of milliseconds, in which their keys are locked. */
const MOVE_MAX = 200;
/** Advisory lock under which due timers are moved: one mover at a time keeps a key's timers in the order of time. */
const MOVE_LOCK = 7_301_011;

/** By name, so that two transactions that replace the same timers never wait for each other. */
export const SCHEDULE: PreparedStatement = {
  name: 'kervan_schedule',
  text: `
  INSERT INTO outbox_timers (id, name, due_at, bucket, topic, key, headers, value)
  SELECT id, name, date_trunc('milliseconds', COALESCE(due_at, now() + delay_ms * interval '1 millisecond')),
         bucket, topic, key, headers::jsonb, value
  FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::float8[], $5::smallint[], $6::text[], $7::text[],
              $8::text[], $9::text[]) AS t(id, name, due_at, delay_ms, bucket, topic, key, headers, value)
  ORDER BY name
  ON CONFLICT (name) DO UPDATE
  SET id = excluded.id, due_at = excluded.due_at, bucket = excluded.bucket, topic = excluded.topic,
      key = excluded.key, headers = excluded.headers, value = excluded.value
  RETURNING id, due_at`,
};

/** What {@link SCHEDULE} is called with. */
export function scheduleParameters(drafts: readonly EventDraft[], envelopes: readonly Envelope[]): unknown[] {
  const wires = envelopes.map(toWire);
  return [
    envelopes.map(({ id }) => id),
    drafts.map(({ timer }) => timer ?? null),
    drafts.map(({ dueAt }) => dueAt?.toISOString() ?? null),
    drafts.map(({ delayMs }) => delayMs ?? null),
    drafts.map(({ key }) => bucketOf(key)),
    wires.map(({ topic }) => topic),
    wires.map(({ key }) => key),
    wires.map(({ headers }) => JSON.stringify(headers)),
    wires.map(({ value }) => value.toString('utf8')),
  ];
}

/**
 * Turns due timers into pending events: as if they had been appended now. Versions are given here, so that they
 * are gapless and in the order of publishing. A timer that somebody is cancelling is left alone.
 */
export const MOVE_DUE: PreparedStatement = {
  name: 'kervan_move_due',
  text: `
  WITH due AS MATERIALIZED (
    SELECT * FROM outbox_timers
    WHERE due_at <= clock_timestamp() AND (SELECT pg_try_advisory_xact_lock(${MOVE_LOCK}))
    ORDER BY due_at, place LIMIT ${MOVE_MAX}
    FOR UPDATE SKIP LOCKED
  ), numbered AS (
    SELECT due.*, row_number() OVER (PARTITION BY topic, key ORDER BY due_at, place) AS nth,
           count(*) OVER (PARTITION BY topic, key) AS events
    FROM due
  ), heads AS (
    INSERT INTO outbox_key_heads AS h (topic, key, version)
    SELECT topic, key, events FROM numbered WHERE nth = 1
    ORDER BY (topic || ' ' || key) COLLATE "C"
    ON CONFLICT (topic, key) DO UPDATE SET version = h.version + excluded.version
    RETURNING h.topic, h.key, h.version
  ), appended AS (
    INSERT INTO outbox_archive (id, topic, key, key_version, bucket, headers, value)
    SELECT n.id, n.topic, n.key, heads.version - n.events + n.nth, n.bucket,
           (n.headers || jsonb_build_object(
             'ce_time', to_char(n.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))::json,
           n.value
    FROM numbered n JOIN heads ON heads.topic = n.topic AND heads.key = n.key
    ORDER BY n.due_at, n.place
    RETURNING topic, key, bucket, slot, seq
  ), pending AS (
    INSERT INTO outbox_pending (bucket, slot, seq, key_hash)
    SELECT bucket, slot, seq, hashtextextended(topic || ' ' || key, 0) FROM appended
  ), gone AS (
    DELETE FROM outbox_timers USING due WHERE outbox_timers.id = due.id
  )
  SELECT count(*)::int AS moved FROM appended`,
};
