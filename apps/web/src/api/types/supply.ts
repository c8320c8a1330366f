/** Suppliers, what they offer, what was asked of them, and the parcels. */
import type { ParcelStep } from './decisions.js';
import type { Address } from './orders.js';

export const purchaseOrderStatuses = [
  'created',
  'sent',
  'acknowledged',
  'partly_acknowledged',
  'rejected',
  'partly_shipped',
  'shipped',
  'cancelled',
  'expired',
] as const;
export type PurchaseOrderStatus = (typeof purchaseOrderStatuses)[number];

export interface PurchaseOrderLine {
  id: string;
  supplierSku: string;
  sku: string;
  title: string;
  quantity: number;
  acknowledgedQuantity: number;
  rejectedQuantity: number;
  backorderedQuantity: number;
  shippedQuantity: number;
  cancelledQuantity: number;
  expiredQuantity: number;
  unitCostMinor: number;
}

export interface PurchaseOrder {
  id: string;
  number: string;
  supplierId: string;
  supplierCode: string;
  orderId: string;
  status: PurchaseOrderStatus;
  routingVersion: number;
  currency: string;
  shipTo: Address | null;
  /** Another address that the supplier is asked for; null when there is nothing to answer. */
  addressChange: { changeId: string; shipTo: Address; answerBy: string } | null;
  lines: PurchaseOrderLine[];
  createdAt: string;
  updatedAt: string;
  sentAt: string | null;
  acknowledgeBy: string;
  shipBy: string;
}

export interface Supplier {
  id: string;
  merchantId: string;
  code: string;
  name: string;
  country: string;
  currency: string;
  channel: { type: string; url?: string };
  parcel: {
    fixedMinor: number;
    perKgMinor: number;
    steps: ParcelStep[] | null;
    byCountry: { country: string; fixedMinor: number; perKgMinor: number; steps?: ParcelStep[] | null }[];
  };
  minOrderMinor: number;
  leadTimeDays: number;
  cutOff: string | null;
  active: boolean;
  contactEmail: string | null;
  language: string;
  acknowledgeWithinSeconds: number | null;
  shipWithinSeconds: number | null;
  /** How old its stock may become. */
  feedWithinSeconds: number | null;
  /** Since when it is older than that; null while it is not. */
  feedOverdueAt: string | null;
}

export interface Offer {
  offerId: string;
  supplierId: string;
  supplierSku: string;
  sku: string | null;
  onHand: number;
  committed: number;
  available: number;
  unitCostMinor: number;
  currency: string;
  leadTimeDays: number;
  asOf: string;
  /** `feed:<id>`. */
  source: string;
}

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

export interface Checkpoint {
  id: string;
  status: ShipmentStatus;
  fault: string | null;
  receivedAt: string;
  occurredAt: string;
  description: string | null;
  place: string | null;
  source: string;
}

export interface Shipment {
  id: string;
  orderId: string;
  purchaseOrderId: string;
  supplierId: string;
  carrier: string;
  trackingNumber: string;
  status: ShipmentStatus;
  statusSince: string;
  fault: string | null;
  place: string | null;
  lines: { orderLineId: string; quantity: number }[];
  shippedAt: string;
  lastHeardAt: string;
  /** Since when the silence counts as too long; null while news comes. */
  stalledAt: string | null;
  /** The customer's page. */
  trackingUrl: string | null;
}

export interface ShipmentDetail extends Shipment {
  checkpoints: Checkpoint[];
}
