import type { Checkpoint } from '../checkpoint.entity.js';
import type { Shipment } from '../shipment.entity.js';

/** A checkpoint as it is answered. */
export interface CheckpointResponseDto {
  readonly id: string;
  readonly eventId: string;
  readonly status: string;
  readonly fault: string | null;
  readonly occurredAt: string;
  readonly receivedAt: string;
  readonly description: string | null;
  readonly place: string | null;
  readonly source: string;
}

/** A shipment as it is answered. */
export interface ShipmentResponseDto {
  readonly id: string;
  readonly merchantId: string;
  readonly orderId: string;
  readonly purchaseOrderId: string;
  readonly supplierId: string;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly status: string;
  readonly statusSince: string;
  readonly fault: string | null;
  readonly place: string | null;
  readonly lines: { orderLineId: string; quantity: number }[];
  readonly shippedAt: string;
  readonly registeredAt: string;
  readonly lastHeardAt: string;
  /** Since when the present silence counts as too long; null while news comes. */
  readonly stalledAt: string | null;
  /** The customer's page, or null while the order is not known here. */
  readonly trackingUrl: string | null;
}

/** A shipment with everything that was said about it, oldest event first. */
export interface ShipmentDetailResponseDto extends ShipmentResponseDto {
  readonly checkpoints: CheckpointResponseDto[];
}

/** Writes a shipment for the outside. */
export function shipmentResponse(shipment: Shipment, trackingUrl: string | null): ShipmentResponseDto {
  return {
    id: shipment.id,
    merchantId: shipment.merchantId,
    orderId: shipment.orderId,
    purchaseOrderId: shipment.purchaseOrderId,
    supplierId: shipment.supplierId,
    carrier: shipment.carrier,
    trackingNumber: shipment.trackingNumber,
    status: shipment.status,
    statusSince: shipment.statusSince.toISOString(),
    fault: shipment.fault,
    place: shipment.place,
    lines: shipment.lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity })),
    shippedAt: shipment.shippedAt.toISOString(),
    registeredAt: shipment.registeredAt.toISOString(),
    lastHeardAt: shipment.lastHeardAt.toISOString(),
    stalledAt: shipment.stalledAt?.toISOString() ?? null,
    trackingUrl,
  };
}

/** Writes a checkpoint for the outside. */
export function checkpointResponse(checkpoint: Checkpoint): CheckpointResponseDto {
  return {
    id: checkpoint.id,
    eventId: checkpoint.eventId,
    status: checkpoint.status,
    fault: checkpoint.fault,
    occurredAt: checkpoint.occurredAt.toISOString(),
    receivedAt: checkpoint.receivedAt.toISOString(),
    description: checkpoint.description,
    place: checkpoint.place,
    source: checkpoint.source,
  };
}
