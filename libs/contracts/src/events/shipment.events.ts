import { IsInt, IsNumber, Max, Min } from 'class-validator';
import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import { Day, Id, ListOf, Nullable, OneOf, PositiveQuantity, Quantity, Text, Time, Version } from './fields.js';

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

/** Which way a parcel goes. A return parcel says nothing about whether its order was delivered. */
export const shipmentDirections = ['outbound', 'return'] as const;
export type ShipmentDirection = (typeof shipmentDirections)[number];

export class ShipmentLine {
  @Id() orderLineId!: string;
  @PositiveQuantity() quantity!: number;
}

/** Emitted once per parcel that a ship notice named, or that a return sends back. */
@Event({ type: 'shipment.registered', version: 1, topic: topics.shipments })
export class ShipmentRegistered {
  @Id() shipmentId!: string;
  @Id() orderId!: string;
  /** Both null for a return that does not go to a supplier. */
  @Nullable() @Id() purchaseOrderId!: string | null;
  @Nullable() @Id() supplierId!: string | null;
  @Text(50) carrier!: string;
  @Text(100) trackingNumber!: string;
  @ListOf(() => ShipmentLine) lines!: ShipmentLine[];
  @Time() shippedAt!: string;
  /** `outbound` to the customer, `return` back from it; null from before returns were tracked: outbound. */
  @Nullable() @OneOf(shipmentDirections) direction?: ShipmentDirection | null;
  /** The return that a return parcel belongs to; null for outbound parcels. */
  @Nullable() @Id() returnId?: string | null;
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
  /** `outbound` to the customer, `return` back from it; null from before returns were tracked: outbound. */
  @Nullable() @OneOf(shipmentDirections) direction?: ShipmentDirection | null;
  /** The return that a return parcel belongs to; null for outbound parcels. */
  @Nullable() @Id() returnId?: string | null;
}

/** Emitted when a parcel reached the customer, or a return its destination. A later correction follows as `shipment.status-changed`. */
@Event({ type: 'shipment.delivered', version: 1, topic: topics.shipments })
export class ShipmentDelivered {
  @Id() shipmentId!: string;
  @Id() orderId!: string;
  @Time() deliveredAt!: string;
  @Nullable() @Text(200) place!: string | null;
  /** `outbound` to the customer, `return` back from it; null from before returns were tracked: outbound. */
  @Nullable() @OneOf(shipmentDirections) direction?: ShipmentDirection | null;
  /** The return that a return parcel belongs to; null for outbound parcels. */
  @Nullable() @Id() returnId?: string | null;
}

/**
 * Emitted when nothing was heard of a parcel for too long, and again as the same silence grows: each level once
 * per silence. News ends the silence.
 */
@Event({ type: 'shipment.stalled', version: 1, topic: topics.shipments })
export class ShipmentStalled {
  @Id() shipmentId!: string;
  @Id() orderId!: string;
  @OneOf(shipmentStatuses) status!: ShipmentStatus;
  @Time() quietSince!: string;
  @IsInt() @Min(0) quietSeconds!: number;
  /** 1: ask the carrier. 2: open an inquiry. 3: treat it as lost. Null from before there were levels: 1. */
  @Nullable() @IsInt() @Min(1) @Max(3) level?: number | null;
  /** `outbound` to the customer, `return` back from it; null from before returns were tracked: outbound. */
  @Nullable() @OneOf(shipmentDirections) direction?: ShipmentDirection | null;
  /** The return that a return parcel belongs to; null for outbound parcels. */
  @Nullable() @Id() returnId?: string | null;
}

/** Why an expectation was worked out. */
export const promiseReasons = ['registered', 'moved', 'late'] as const;
export type PromiseReason = (typeof promiseReasons)[number];

/** Where an expectation comes from, nearest experience first; `prior` is an assumption about carriers in general. */
export const forecastBases = ['supplier_lane', 'lane', 'carrier', 'prior'] as const;
export type ForecastBasis = (typeof forecastBases)[number];

/**
 * Emitted when the days on which a parcel is expected were first worked out, and each time they changed. Days are
 * calendar days (`2026-11-25`) where the customer lives. Outbound parcels only.
 */
@Event({ type: 'shipment.promised', version: 1, topic: topics.shipments })
export class ShipmentPromised {
  @Id() shipmentId!: string;
  @Id() orderId!: string;
  /** Counts per shipment from 1. */
  @Version() promiseVersion!: number;
  /** One of ten parcels like this is there by then. */
  @Day() earliestDay!: string;
  /** Half of them are. */
  @Day() likelyDay!: string;
  /** Nine of ten are. */
  @Day() latestDay!: string;
  /** What `latestDay` was before; null the first time. */
  @Nullable() @Day() previousLatestDay!: string | null;
  /** `registered`: the first. `moved`: its status changed. `late`: the latest day went by without it. */
  @OneOf(promiseReasons) reason!: PromiseReason;
  @OneOf(forecastBases) basis!: ForecastBasis;
  /** Deliveries that the basis counts; 0 for the prior. */
  @Quantity() samples!: number;
  /** Probability, 0 to 1, that it is there by the day the order promised; null when the order promised none. */
  @Nullable() @IsNumber() @Min(0) @Max(1) onTimeProbability!: number | null;
}
