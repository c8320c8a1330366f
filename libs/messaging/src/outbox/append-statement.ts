import { type Envelope, toWire } from '#contracts';
import type { PreparedStatement } from '../database/prepared-query.js';
import { bucketOf } from './key-bucket.js';

/**
 * One statement: the upsert on the key heads is both the lock that orders writers of a key and the source of
 * gapless versions. Keys arrive sorted, so that two writers never lock the same two keys in opposite order.
 * `seq` is given after all heads are locked: per key it grows with the version.
 * The event itself goes straight into the archive; what is pending is a narrow row that points there.
 */
export const APPEND: PreparedStatement = {
  name: 'kervan_append',
  text: `
  WITH heads AS (
    INSERT INTO outbox_key_heads AS h (topic, key, version)
    SELECT k.topic, k.key, k.events
    FROM unnest($1::text[], $2::text[], $3::int[]) WITH ORDINALITY AS k(topic, key, events, position)
    ORDER BY k.position
    ON CONFLICT (topic, key) DO UPDATE SET version = h.version + excluded.version
    RETURNING h.topic, h.key, h.version
  ), appended AS (
    INSERT INTO outbox_archive (id, topic, key, key_version, bucket, headers, value)
    SELECT m.id, m.topic, m.key, heads.version - m.followers, m.bucket, m.headers::json, m.value
    FROM unnest($4::uuid[], $5::text[], $6::text[], $7::int[], $8::smallint[], $9::text[], $10::text[])
      WITH ORDINALITY AS m(id, topic, key, followers, bucket, headers, value, position)
    JOIN heads ON heads.topic = m.topic AND heads.key = m.key
    ORDER BY m.position
    RETURNING id, topic, key, key_version, bucket, slot, seq
  ), pending AS (
    INSERT INTO outbox_pending (bucket, slot, seq, key_hash)
    SELECT bucket, slot, seq, hashtextextended(topic || ' ' || key, 0) FROM appended
  )
  SELECT id, key_version FROM appended`,
};

/** What {@link APPEND} is called with. */
export function appendParameters(envelopes: readonly Envelope[]): unknown[] {
  const keys = countByKey(envelopes);
  const left = new Map(keys.map((entry) => [entry.name, entry.events]));
  const rows = envelopes.map((envelope) => {
    const name = nameOf(envelope);
    const followers = (left.get(name) ?? 1) - 1;
    left.set(name, followers);
    const { value, headers } = toWire(envelope);
    return { envelope, followers, value: value.toString('utf8'), headers: JSON.stringify(headers) };
  });
  return [
    keys.map((entry) => entry.topic),
    keys.map((entry) => entry.key),
    keys.map((entry) => entry.events),
    rows.map((row) => row.envelope.id),
    rows.map((row) => row.envelope.topic),
    rows.map((row) => row.envelope.key),
    rows.map((row) => row.followers),
    rows.map((row) => bucketOf(row.envelope.key)),
    rows.map((row) => row.headers),
    rows.map((row) => row.value),
  ];
}

const nameOf = (at: { topic: string; key: string }): string => `${at.topic} ${at.key}`;

function countByKey(envelopes: readonly Envelope[]): { name: string; topic: string; key: string; events: number }[] {
  const counts = new Map<string, { name: string; topic: string; key: string; events: number }>();
  for (const { topic, key } of envelopes) {
    const name = nameOf({ topic, key });
    const entry = counts.get(name) ?? { name, topic, key, events: 0 };
    entry.events += 1;
    counts.set(name, entry);
  }
  // Code unit order, not a locale's: every process must sort alike.
  return [...counts.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
