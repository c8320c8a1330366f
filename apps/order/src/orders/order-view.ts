import { createHash } from 'node:crypto';
import type { Customer, PostalAddress } from '#contracts';
import type { AddressChange } from './domain/pending-address.js';
import { keptUnits } from './domain/allocation.js';
import { nextActions } from './domain/order-state.js';
import type { OrderLine } from './domain/order-progress.js';
import type { OrderRecord } from './domain/order.js';
import type { StoredOrder } from './order-details.js';

/** Why an order is where it is, and what resolves it. */
export interface StatusReasonView {
  readonly code: string;
  readonly nextAction: string | null;
}

export interface AddressChangeView {
  readonly id: string;
  readonly shippingAddress: PostalAddress;
  readonly waitsFor: number;
}

/** An order as the outside sees it. */
export interface OrderView {
  readonly id: string;
  readonly merchantId: string;
  readonly externalId: string;
  readonly source: string;
  readonly storeId: string | null;
  readonly status: string;
  readonly statusReason: StatusReasonView | null;
  readonly currency: string;
  readonly placedAt: string;
  readonly promiseBy: string | null;
  readonly note: string | null;
  readonly cancelNote: string | null;
  readonly payment: { readonly method: string; readonly status: string };
  readonly customer: Customer;
  readonly shippingAddress: PostalAddress | null;
  /** The address that suppliers are asked for, and how many have not answered; null when none is. */
  readonly addressChange: AddressChangeView | null;
  readonly goodsMinor: number;
  readonly shippingMinor: number;
  readonly discountMinor: number;
  readonly totalMinor: number;
  readonly routingVersion: number;
  readonly trackingUrl: string;
  readonly lines: LineView[];
  readonly parcels: ParcelView[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface LineView {
  readonly id: string;
  readonly externalLineId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly status: string;
  readonly statusReason: StatusReasonView | null;
  readonly allocations: {
    readonly supplierId: string;
    readonly supplierCode: string;
    readonly purchaseOrderId: string;
    /** Units that this supplier has; of one that gave all of them back, the units that it was asked for. */
    readonly quantity: number;
    readonly status: string;
    readonly shippedQuantity: number;
    /** Units that it gave back: refused, expired or cancelled. They are routed again. */
    readonly releasedQuantity: number;
  }[];
}

export interface ParcelView {
  readonly shipmentId: string;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly status: string;
  readonly stalled: boolean;
  readonly trackingUrl: string;
  readonly shippedAt: string | null;
  readonly deliveredAt: string | null;
}

/** Names one state of an order: any change gives another. */
export const etagOf = (order: OrderView): string =>
  `"${createHash('sha256').update(JSON.stringify(order)).digest('base64url').slice(0, 22)}"`;

/** @param publicUrl where people reach Kervan; tracking links start with it. */
export function viewOf({ record, details }: StoredOrder, publicUrl: string): OrderView {
  const trackingUrl = `${publicUrl.replace(/\/$/, '')}/track/${details.trackingToken}`;
  const { id, merchantId, status, currency, shippingAddress, routingVersion } = record;
  const { externalId, source, storeId, note, cancelNote, customer } = details;
  const { goodsMinor, shippingMinor, discountMinor, totalMinor } = details;
  return {
    ...{ id, merchantId, externalId, source, storeId, status },
    statusReason: reasonView(record.reasonCode),
    ...{
      currency,
      placedAt: record.placedAt.toISOString(),
      promiseBy: record.promiseBy?.toISOString() ?? null,
      note,
    },
    cancelNote,
    payment: { method: record.paymentMethod, status: record.paymentStatus },
    ...{ customer, shippingAddress, goodsMinor, shippingMinor, discountMinor, totalMinor, routingVersion, trackingUrl },
    addressChange: changeView(record.addressChange),
    lines: record.lines.map((line) => lineView(line, record)),
    parcels: record.parcels.map((parcel) => ({
      shipmentId: parcel.id,
      carrier: parcel.carrier,
      trackingNumber: parcel.trackingNumber,
      status: parcel.status,
      stalled: parcel.stalled,
      trackingUrl,
      shippedAt: parcel.shippedAt,
      deliveredAt: parcel.deliveredAt,
    })),
    createdAt: details.createdAt.toISOString(),
    updatedAt: details.updatedAt.toISOString(),
  };
}

function lineView(line: OrderLine, { allocations }: OrderRecord): LineView {
  const { id, externalLineId, sku, title, quantity, unitPriceMinor, status } = line;
  return {
    ...{ id, externalLineId, sku, title, quantity, unitPriceMinor, status },
    statusReason: reasonView(line.reasonCode),
    allocations: allocations
      .filter((allocation) => allocation.lineId === id)
      .map((allocation) => ({
        supplierId: allocation.supplierId,
        supplierCode: allocation.supplierCode,
        purchaseOrderId: allocation.purchaseOrderId,
        quantity: keptUnits(allocation) || allocation.quantity,
        status: allocation.status,
        shippedQuantity: allocation.shipped,
        releasedQuantity: allocation.released,
      })),
  };
}

const changeView = (change: AddressChange | null): AddressChangeView | null =>
  change && {
    id: change.id,
    shippingAddress: change.address,
    waitsFor: change.purchaseOrders.filter(({ answer }) => answer === null).length,
  };

const reasonView = (code: keyof typeof nextActions | null): StatusReasonView | null =>
  code === null ? null : { code, nextAction: nextActions[code] };
