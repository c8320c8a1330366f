import { v7 as uuidv7 } from 'uuid';
import { OrderDelivered, OrderPlaced, PurchaseOrderCreated, ShipmentDelivered, ShipmentRegistered } from '#contracts';
import { draft } from '#messaging';
import type { ServiceUnderTest } from '#testing';

/** An order that a test refers to: two mugs and a lamp, from one supplier each. */
export interface BoughtOrder {
  readonly merchantId: string;
  readonly orderId: string;
  readonly token: string;
  readonly mug: string;
  readonly lamp: string;
  readonly mugSupplier: string;
  readonly lampSupplier: string;
  /** Shipment of the mugs, then that of the lamp. */
  readonly parcels: readonly [string, string];
}

export const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

interface Purchase {
  readonly merchantId?: string;
  readonly country?: string;
  readonly email?: string;
  readonly shippingMinor?: number;
  /** The order whose goods it replaces: its discount is what these were worth. */
  readonly exchangeForOrderId?: string | null;
  readonly discountMinor?: number;
  /** Delivery of each parcel; null: still on its way. */
  readonly delivered?: readonly [mug: string | null, lamp: string | null];
  /** Whether anything has left. */
  readonly shipped?: 'everything' | 'nothing';
}

const address = (country: string) => ({
  ...{ name: 'Ayşe Yılmaz', line1: 'Bağdat Cad. 1', line2: null, district: null, city: 'İstanbul', region: null },
  ...{ postalCode: '34710', country, phone: null },
});

const usual = (): Required<Purchase> => ({
  ...{ merchantId: uuidv7(), country: 'TR', email: 'ayse@example.com', shippingMinor: 4_990, discountMinor: 0 },
  delivered: [daysAgo(3), daysAgo(2)],
  shipped: 'everything',
  exchangeForOrderId: null,
});

/** Tells the service everything that happened until delivery, as the other services would. */
export async function bought(service: ServiceUnderTest, purchase: Purchase = {}): Promise<BoughtOrder> {
  const all = { ...usual(), ...purchase };
  const { merchantId, country, email, shippingMinor, discountMinor, delivered, shipped, exchangeForOrderId } = all;
  const order: BoughtOrder = {
    ...{ merchantId, orderId: uuidv7(), token: `tok-${uuidv7()}`, mug: uuidv7(), lamp: uuidv7() },
    ...{ mugSupplier: uuidv7(), lampSupplier: uuidv7(), parcels: [uuidv7(), uuidv7()] },
  };
  const at = { merchantId, key: order.orderId };
  await service.publish(
    draft(OrderPlaced, at, {
      ...{ orderId: order.orderId, externalId: '1001', source: 'rest', currency: 'TRY', placedAt: daysAgo(9) },
      customer: { name: 'Ayşe Yılmaz', email, phone: null, language: 'tr' },
      shippingAddress: address(country),
      lines: [
        { lineId: order.mug, externalLineId: '1', sku: 'MUG-RED', title: 'Kupa', quantity: 2, unitPriceMinor: 14_990 },
        { lineId: order.lamp, externalLineId: '2', sku: 'LAMP', title: 'Lamba', quantity: 1, unitPriceMinor: 89_900 },
      ],
      ...{ goodsMinor: 119_880, shippingMinor, discountMinor, totalMinor: 119_880 + shippingMinor - discountMinor },
      payment: { method: 'card', status: 'paid' },
      ...{ trackingToken: order.token, promiseBy: null, exchangeForOrderId },
    }),
  );
  if (shipped === 'nothing') return order;
  await ship(service, order, 0, { supplierId: order.mugSupplier, lineId: order.mug, sku: 'MUG-RED', quantity: 2 });
  await ship(service, order, 1, { supplierId: order.lampSupplier, lineId: order.lamp, sku: 'LAMP', quantity: 1 });
  for (const [index, deliveredAt] of delivered.entries())
    if (deliveredAt !== null)
      await service.publish(
        draft(ShipmentDelivered, at, {
          ...{ shipmentId: order.parcels[index] ?? '', orderId: order.orderId, deliveredAt, place: null },
        }),
      );
  if (!delivered.includes(null))
    await service.publish(draft(OrderDelivered, at, { orderId: order.orderId, deliveredAt: delivered[1] ?? '' }));
  return order;
}

async function ship(
  service: ServiceUnderTest,
  { merchantId, orderId, parcels }: BoughtOrder,
  parcel: 0 | 1,
  goods: { supplierId: string; lineId: string; sku: string; quantity: number },
): Promise<void> {
  const at = { merchantId, key: orderId };
  const purchaseOrderId = uuidv7();
  const { supplierId, lineId, sku, quantity } = goods;
  const line = { purchaseOrderLineId: uuidv7(), orderLineId: lineId, supplierSku: `S-${sku}`, sku, quantity };
  await service.publish(
    draft(PurchaseOrderCreated, at, {
      ...{ purchaseOrderId, number: `PO-${purchaseOrderId.slice(-6)}`, orderId, supplierId, supplierCode: 'ana' },
      ...{ routingVersion: 1, currency: 'TRY', acknowledgeBy: daysAgo(8) },
      lines: [{ ...line, unitCostMinor: 8_000 }],
    }),
  );
  await service.publish(
    draft(ShipmentRegistered, at, {
      ...{ shipmentId: parcels[parcel], orderId, purchaseOrderId, supplierId, carrier: 'aras' },
      ...{ trackingNumber: `271000000${String(parcel)}`, shippedAt: daysAgo(6) },
      lines: [{ orderLineId: lineId, quantity }],
    }),
  );
}

/** A key of its own for one request. */
export const once = (): Record<string, string> => ({ 'idempotency-key': uuidv7() });

/** What was told of one kind about an order, in order. */
export const toldOf = (service: ServiceUnderTest, order: BoughtOrder, type: string): object[] =>
  service
    .published()
    .filter((envelope) => envelope.key === order.orderId && envelope.type === type)
    .map(({ data }) => data);
