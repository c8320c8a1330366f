import { Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import type { ParkedFilter, ParkedMessage, ParkedQuery, ReplaySelection } from './parked-message.js';
import { ParkedMessageBehindError, ParkedMessageNotFoundError, ParkedMessageSettledError } from './parked.errors.js';
import { parkedMessageOf, type ParkedRow } from './parked-row.js';
import { PAGE_DEFAULT, PAGE_MAX, REPLAY_RATE_DEFAULT, REPLAY_SELECTION_MAX } from './parking-limits.js';

/**
 * A dead gap that an operator replays is let through without the missing versions: waiting for them ended when
 * it became dead. Each message is given its own due time, so the pace survives a restart.
 */
const REPLAY_SQL = (where: string): string => `
  UPDATE parked_messages AS p
  SET state = 'waiting',
      gap_accepted = p.gap_accepted OR (p.error_class = 'gap' AND p.state = 'dead'),
      next_attempt_at = now() + chosen.place / $2::float8 * interval '1 second'
  FROM (
    SELECT id, row_number() OVER (ORDER BY topic, key, COALESCE(key_version, 0), id) - 1 AS place
    FROM parked_messages
    WHERE consumer = $1 AND state IN ('waiting', 'dead') AND ${where}
    ORDER BY place LIMIT ${REPLAY_SELECTION_MAX}) AS chosen
  WHERE p.id = chosen.id AND p.state IN ('waiting', 'dead')
  RETURNING p.id`;

const HEAD_SQL = `
  SELECT id FROM parked_messages
  WHERE consumer = $1 AND topic = $2 AND key = $3 AND state IN ('waiting', 'dead')
  ORDER BY COALESCE(key_version, 0), id LIMIT 1`;

/** The skipped version counts as seen, or the next one would be a gap. */
const ADVANCE_SQL = `
  INSERT INTO consumer_key_heads AS h (consumer, topic, key, version) VALUES ($1, $2, $3, $4)
  ON CONFLICT (consumer, topic, key) DO UPDATE SET version = GREATEST(h.version, excluded.version)`;

/** What operators do with the parked messages of one service. */
@Injectable()
export class ParkedMessages {
  /** @param onDue called when messages became due, to wake the scheduler. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly consumer: string,
    private readonly onDue: () => void,
  ) {}

  /**
   * Newest first, keyset by id.
   * @throws ParkedMessageNotFoundError when `after` is not an id.
   */
  async list(query: ParkedQuery = {}): Promise<ParkedMessage[]> {
    if (query.after !== undefined && !isUuid(query.after)) throw new ParkedMessageNotFoundError(query.after);
    const { limit = PAGE_DEFAULT, after, ...filter } = query;
    const { where, values } = conditionsOf(filter, 2);
    const parameters: unknown[] = [this.consumer, ...values];
    const keyset = after === undefined ? '' : `AND id < $${parameters.push(after)}`;
    const size = `$${parameters.push(Math.min(Math.max(limit, 1), PAGE_MAX))}`;
    const sql = `SELECT * FROM parked_messages WHERE consumer = $1 AND ${where} ${keyset} ORDER BY id DESC LIMIT ${size}`;
    const rows = await this.dataSource.query<ParkedRow[]>(sql, parameters);
    return rows.map(parkedMessageOf);
  }

  /** @throws ParkedMessageNotFoundError */
  get(id: string): Promise<ParkedMessage> {
    return this.find(this.dataSource.manager, id, '');
  }

  /**
   * Asks for another attempt, with the same message id, at most `ratePerSecond` a second, in order per key. A
   * message that waits behind an earlier one of its key still waits for it.
   * @returns how many messages were scheduled, at most 10,000 a call.
   */
  async replay(selection: ReplaySelection, ratePerSecond = REPLAY_RATE_DEFAULT): Promise<number> {
    if (!(ratePerSecond > 0)) throw new RangeError('ratePerSecond must be above zero');
    const { where, values } = selectionOf(selection);
    const [rows] = await this.dataSource.query<[{ id: string }[], number]>(REPLAY_SQL(where), [
      this.consumer,
      ratePerSecond,
      ...values,
    ]);
    this.onDue();
    return rows.length;
  }

  /**
   * Gives a message up for good, so that its key goes on with the next one.
   * @throws ParkedMessageNotFoundError, ParkedMessageSettledError, ParkedMessageBehindError
   */
  async skip(id: string, reason: string): Promise<ParkedMessage> {
    const skipped = await this.dataSource.transaction(async (tx) => {
      const parked = await this.find(tx, id, 'FOR UPDATE');
      if (parked.state === 'replayed' || parked.state === 'skipped') {
        throw new ParkedMessageSettledError(id, parked.state);
      }
      const key = [this.consumer, parked.topic, parked.key];
      const [head] = await tx.query<{ id: string }[]>(HEAD_SQL, key);
      if (head && head.id !== id) throw new ParkedMessageBehindError(id, head.id);

      await tx.query(
        `UPDATE parked_messages SET state = 'skipped', skip_reason = $2, settled_at = now() WHERE id = $1`,
        [id, reason],
      );
      if (parked.keyVersion !== null) await tx.query(ADVANCE_SQL, [...key, parked.keyVersion]);
      await tx.query(
        `UPDATE parked_messages SET next_attempt_at = now()
         WHERE consumer = $1 AND topic = $2 AND key = $3 AND state = 'waiting'`,
        key,
      );
      return this.find(tx, id, '');
    });
    this.onDue();
    return skipped;
  }

  private async find(tx: EntityManager, id: string, lock: '' | 'FOR UPDATE'): Promise<ParkedMessage> {
    if (!isUuid(id)) throw new ParkedMessageNotFoundError(id);
    const sql = `SELECT * FROM parked_messages WHERE consumer = $1 AND id = $2 ${lock}`;
    const rows = await tx.query<ParkedRow[]>(sql, [this.consumer, id]);
    if (!rows[0]) throw new ParkedMessageNotFoundError(id);
    return parkedMessageOf(rows[0]);
  }
}

const columns = { state: 'state', topic: 'topic', key: 'key', type: 'type', errorCode: 'error_code' } as const;

interface Conditions {
  readonly where: string;
  readonly values: readonly unknown[];
}

/** @param first number of the first parameter. */
function conditionsOf(filter: ParkedFilter, first: number): Conditions {
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const given = names.filter((name) => filter[name] !== undefined);
  const where = given.map((name, index) => `${columns[name]} = $${first + index}`).join(' AND ');
  return { where: where === '' ? 'TRUE' : where, values: given.map((name) => filter[name]) };
}

function selectionOf(selection: ReplaySelection): Conditions {
  const first = 3;
  if ('ids' in selection)
    return { where: `id = ANY ($${first}::uuid[])`, values: [selection.ids.filter((id) => isUuid(id))] };
  if ('filter' in selection) return conditionsOf(selection.filter, first);
  return conditionsOf(selection, first);
}
