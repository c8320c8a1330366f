import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  Envelope,
  ShipmentDelivered,
  ShipmentPromised,
  ShipmentRegistered,
  ShipmentStalled,
  ShipmentStatusChanged,
} from '#contracts';

/** Silence of this level is treated as a loss. */
const LOST_LEVEL = 3;

const PLACE = 'supplier_id, sku, carrier, lane, currency, day';

/** Two events of one parcel say who has to be counted again; `changed` holds the parcel's rows. */
const NOTE_CHANGES = `
  INSERT INTO experience_changes (merchant_id, ${PLACE}, order_id, event_id, event_type)
  SELECT DISTINCT merchant_id, ${PLACE}, order_id, $2::uuid, $3 FROM changed`;

const REGISTER = `
  WITH changed AS (
    INSERT INTO experience_parcels (shipment_id, order_line_id, merchant_id, order_id, ${PLACE}, units, due_on)
    SELECT $1, l.id, o.merchant_id, o.id, $4, l.sku, $5,
      coalesce(s.country, 'ZZ') || '-' || coalesce(o.shipping_address->>'country', 'ZZ'), o.currency,
      ($6::timestamptz AT TIME ZONE 'UTC')::date, g.units, (o.promise_by AT TIME ZONE 'UTC')::date
    FROM (SELECT line_id, sum(units)::int AS units FROM unnest($7::uuid[], $8::int[]) AS g(line_id, units)
          GROUP BY line_id) g
    JOIN order_lines l ON l.id = g.line_id JOIN orders o ON o.id = l.order_id LEFT JOIN suppliers s ON s.id = $4
    ON CONFLICT (shipment_id, order_line_id) DO NOTHING
    RETURNING merchant_id, ${PLACE}, order_id
  )${NOTE_CHANGES}`;

/** What was told of units before their parcel was known moves to the day, carrier and lane of the parcel. */
const MOVE_FACTS = `
  WITH moved AS (
    SELECT f.source_id, f.kind, f.part, f.merchant_id, f.supplier_id, f.sku, f.carrier, f.lane, f.currency, f.day,
      f.order_id, p.carrier AS to_carrier, p.lane AS to_lane, p.day AS to_day
    FROM experience_facts f JOIN experience_parcels p ON p.order_line_id = f.order_line_id
    WHERE p.shipment_id = $1 AND f.order_line_id = ANY ($4::uuid[]) AND f.carrier = 'unknown'
      AND f.supplier_id = p.supplier_id
  ), done AS (
    UPDATE experience_facts f SET carrier = m.to_carrier, lane = m.to_lane, day = m.to_day FROM moved m
    WHERE f.source_id = m.source_id AND f.kind = m.kind AND f.part = m.part
  ), changed AS (
    SELECT merchant_id, ${PLACE}, order_id FROM moved
    UNION SELECT merchant_id, supplier_id, sku, to_carrier, to_lane, currency, to_day, order_id FROM moved
  )${NOTE_CHANGES}`;

/** What becomes of parcels on their way to customers, as far as it says something about who sent them. */
@Injectable()
export class ExperienceParcels {
  async registered(tx: EntityManager, { id, type, data }: Envelope<ShipmentRegistered>): Promise<void> {
    if (data.direction === 'return' || data.supplierId === null) return;
    const lineIds = data.lines.map(({ orderLineId }) => orderLineId);
    await tx.query(REGISTER, [
      ...[data.shipmentId, id, type, data.supplierId, data.carrier, data.shippedAt, lineIds],
      data.lines.map(({ quantity }) => quantity),
    ]);
    await tx.query(MOVE_FACTS, [data.shipmentId, id, type, lineIds]);
  }

  /** The first expectation is the promise, where the order made none. */
  async promised(tx: EntityManager, { data }: Envelope<ShipmentPromised>): Promise<void> {
    await tx.query(`UPDATE experience_parcels SET due_on = $2 WHERE shipment_id = $1 AND due_on IS NULL`, [
      ...[data.shipmentId, data.latestDay],
    ]);
  }

  async delivered(tx: EntityManager, { id, type, data }: Envelope<ShipmentDelivered>): Promise<void> {
    await this.change(tx, 'delivered_at = $4, lost = false', [data.shipmentId, id, type, data.deliveredAt]);
  }

  /** Delivered, and then not: a carrier corrected itself. */
  async statusChanged(tx: EntityManager, { id, type, data }: Envelope<ShipmentStatusChanged>): Promise<void> {
    if (data.previousStatus !== 'delivered' || data.status === 'delivered') return;
    await this.change(tx, 'delivered_at = NULL', [data.shipmentId, id, type]);
  }

  async stalled(tx: EntityManager, { id, type, data }: Envelope<ShipmentStalled>): Promise<void> {
    if ((data.level ?? 1) < LOST_LEVEL) return;
    await this.change(tx, 'lost = true', [data.shipmentId, id, type]);
  }

  private async change(tx: EntityManager, assignment: string, parameters: readonly unknown[]): Promise<void> {
    await tx.query(
      `WITH changed AS (
         UPDATE experience_parcels SET ${assignment} WHERE shipment_id = $1 RETURNING merchant_id, ${PLACE}, order_id
       )${NOTE_CHANGES}`,
      [...parameters],
    );
  }
}
