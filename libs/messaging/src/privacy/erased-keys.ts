import type { EntityManager } from 'typeorm';
import { type Envelope, erasedFacts, isPersonal } from '#contracts';
import { preparedQuery, type PreparedStatement } from '../database/prepared-query.js';

const ERASED_AMONG: PreparedStatement = {
  name: 'kervan_erased_among',
  text: 'SELECT key FROM erased_keys WHERE key = ANY ($1::text[])',
};

/**
 * Messages as this service may still know them: those of an erased order without what is about a person. An event
 * that was parked, replayed or held up by the broker must not bring back what is gone. One question for each
 * transaction with an event that carries personal data, none for the others.
 */
export async function withoutErased(tx: EntityManager, envelopes: readonly Envelope[]): Promise<readonly Envelope[]> {
  const keys = [...new Set(envelopes.filter(({ type }) => isPersonal(type)).map(({ key }) => key))];
  if (keys.length === 0) return envelopes;
  const rows = await preparedQuery<{ key: string }>(tx, ERASED_AMONG, [keys]);
  if (rows.length === 0) return envelopes;
  const erased = new Set(rows.map(({ key }) => key));
  return envelopes.map((envelope) =>
    erased.has(envelope.key) ? { ...envelope, data: erasedFacts(envelope.type, envelope.data) } : envelope,
  );
}
