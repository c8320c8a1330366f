import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { CheckpointSource } from '#contracts';
import { Checkpoint } from './checkpoint.entity.js';
import { believableTime } from './domain/event-time.js';
import type { CarrierNumber, ReportedCheckpoint } from './domain/reported-checkpoint.js';

/** How long a report waits for its parcel. A ship notice later than two months is about another use of the number. */
const UNMATCHED_KEEP_DAYS = 60;

/** The two tables of things said: about known parcels, and about numbers nobody has named yet. */
@Injectable()
export class CheckpointStore {
  /**
   * Holds a carrier's number until the transaction ends. Registering a parcel and reporting about it both
   * take it first; otherwise a report could miss the parcel while the parcel misses the report.
   * @returns the database's time once it is held
   */
  async holdNumber(tx: EntityManager, { carrier, trackingKey }: CarrierNumber): Promise<Date> {
    const [row]: { now: Date }[] = await tx.query(
      `SELECT date_trunc('milliseconds', clock_timestamp()) AS now FROM pg_advisory_xact_lock(hashtextextended($1, 0))`,
      [`${carrier}:${trackingKey}`],
    );
    return row?.now ?? new Date();
  }

  /** Stores what is new. Returns the event ids that were. */
  async add(
    tx: EntityManager,
    shipmentId: string,
    source: CheckpointSource,
    reported: readonly ReportedCheckpoint[],
    now: Date,
  ): Promise<string[]> {
    const rows: { event_id: string }[] = await tx.query(
      `INSERT INTO checkpoints (id, shipment_id, source, event_id, status, fault, occurred_at, received_at, description, place)
       SELECT id, $2, $3, event_id, status, fault, occurred_at, $4, description, place
         FROM jsonb_to_recordset($1::jsonb) AS new
              (id uuid, event_id text, status text, fault text, occurred_at timestamptz, description text, place text)
       ON CONFLICT (shipment_id, source, event_id) DO NOTHING
       RETURNING event_id`,
      [records(reported, now), shipmentId, source, now],
    );
    return rows.map((row) => row.event_id);
  }

  /** Keeps a report about a number that no parcel has. Returns how many were new. */
  async addUnmatched(
    tx: EntityManager,
    { carrier, trackingKey }: CarrierNumber,
    source: CheckpointSource,
    reported: readonly ReportedCheckpoint[],
    now: Date,
  ): Promise<number> {
    const rows: unknown[] = await tx.query(
      `INSERT INTO unmatched_checkpoints
              (id, carrier, tracking_key, source, event_id, status, fault, occurred_at, received_at, description, place)
       SELECT id, $2, $3, $4, event_id, status, fault, occurred_at, $5, description, place
         FROM jsonb_to_recordset($1::jsonb) AS new
              (id uuid, event_id text, status text, fault text, occurred_at timestamptz, description text, place text)
       ON CONFLICT (tracking_key, carrier, source, event_id) DO NOTHING
       RETURNING id`,
      [records(reported, now), carrier, trackingKey, source, now],
    );
    return rows.length;
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
      `INSERT INTO checkpoints (id, shipment_id, source, event_id, status, fault, occurred_at, received_at, description, place)
       SELECT gen_random_uuid(), $1, source, event_id, status, fault, occurred_at, received_at, description, place
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

  /** Everything said about a parcel, oldest event first. */
  of(tx: EntityManager, shipmentId: string): Promise<Checkpoint[]> {
    return tx.find(Checkpoint, { where: { shipmentId }, order: { occurredAt: 'ASC', id: 'ASC' } });
  }
}

function records(reported: readonly ReportedCheckpoint[], now: Date): string {
  return JSON.stringify(
    reported.map((checkpoint) => ({
      id: uuidv7(),
      event_id: checkpoint.eventId,
      status: checkpoint.status,
      fault: checkpoint.fault,
      occurred_at: believableTime(checkpoint.occurredAt, now).toISOString(),
      description: checkpoint.description,
      place: checkpoint.place,
    })),
  );
}
