import { IsInt, Min } from 'class-validator';
import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import { Id, ListOf, Nullable, OneOf, PositiveQuantity, Text, Time } from './fields.js';

/** The 13 normal statuses every carrier's words are mapped to. */
export const shipmentStatuses = [
  'registered',
  'picked_up',
  'in_transit',
  'out_for_delivery',
  'ready_for_pickup',
  'attempt_failed',
  'delayed',
  'on_hold',
  'delivered',
  'returning',
  'returned',
  'cancelled',
  'expired',
] as const;
export type ShipmentStatus = (typeof shipmentStatuses)[number];

/** Who caused an exception. */
export const faultParties = ['carrier', 'consignee', 'customs', 'supplier', 'weather'] as const;
export type FaultParty = (typeof faultParties)[number];

/** Where a checkpoint came from. */
export const checkpointSources = ['webhook', 'poll', 'supplier', 'manual'] as const;
export type CheckpointSource = (typeof checkpointSources)[number];

export class ShipmentLine {
  @Id() orderLineId!: string;
  @PositiveQuantity() quantity!: number;
}

/** Emitted once per parcel that a ship notice named. */
@Event({ type: 'shipment.registered', version: 1, topic: topics.shipments })
export class ShipmentRegistered {
  @Id() shipmentId!: string;
  @Id() orderId!: string;
  @Id() purchaseOrderId!: string;
  @Id() supplierId!: string;
  @Text(50) carrier!: string;
  @Text(100) trackingNumber!: string;
  @ListOf(() => ShipmentLine) lines!: ShipmentLine[];
  @Time() shippedAt!: string;
}

/**
 * Emitted when the newest known truth about a parcel changed, except to delivered. Checkpoints that
 * arrive late or twice and change nothing are stored but not emitted.
 */
@Event({ type: 'shipment.status-changed', version: 1, topic: topics.shipments })
export class ShipmentStatusChanged {
  @Id() shipmentId!: string;
  @Id() orderId!: string;
  @OneOf(shipmentStatuses) status!: ShipmentStatus;
  @OneOf(shipmentStatuses) previousStatus!: ShipmentStatus;
  @Nullable() @OneOf(faultParties) fault!: FaultParty | null;
  /** When the carrier says it happened. */
  @Time() occurredAt!: string;
  @Nullable() @Text(500) description!: string | null;
  @Nullable() @Text(200) place!: string | null;
  @OneOf(checkpointSources) source!: CheckpointSource;
}

/** Emitted when a parcel reached the customer. A later correction follows as `shipment.status-changed`. */
@Event({ type: 'shipment.delivered', version: 1, topic: topics.shipments })
export class ShipmentDelivered {
  @Id() shipmentId!: string;
  @Id() orderId!: string;
  @Time() deliveredAt!: string;
  @Nullable() @Text(200) place!: string | null;
}

/** Emitted once per silence: nothing was heard of the parcel for too long. */
@Event({ type: 'shipment.stalled', version: 1, topic: topics.shipments })
export class ShipmentStalled {
  @Id() shipmentId!: string;
  @Id() orderId!: string;
  @OneOf(shipmentStatuses) status!: ShipmentStatus;
  @Time() quietSince!: string;
  @IsInt() @Min(0) quietSeconds!: number;
}
