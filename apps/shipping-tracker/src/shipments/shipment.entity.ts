import { Column, Entity, PrimaryColumn, type EntityManager } from 'typeorm';
import {
  ShipmentDelivered,
  ShipmentStatusChanged,
  type FaultParty,
  type ForecastBasis,
  type ParcelShipped,
  type PurchaseOrderShipped,
  type ReturnLabelIssued,
  type ShipmentDirection,
  type ShipmentStatus,
} from '#contracts';
import { draft, type EventDraft } from '#messaging';
import type { Truth } from './domain/current-truth.js';
import { trackingKey } from './domain/tracking-number.js';

/** Units of an order line in a parcel. */
export interface ShippedLine {
  readonly orderLineId: string;
  readonly quantity: number;
}

/** A parcel on its way, with the newest known truth about it. */
@Entity('shipments')
export class Shipment {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'order_id' }) orderId!: string;
  /** To the customer, or back from it. */
  @Column('text') direction!: ShipmentDirection;
  /** The return that it belongs to; null on the way to the customer. */
  @Column('uuid', { name: 'return_id', nullable: true }) returnId!: string | null;
  /** Both null for a return that does not go to a supplier. */
  @Column('uuid', { name: 'purchase_order_id', nullable: true }) purchaseOrderId!: string | null;
  @Column('uuid', { name: 'supplier_id', nullable: true }) supplierId!: string | null;
  @Column('text') carrier!: string;
  @Column('text', { name: 'tracking_number' }) trackingNumber!: string;
  /** The number as it is compared. */
  @Column('text', { name: 'tracking_key' }) trackingKey!: string;
  @Column('jsonb') lines!: ShippedLine[];
  @Column({ type: 'timestamptz', name: 'shipped_at', precision: 3 }) shippedAt!: Date;
  @Column({ type: 'timestamptz', name: 'registered_at', precision: 3 }) registeredAt!: Date;
  @Column('text') status!: ShipmentStatus;
  @Column({ type: 'timestamptz', name: 'status_since', precision: 3 }) statusSince!: Date;
  @Column('text', { nullable: true }) fault!: FaultParty | null;
  @Column('text', { nullable: true }) place!: string | null;
  /** When news arrived last, on the database's clock: silence counts from here. */
  @Column({ type: 'timestamptz', name: 'last_heard_at', precision: 3 }) lastHeardAt!: Date;
  /** Set while the present silence has been reported. */
  @Column({ type: 'timestamptz', name: 'stalled_at', precision: 3, nullable: true }) stalledAt!: Date | null;
  /** How often the present silence has been reported; 0 while there is none. */
  @Column('integer', { name: 'stall_level' }) stallLevel!: number;
  /** When silence is reported next. */
  @Column({ type: 'timestamptz', name: 'stall_due_at', precision: 3 }) stallDueAt!: Date;
  /** When the carrier was asked last; null for carriers that report by themselves. */
  @Column({ type: 'timestamptz', name: 'last_asked_at', precision: 3, nullable: true }) lastAskedAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'next_poll_at', precision: 3 }) nextPollAt!: Date;
  @Column('integer', { name: 'poll_failures' }) pollFailures!: number;
  /** Counts what was promised; 0 before the first. */
  @Column('integer', { name: 'promise_version' }) promiseVersion!: number;
  /** Calendar days where the customer lives; null before the first promise. */
  @Column('date', { name: 'earliest_day', nullable: true }) earliestDay!: string | null;
  @Column('date', { name: 'likely_day', nullable: true }) likelyDay!: string | null;
  @Column('date', { name: 'latest_day', nullable: true }) latestDay!: string | null;
  @Column('text', { name: 'promise_basis', nullable: true }) promiseBasis!: ForecastBasis | null;
  @Column('integer', { name: 'promise_samples', nullable: true }) promiseSamples!: number | null;

  /** A parcel that a ship notice named. */
  static outbound(merchantId: string, shipped: PurchaseOrderShipped, parcel: ParcelShipped): NewShipment {
    return {
      id: parcel.parcelId,
      merchantId,
      orderId: shipped.orderId,
      direction: 'outbound',
      returnId: null,
      purchaseOrderId: shipped.purchaseOrderId,
      supplierId: shipped.supplierId,
      trackingNumber: parcel.trackingNumber,
      lines: parcel.lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity })),
      shippedAt: new Date(parcel.shippedAt),
    };
  }

  /** A parcel that a return sends back. */
  static returning(merchantId: string, label: ReturnLabelIssued, trackingNumber: string): NewShipment {
    return {
      id: label.shipmentId,
      merchantId,
      orderId: label.orderId,
      direction: 'return',
      returnId: label.returnId,
      purchaseOrderId: label.purchaseOrderId,
      supplierId: label.supplierId,
      trackingNumber,
      lines: label.lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity })),
      shippedAt: new Date(label.issuedAt),
    };
  }

  /** A parcel of which nothing was heard yet. */
  static register(parcel: NewShipment, carrier: string, now: Date, stallAfterSeconds: number): Shipment {
    return Object.assign(new Shipment(), {
      ...parcel,
      carrier,
      trackingKey: trackingKey(parcel.trackingNumber),
      ...{ registeredAt: now, status: 'registered' as const, statusSince: parcel.shippedAt, fault: null, place: null },
      ...{ lastHeardAt: now, stalledAt: null, stallLevel: 0, stallDueAt: later(now, stallAfterSeconds) },
      ...{ lastAskedAt: null, nextPollAt: now, pollFailures: 0 },
      ...{ promiseVersion: 0, earliestDay: null, likelyDay: null, latestDay: null },
      ...{ promiseBasis: null, promiseSamples: null },
    });
  }

  /** News came at `now`: the silence is over and `truth` holds. Tells it only when the status changed. */
  follow(truth: Truth, now: Date, stallAfterSeconds: number): EventDraft[] {
    const previousStatus = this.status;
    this.status = truth.status;
    this.statusSince = truth.since;
    this.fault = truth.fault;
    this.place = truth.place;
    this.lastHeardAt = now;
    this.stalledAt = null;
    this.stallLevel = 0;
    this.stallDueAt = later(now, stallAfterSeconds);
    return previousStatus === truth.status ? [] : [this.tell(truth, previousStatus)];
  }

  private tell(truth: Truth, previousStatus: ShipmentStatus): EventDraft {
    const at = { merchantId: this.merchantId, key: this.orderId };
    const time = truth.since.toISOString();
    if (truth.status === 'delivered') {
      return draft(ShipmentDelivered, at, {
        shipmentId: this.id,
        orderId: this.orderId,
        deliveredAt: time,
        place: truth.place,
        ...this.way(),
      });
    }
    return draft(ShipmentStatusChanged, at, {
      shipmentId: this.id,
      orderId: this.orderId,
      status: this.status,
      previousStatus,
      fault: truth.fault,
      occurredAt: time,
      description: truth.description,
      place: truth.place,
      source: truth.source,
      ...this.way(),
    });
  }

  /** Which way it goes, as every event of it says. */
  way(): { direction: ShipmentDirection; returnId: string | null } {
    return { direction: this.direction, returnId: this.returnId };
  }
}

/** What somebody announces of a parcel. */
export type NewShipment = Pick<
  Shipment,
  | 'id'
  | 'merchantId'
  | 'orderId'
  | 'direction'
  | 'returnId'
  | 'purchaseOrderId'
  | 'supplierId'
  | 'trackingNumber'
  | 'lines'
  | 'shippedAt'
>;

/** Saves what news and promises may change, of parcels whose rows are locked. */
export async function saveTruths(tx: EntityManager, shipments: readonly Shipment[]): Promise<void> {
  if (shipments.length === 0) return;
  await tx.query(
    `UPDATE shipments
        SET status = new.status, status_since = new."statusSince", fault = new.fault, place = new.place,
            last_heard_at = new."lastHeardAt", stalled_at = new."stalledAt", stall_level = new."stallLevel",
            stall_due_at = new."stallDueAt", promise_version = new."promiseVersion", earliest_day = new."earliestDay",
            likely_day = new."likelyDay", latest_day = new."latestDay", promise_basis = new."promiseBasis",
            promise_samples = new."promiseSamples"
       FROM jsonb_to_recordset($1::jsonb) AS new
            (id uuid, status text, "statusSince" timestamptz, fault text, place text, "lastHeardAt" timestamptz,
             "stalledAt" timestamptz, "stallLevel" int, "stallDueAt" timestamptz, "promiseVersion" int,
             "earliestDay" date, "likelyDay" date, "latestDay" date, "promiseBasis" text, "promiseSamples" int)
      WHERE shipments.id = new.id`,
    [JSON.stringify(shipments)],
  );
}

const later = (from: Date, seconds: number): Date => new Date(from.getTime() + seconds * 1000);
