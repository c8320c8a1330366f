import type { EntityManager } from 'typeorm';
import { erasedFacts, personalFacts } from '#contracts';

/** Messages rewritten by one statement. */
const MESSAGES_MAX = 500;

/** A place where whole messages are kept, as far as rewriting them goes. */
interface MessageStore {
  readonly kind: string;
  /** `id` and `value` as text of the messages of these keys ($1), and of these types ($2), after an id ($3). */
  readonly select: string;
  /** With ids ($1) and values ($2). */
  readonly update: string;
}

const stores: readonly MessageStore[] = [
  {
    // No index by key: the archive is a day or three, and every event pays for an index.
    kind: 'archived-events',
    select: `SELECT seq::text AS id, headers ->> 'ce_type' AS type, value FROM outbox_archive
             WHERE key = ANY ($1::text[]) AND headers ->> 'ce_type' = ANY ($2::text[]) AND seq > $3::bigint
             ORDER BY seq LIMIT ${String(MESSAGES_MAX)}`,
    update: `UPDATE outbox_archive a SET value = n.value FROM unnest($1::bigint[], $2::text[]) AS n(seq, value)
             WHERE a.seq = n.seq`,
  },
  {
    kind: 'delayed-events',
    select: `SELECT place::text AS id, headers ->> 'ce_type' AS type, value FROM outbox_timers
             WHERE key = ANY ($1::text[]) AND headers ->> 'ce_type' = ANY ($2::text[]) AND place > $3::bigint
             ORDER BY place LIMIT ${String(MESSAGES_MAX)} FOR UPDATE`,
    update: `UPDATE outbox_timers t SET value = n.value FROM unnest($1::bigint[], $2::text[]) AS n(place, value)
             WHERE t.place = n.place`,
  },
];

/**
 * Whatever is parked of the keys, also what could not be read: nobody can say what is in it. `FOR UPDATE` waits for a
 * replay that is running, so that what it writes is there when the service's own tables are erased after this.
 */
const PARKED_SQL = `
  SELECT id::text, type, encode(value, 'base64') AS value FROM parked_messages WHERE key = ANY ($1::text[]) FOR UPDATE`;

const REWRITE_PARKED_SQL = `
  UPDATE parked_messages p SET value = decode(n.value, 'base64'), error_detail = '', skip_reason = NULL
  FROM unnest($1::uuid[], $2::text[]) AS n(id, value) WHERE p.id = n.id`;

/** How many messages of a kind lost what was about a person. */
export interface ErasedMessages {
  readonly kind: string;
  readonly rows: number;
}

/**
 * Takes what is about a person out of every message that this service still keeps of these keys, and remembers the
 * keys, so that what comes late is read without it too. Ids, versions, headers and money stay: a replay goes through.
 * Call it before the service's own tables are erased, in the same transaction.
 */
export async function eraseMessages(tx: EntityManager, keys: readonly string[]): Promise<ErasedMessages[]> {
  await tx.query(`INSERT INTO erased_keys (key) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING`, [keys]);
  const counts: ErasedMessages[] = [];
  for (const store of stores) counts.push({ kind: store.kind, rows: await rewrite(tx, store, keys) });
  counts.push({ kind: 'parked-messages', rows: await rewriteParked(tx, keys) });
  return counts.filter(({ rows }) => rows > 0);
}

async function rewrite(tx: EntityManager, store: MessageStore, keys: readonly string[]): Promise<number> {
  const types = Object.keys(personalFacts);
  let total = 0;
  let after = '0';
  for (;;) {
    const rows = await tx.query<{ id: string; type: string; value: string }[]>(store.select, [keys, types, after]);
    const changed = rows.map(({ id, type, value }) => ({ id, value: erasedValue(type, value) }));
    await tx.query(store.update, [changed.map(({ id }) => id), changed.map(({ value }) => value)]);
    total += rows.length;
    after = rows.at(-1)?.id ?? after;
    if (rows.length < MESSAGES_MAX) return total;
  }
}

async function rewriteParked(tx: EntityManager, keys: readonly string[]): Promise<number> {
  const rows = await tx.query<{ id: string; type: string | null; value: string }[]>(PARKED_SQL, [keys]);
  const values = rows.map(({ type, value }) => {
    const text = Buffer.from(value, 'base64').toString('utf8');
    return Buffer.from(erasedValue(type ?? '', text)).toString('base64');
  });
  await tx.query(REWRITE_PARKED_SQL, [rows.map(({ id }) => id), values]);
  return rows.length;
}

/** What cannot be read is emptied: its fault stays what it was. */
function erasedValue(type: string, value: string): string {
  try {
    return JSON.stringify(erasedFacts(type, JSON.parse(value) as object));
  } catch {
    return '';
  }
}
