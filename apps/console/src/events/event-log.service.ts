import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { toRecordedEvent, type EventRow, type RecordedEvent } from './recorded-event.js';
import type { EventPosition } from './event-position.js';

/** Which events. Fields are joined by AND. */
export interface EventFilter {
  /** Null: of every merchant. */
  readonly merchantId: string | null;
  readonly orderId?: string | undefined;
  readonly type?: string | undefined;
}

/**
 * Reads the event log without ever skipping an event.
 *
 * Sequence numbers are given before commit: a reader that remembers "the last number seen" passes over a row
 * that commits a moment later. So the log is read in the order (transaction id, sequence number), and only up to
 * the horizon: the oldest transaction of this database that still runs. Behind it nothing can appear any more.
 */
@Injectable()
export class EventLog implements OnModuleInit {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * A database restored into a new PostgreSQL cluster starts counting transactions anew, and the restored events
   * would lie beyond the horizon for years. They all happened before anything that happens now.
   */
  async onModuleInit(): Promise<void> {
    await this.dataSource.query(`UPDATE events SET xid = '3' WHERE xid > pg_snapshot_xmax(pg_current_snapshot())`);
  }

  /** Ascending, after a position. */
  async after(position: EventPosition, filter: EventFilter, limit: number): Promise<RecordedEvent[]> {
    const where = new Conditions(filter);
    where.add('(xid, seq) > (?::xid8, ?::bigint)', position.xid, position.seq);
    return this.read(where, 'ASC', limit);
  }

  /** Descending, before a position; from the newest without one. */
  async before(position: EventPosition | null, filter: EventFilter, limit: number): Promise<RecordedEvent[]> {
    const where = new Conditions(filter);
    if (position) where.add('(xid, seq) < (?::xid8, ?::bigint)', position.xid, position.seq);
    return this.read(where, 'DESC', limit);
  }

  /** The position of the newest event that can be read. */
  async head(): Promise<EventPosition | null> {
    const horizon = await this.horizon();
    const [row] = await this.dataSource.query<EventPosition[]>(
      `SELECT xid::text, seq::text FROM events WHERE xid < $1::xid8 ORDER BY events.xid DESC, events.seq DESC LIMIT 1`,
      [horizon],
    );
    return row ?? null;
  }

  /** Every event of an order, in no particular order; here a late row does no harm. */
  async ofOrder(orderId: string, merchantId: string | null): Promise<RecordedEvent[]> {
    const where = new Conditions({ merchantId, orderId });
    const rows = await this.dataSource.query<EventRow[]>(
      `SELECT ${COLUMNS} FROM events WHERE ${where.sql} ORDER BY events.xid, events.seq LIMIT ${TIMELINE_MAX}`,
      where.parameters,
    );
    return rows.map(toRecordedEvent);
  }

  private async read(where: Conditions, direction: 'ASC' | 'DESC', limit: number): Promise<RecordedEvent[]> {
    where.add('xid < ?::xid8', await this.horizon());
    const rows = await this.dataSource.query<EventRow[]>(
      `SELECT ${COLUMNS} FROM events WHERE ${where.sql}
       ORDER BY events.xid ${direction}, events.seq ${direction} LIMIT ${limit}`,
      where.parameters,
    );
    return rows.map(toRecordedEvent);
  }

  /**
   * Must be a statement of its own, before the one that reads: a transaction that ends between the two is then
   * either still counted here or visible there. Only this database's transactions count: a long one of another
   * service on the same server would hold the view back for nothing.
   */
  private async horizon(): Promise<string> {
    const [row] = await this.dataSource.query<{ horizon: string }[]>(HORIZON_SQL);
    return row?.horizon ?? '0';
  }
}

const HORIZON_SQL = `
  WITH now AS MATERIALIZED (SELECT pg_current_snapshot() AS snapshot)
  SELECT coalesce(
    (SELECT min(running.xid) FROM now, pg_snapshot_xip(now.snapshot) AS running(xid)
     WHERE EXISTS (SELECT FROM pg_stat_activity a
                   WHERE a.datname = current_database() AND a.backend_xid = running.xid::xid)),
    (SELECT pg_snapshot_xmax(snapshot) FROM now))::text AS horizon`;

/** Events of one order that a timeline shows at most; an order with all its parcels has about fifty. */
const TIMELINE_MAX = 2_000;

/** Order by `events.xid`, never by `xid`: that would be the text of the output column, where 9 comes after 10. */
const COLUMNS = `id, xid::text, seq::text, topic, key_version::text, type, order_id, merchant_id, producer,
  correlation_id, causation_id, occurred_at, recorded_at, summary_parameters, data`;

/** Collects conditions and their parameters; `?` stands for the next parameter. */
class Conditions {
  readonly parameters: string[] = [];
  private readonly parts: string[] = [];

  constructor({ merchantId, orderId, type }: EventFilter) {
    if (merchantId !== null) this.add('merchant_id = ?', merchantId);
    if (orderId !== undefined) this.add('order_id = ?', orderId);
    if (type !== undefined) this.add('type = ?', type);
  }

  add(condition: string, ...values: string[]): void {
    this.parts.push(condition.replace(/\?/g, () => `$${this.parameters.push(values.shift() ?? '')}`));
  }

  get sql(): string {
    return this.parts.length === 0 ? 'true' : this.parts.join(' AND ');
  }
}
