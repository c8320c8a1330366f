import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { CheckpointSource } from '#contracts';
import type { Cause } from '#messaging';
import { Checkpoint } from './checkpoint.entity.js';
import { believableTime } from './domain/event-time.js';
import { numberKey, type CarrierNumber, type ReportedCheckpoint } from './domain/reported-checkpoint.js';
import type { Shipment } from './shipment.entity.js';

/** How long a report waits for its parcel. A ship notice later than two months is about another use of the number. */
const UNMATCHED_KEEP_DAYS = 60;

/** What somebody said at one time. */
interface Word {
  readonly source: CheckpointSource;
  readonly reported: readonly ReportedCheckpoint[];
  /** What its events name as their cause, though they are written together with those of others. */
  readonly cause: Cause;
}

/** What somebody said about one parcel. */
export interface News extends Word {
  readonly shipment: Shipment;
}

/** What a carrier said about one of its numbers. */
export interface CarrierWord extends Word {
  readonly number: CarrierNumber;
}

/** A checkpoint that was not known before. */
export interface StoredCheckpoint {
  readonly id: string;
  readonly eventId: string;
}

/** The two tables of things said: about known parcels, and about numbers nobody has named yet. */
@Injectable()
export class CheckpointStore {
  /**
   * Holds carriers' numbers until the transaction ends, always in the same order. Registering a parcel and
   * reporting about it both take its number first; otherwise a report could miss the parcel while the parcel misses
   * the report.
   * @returns the database's time once all are held
   */
  async holdNumbers(tx: EntityManager, numbers: readonly CarrierNumber[]): Promise<Date> {
    // Code unit order, not a locale's: every process must sort alike.
    const keys = [...new Set(numbers.map(numberKey))].sort();
    const [row]: { now: Date }[] = await tx.query(
      `SELECT date_trunc('milliseconds', clock_timestamp()) AS now, count(held.it) FROM (
         SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) AS it
           FROM unnest($1::text[]) WITH ORDINALITY AS wanted (key, place) ORDER BY place OFFSET 0) AS held`,
      [keys],
    );
    return row?.now ?? new Date();
  }

  /** Stores what is new. @returns for each piece of news the checkpoints that were */
  async add(tx: EntityManager, news: readonly News[], now: Date): Promise<StoredCheckpoint[][]> {
    const rows = news.map(({ shipment, source, reported }) =>
      records(reported, now).map((record) => ({ ...record, shipment_id: shipment.id, source })),
    );
    const stored: { id: string }[] = await tx.query(
      `INSERT INTO checkpoints (id, shipment_id, source, event_id, status, fault, occurred_at, received_at, description, place,
                                raw_code)
       SELECT id, shipment_id, source, event_id, status, fault, occurred_at, $2, description, place, raw_code
         FROM jsonb_to_recordset($1::jsonb) AS new
              (id uuid, shipment_id uuid, source text, event_id text, status text, fault text, occurred_at timestamptz,
               description text, place text, raw_code text)
       ON CONFLICT (shipment_id, source, event_id) DO NOTHING
       RETURNING id`,
      [JSON.stringify(rows.flat()), now],
    );
    const isNew = idsOf(stored);
    return rows.map((some) =>
      some.filter(({ id }) => isNew.has(id)).map((row) => ({ id: row.id, eventId: row.event_id })),
    );
  }

  /** Keeps reports about numbers that no parcel has. @returns for each how many checkpoints were new */
  async addUnmatched(tx: EntityManager, reports: readonly CarrierWord[], now: Date): Promise<number[]> {
    if (reports.length === 0) return [];
    const rows = reports.map(({ number, source, reported }) =>
      records(reported, now).map((record) => ({
        ...record,
        ...{ carrier: number.carrier, tracking_key: number.trackingKey, source },
      })),
    );
    const stored: { id: string }[] = await tx.query(
      `INSERT INTO unmatched_checkpoints
              (id, carrier, tracking_key, source, event_id, status, fault, occurred_at, received_at, description, place,
               raw_code)
       SELECT id, carrier, tracking_key, source, event_id, status, fault, occurred_at, $2, description, place, raw_code
         FROM jsonb_to_recordset($1::jsonb) AS new
              (id uuid, carrier text, tracking_key text, source text, event_id text, status text, fault text,
               occurred_at timestamptz, description text, place text, raw_code text)
       ON CONFLICT (tracking_key, carrier, source, event_id) DO NOTHING
       RETURNING id`,
      [JSON.stringify(rows.flat()), now],
    );
    const isNew = idsOf(stored);
    return rows.map((some) => some.filter(({ id }) => isNew.has(id)).length);
  }

  /**
   * Gives a new parcel what was said about its number before. Returns whether there was anything. The
   * originals stay for a while: one number can stand for several parcels of one consignment.
   */
  async adoptUnmatched(
    tx: EntityManager,
    shipmentId: string,
    { carrier, trackingKey }: CarrierNumber,
  ): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `INSERT INTO checkpoints (id, shipment_id, source, event_id, status, fault, occurred_at, received_at, description, place,
                                raw_code)
       SELECT gen_random_uuid(), $1, source, event_id, status, fault, occurred_at, received_at, description, place, raw_code
         FROM unmatched_checkpoints WHERE tracking_key = $3 AND carrier = $2
       RETURNING id`,
      [shipmentId, carrier, trackingKey],
    );
    return rows.length > 0;
  }

  /** Forgets reports whose number nobody named in time. */
  async forgetUnmatched(tx: EntityManager): Promise<void> {
    await tx.query(`DELETE FROM unmatched_checkpoints WHERE received_at < now() - make_interval(days => $1)`, [
      UNMATCHED_KEEP_DAYS,
    ]);
  }

  /** Everything said about parcels, oldest event first. */
  of(tx: EntityManager, shipmentIds: readonly string[]): Promise<Checkpoint[]> {
    return tx.find(Checkpoint, {
      where: { shipmentId: In([...shipmentIds]) },
      order: { occurredAt: 'ASC', id: 'ASC' },
    });
  }
}

const idsOf = (rows: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(rows.map(({ id }) => id));

function records(reported: readonly ReportedCheckpoint[], now: Date) {
  return reported.map((checkpoint) => ({
    id: uuidv7(),
    event_id: checkpoint.eventId,
    status: checkpoint.status,
    fault: checkpoint.fault,
    occurred_at: believableTime(checkpoint.occurredAt, now).toISOString(),
    description: checkpoint.description,
    place: checkpoint.place,
    raw_code: checkpoint.rawCode ?? null,
  }));
}
