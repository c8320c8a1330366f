import { Column, Entity, PrimaryColumn } from 'typeorm';
import {
  ShipmentDelivered,
  ShipmentStatusChanged,
  type FaultParty,
  type ParcelShipped,
  type PurchaseOrderShipped,
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
  @Column('uuid', { name: 'purchase_order_id' }) purchaseOrderId!: string;
  @Column('uuid', { name: 'supplier_id' }) supplierId!: string;
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
  /** When the carrier was asked last; null for carriers that report by themselves. */
  @Column({ type: 'timestamptz', name: 'last_asked_at', precision: 3, nullable: true }) lastAskedAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'next_poll_at', precision: 3 }) nextPollAt!: Date;
  @Column('integer', { name: 'poll_failures' }) pollFailures!: number;

  static of(merchantId: string, shipped: PurchaseOrderShipped, parcel: ParcelShipped, now: Date): Shipment {
    return Object.assign(new Shipment(), {
      id: parcel.parcelId,
      merchantId,
      orderId: shipped.orderId,
      purchaseOrderId: shipped.purchaseOrderId,
      supplierId: shipped.supplierId,
      carrier: parcel.carrier.toLowerCase(),
      trackingNumber: parcel.trackingNumber,
      trackingKey: trackingKey(parcel.trackingNumber),
      lines: parcel.lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity })),
      shippedAt: new Date(parcel.shippedAt),
      registeredAt: now,
      status: 'registered' as const,
      statusSince: new Date(parcel.shippedAt),
      fault: null,
      place: null,
      lastHeardAt: now,
      stalledAt: null,
      lastAskedAt: null,
      nextPollAt: now,
      pollFailures: 0,
    });
  }

  /** News came at `now`: the silence is over and `truth` holds. Tells it only when the status changed. */
  follow(truth: Truth, now: Date): EventDraft[] {
    const previousStatus = this.status;
    this.status = truth.status;
    this.statusSince = truth.since;
    this.fault = truth.fault;
    this.place = truth.place;
    this.lastHeardAt = now;
    this.stalledAt = null;
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
    });
  }
}
