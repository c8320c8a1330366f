import { v7 as uuidv7 } from 'uuid';
import {
  MerchantRegistered,
  OrderCancelled,
  OrderDelivered,
  OrderPlaced,
  PurchaseOrderAcknowledged,
  PurchaseOrderCreated,
  PurchaseOrderExpired,
  ShipmentDelivered,
  ShipmentPromised,
  ShipmentRegistered,
  ShipmentStalled,
  ShipmentStatusChanged,
  SupplierChanged,
  type ShipmentStatus,
} from '#contracts';
import { draft } from '#messaging';

/** Everything about one order that a test refers to. */
export interface TestOrder {
  readonly merchantId: string;
  readonly orderId: string;
  readonly lineId: string;
  readonly email: string;
}

export function anOrder(changes: Partial<TestOrder> = {}): TestOrder {
  const orderId = uuidv7();
  return { merchantId: uuidv7(), orderId, lineId: uuidv7(), email: `${orderId}@example.com`, ...changes };
}

const at = ({ merchantId, orderId }: TestOrder) => ({ merchantId, key: orderId });

/** Two mugs for Ayşe. */
export function placed(
  order: TestOrder,
  customer: { email?: string | null; phone?: string | null; language?: string } = {},
) {
  return draft(OrderPlaced, at(order), {
    orderId: order.orderId,
    externalId: '1001',
    source: 'rest',
    currency: 'TRY',
    placedAt: '2026-11-22T09:00:00.000Z',
    customer: { name: 'Ayşe Yılmaz', email: order.email, phone: null, language: 'tr', ...customer },
    shippingAddress: null,
    lines: [
      {
        lineId: order.lineId,
        externalLineId: '1',
        sku: 'MUG',
        title: 'Kırmızı kupa',
        quantity: 2,
        unitPriceMinor: 14_990,
      },
    ],
    goodsMinor: 29_980,
    shippingMinor: 0,
    discountMinor: 0,
    totalMinor: 29_980,
    payment: { method: 'card', status: 'paid' },
    trackingToken: `tok-${order.orderId}`,
    promiseBy: null,
  });
}

export function cancelled(order: TestOrder, partly = false) {
  return draft(OrderCancelled, at(order), { orderId: order.orderId, reasonCode: 'REQUESTED_BY_CUSTOMER', partly });
}

export function arrived(order: TestOrder) {
  return draft(OrderDelivered, at(order), { orderId: order.orderId, deliveredAt: '2026-11-22T12:00:00.000Z' });
}

export function registered(order: TestOrder, shipmentId: string, quantity = 2) {
  return draft(ShipmentRegistered, at(order), {
    shipmentId,
    orderId: order.orderId,
    purchaseOrderId: uuidv7(),
    supplierId: uuidv7(),
    carrier: 'aras',
    trackingNumber: 'AR7701',
    lines: [{ orderLineId: order.lineId, quantity }],
    shippedAt: '2026-11-22T10:00:00.000Z',
  });
}

export function changed(
  order: TestOrder,
  shipmentId: string,
  status: ShipmentStatus,
  previousStatus: ShipmentStatus = 'registered',
) {
  return draft(ShipmentStatusChanged, at(order), {
    shipmentId,
    orderId: order.orderId,
    status,
    previousStatus,
    fault: null,
    occurredAt: '2026-11-22T11:00:00.000Z',
    description: null,
    place: null,
    source: 'webhook',
  });
}

export function promised(order: TestOrder, shipmentId: string, latestDay: string) {
  return draft(ShipmentPromised, at(order), {
    ...{ shipmentId, orderId: order.orderId, promiseVersion: 1, earliestDay: '2026-11-23', likelyDay: '2026-11-24' },
    ...{
      latestDay,
      previousLatestDay: null,
      reason: 'registered',
      basis: 'prior',
      samples: 0,
      onTimeProbability: null,
    },
  });
}

export function delivered(order: TestOrder, shipmentId: string) {
  return draft(ShipmentDelivered, at(order), {
    shipmentId,
    orderId: order.orderId,
    deliveredAt: '2026-11-22T12:00:00.000Z',
    place: null,
  });
}

export function stalled(order: TestOrder, shipmentId: string, quietSince = '2026-11-20T12:00:00.000Z') {
  return draft(ShipmentStalled, at(order), {
    shipmentId,
    orderId: order.orderId,
    status: 'in_transit',
    quietSince,
    quietSeconds: 172_800,
  });
}

export function merchant(order: TestOrder, name = 'Çarşı') {
  return draft(
    MerchantRegistered,
    { merchantId: order.merchantId, key: order.merchantId },
    { merchantId: order.merchantId, name, defaultLanguage: 'tr', currency: 'TRY' },
  );
}

export function supplier(
  order: TestOrder,
  supplierId: string,
  channel: 'api' | 'webhook',
  contactEmail: string | null,
) {
  return draft(
    SupplierChanged,
    { merchantId: order.merchantId, key: supplierId },
    {
      supplierId,
      code: 'anadolu',
      name: 'Anadolu Toptan',
      country: 'TR',
      currency: 'TRY',
      active: true,
      parcelFixedMinor: 0,
      parcelPerKgMinor: 0,
      parcelByCountry: [],
      leadTimeDays: 1,
      contactEmail,
      language: 'tr',
      channel,
    },
  );
}

export function purchaseOrder(
  order: TestOrder,
  supplierId: string,
  purchaseOrderId: string,
  acknowledgeBy = '2026-11-22T11:00:00.000Z',
) {
  return draft(PurchaseOrderCreated, at(order), {
    purchaseOrderId,
    number: 'PO-7',
    orderId: order.orderId,
    supplierId,
    supplierCode: 'anadolu',
    routingVersion: 1,
    currency: 'TRY',
    lines: [
      {
        purchaseOrderLineId: uuidv7(),
        orderLineId: order.lineId,
        supplierSku: 'AN-1',
        sku: 'MUG',
        quantity: 2,
        unitCostMinor: 5_000,
      },
    ],
    acknowledgeBy,
  });
}

export function acknowledged(order: TestOrder, supplierId: string, purchaseOrderId: string) {
  return draft(PurchaseOrderAcknowledged, at(order), {
    ...{ purchaseOrderId, orderId: order.orderId, supplierId, reference: 'A', status: 'acknowledged', lines: [] },
    acknowledgedAt: '2026-11-22T10:30:00.000Z',
  });
}

export function expired(order: TestOrder, supplierId: string, purchaseOrderId: string) {
  return draft(PurchaseOrderExpired, at(order), {
    purchaseOrderId,
    orderId: order.orderId,
    supplierId,
    lines: [{ purchaseOrderLineId: uuidv7(), orderLineId: order.lineId, quantity: 2 }],
    expiredAt: '2026-11-22T11:00:00.000Z',
  });
}
