import { Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { conditionsOf } from './parked-conditions.js';
import type { ParkedMessage, ParkedQuery, ReplaySelection } from './parked-message.js';
import { ParkedMessageBehindError, ParkedMessageNotFoundError, ParkedMessageSettledError } from './parked.errors.js';
import { parkedMessageOf, type ParkedRow } from './parked-row.js';
import { PAGE_DEFAULT, PAGE_MAX, REPLAY_RATE_DEFAULT } from './parking-limits.js';
import { type FullParking, fullParking } from './parking-room.js';
import { type ParkingPlace, SEEN_SQL } from './parking.js';
import { planReplay, previewOf, type ReplayPreview } from './replay-plan.js';
import { recentRuns, type ReplayRun, runOf, type StartedRun, startRun } from './replay-runs.js';

const HEAD_SQL = `
  SELECT id FROM parked_messages
  WHERE consumer = $1 AND topic = $2 AND key = $3 AND state IN ('waiting', 'dead') AND holds_key
  ORDER BY COALESCE(key_version, 0), id LIMIT 1`;

/** What operators do with the parked messages of one service. */
@Injectable()
export class ParkedMessages {
  private readonly consumer: string;

  /** @param onDue called when messages became due, to wake the scheduler. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly place: ParkingPlace,
    private readonly onDue: () => void,
  ) {
    this.consumer = place.consumer;
  }

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

  /** What is full now, the fullest first: messages that belong there wait on the bus until some are settled. */
  full(): Promise<FullParking[]> {
    return fullParking(this.dataSource.manager, this.consumer, this.place.limits);
  }

  /** What `replay` would do now, without doing it. */
  async previewReplay(selection: ReplaySelection, ratePerSecond = REPLAY_RATE_DEFAULT): Promise<ReplayPreview> {
    return previewOf(await planReplay(this.dataSource.manager, this.consumer, selection), checkedRate(ratePerSecond));
  }

  /**
   * Asks for another attempt, with the same message id, at most `ratePerSecond` a second, in order per key, also
   * over restarts. Messages that wait behind one that is not part of it are left as they are.
   * @param ratePerSecond a whole number from 1.
   * @returns the run and how many messages it took, at most 10,000 a call.
   */
  async replay(selection: ReplaySelection, ratePerSecond = REPLAY_RATE_DEFAULT): Promise<StartedRun> {
    const rate = checkedRate(ratePerSecond);
    const plan = await planReplay(this.dataSource.manager, this.consumer, selection);
    const run = await startRun(this.dataSource.manager, this.consumer, plan, rate);
    this.onDue();
    return run;
  }

  /** The newest runs of replays, at most 20. */
  replays(): Promise<ReplayRun[]> {
    return recentRuns(this.dataSource.manager, this.consumer);
  }

  /** How far a run is. @throws ParkedReplayNotFoundError */
  replayRun(id: string): Promise<ReplayRun> {
    return runOf(this.dataSource.manager, this.consumer, id);
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
      if (parked.holdsKey && head && head.id !== id) throw new ParkedMessageBehindError(id, head.id);

      await tx.query(
        `UPDATE parked_messages SET state = 'skipped', skip_reason = $2, settled_at = now(),
           replay_outcome = CASE WHEN replay_id IS NOT NULL THEN 'skipped' END
         WHERE id = $1`,
        [id, reason],
      );
      if (parked.keyVersion !== null) await tx.query(SEEN_SQL, [...key, parked.keyVersion]);
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

function checkedRate(ratePerSecond: number): number {
  if (!Number.isSafeInteger(ratePerSecond) || ratePerSecond < 1) {
    throw new RangeError('ratePerSecond must be a whole number from 1');
  }
  return ratePerSecond;
}
