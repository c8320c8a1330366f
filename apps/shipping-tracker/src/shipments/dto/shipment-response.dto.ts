import type { Checkpoint } from '../checkpoint.entity.js';
import { isFinal } from '../domain/shipment-status.js';
import type { PromiseRecord } from '../../promises/promises.service.js';
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
  /** The carrier's own code, as received; null where there was none. */
  readonly rawCode: string | null;
  readonly source: string;
}

/** Calendar days where the customer lives: one in ten, half, and nine in ten parcels like this are there by then. */
export interface ExpectedDaysDto {
  readonly earliestDay: string;
  readonly likelyDay: string;
  readonly latestDay: string;
  /** Nearest experience that it rests on; `prior` is an assumption. */
  readonly basis: string;
  readonly samples: number;
}

/** A shipment as it is answered. */
export interface ShipmentResponseDto {
  readonly id: string;
  readonly merchantId: string;
  readonly orderId: string;
  readonly direction: string;
  /** The return that it belongs to; null on the way to the customer. */
  readonly returnId: string | null;
  readonly purchaseOrderId: string | null;
  readonly supplierId: string | null;
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
  /** How often this silence has been reported: 0 to 3. */
  readonly stallLevel: number;
  /** When it is expected; null when it is not (any more), and for returns. */
  readonly expected: ExpectedDaysDto | null;
  /** The customer's page, or null while the order is not known here. */
  readonly trackingUrl: string | null;
}

/** A shipment with everything that was said about it, oldest event first. */
export interface ShipmentDetailResponseDto extends ShipmentResponseDto {
  readonly checkpoints: CheckpointResponseDto[];
  /** Every promise, the first first. */
  readonly promises: PromiseRecord[];
}

/** Writes a shipment for the outside. */
export function shipmentResponse(shipment: Shipment, trackingUrl: string | null): ShipmentResponseDto {
  return {
    id: shipment.id,
    merchantId: shipment.merchantId,
    orderId: shipment.orderId,
    direction: shipment.direction,
    returnId: shipment.returnId,
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
    stallLevel: shipment.stallLevel,
    expected: expectedOf(shipment),
    trackingUrl,
  };
}

function expectedOf(shipment: Shipment): ExpectedDaysDto | null {
  const { earliestDay, likelyDay, latestDay, promiseBasis, promiseSamples } = shipment;
  if (earliestDay === null || likelyDay === null || latestDay === null || isFinal(shipment.status)) return null;
  return { earliestDay, likelyDay, latestDay, basis: promiseBasis ?? 'prior', samples: promiseSamples ?? 0 };
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
    rawCode: checkpoint.rawCode,
    source: checkpoint.source,
  };
}
