import { v7 as uuidv7 } from 'uuid';
import { Webhook } from 'standardwebhooks';
import { OrderPlaced, PurchaseOrderShipped, type ShipmentStatus } from '#contracts';
import { draft, type EventDraft } from '#messaging';
import { aCustomer, anAddress } from '#testing';

/** Everything about one order that a test refers to. */
export interface TestOrder {
  readonly merchantId: string;
  readonly orderId: string;
  readonly token: string;
  readonly lineIds: readonly [string, string];
}

export function anOrder(merchantId: string = uuidv7()): TestOrder {
  return { merchantId, orderId: uuidv7(), token: `tok-${uuidv7()}`, lineIds: [uuidv7(), uuidv7()] };
}

const at = ({ merchantId, orderId }: TestOrder) => ({ merchantId, key: orderId });

/** Two mugs and a lamp, to Ayşe in İstanbul. */
export function placed(order: TestOrder, changes: Partial<OrderPlaced> = {}): EventDraft<OrderPlaced> {
  const [mug, lamp] = order.lineIds;
  return draft(OrderPlaced, at(order), {
    orderId: order.orderId,
    externalId: '1001',
    source: 'rest',
    currency: 'TRY',
    placedAt: '2026-11-22T09:00:00.000Z',
    customer: aCustomer,
    shippingAddress: anAddress,
    lines: [
      { lineId: mug, externalLineId: '1', sku: 'MUG-RED', title: 'Kırmızı kupa', quantity: 2, unitPriceMinor: 14_990 },
      { lineId: lamp, externalLineId: '2', sku: 'LAMP', title: 'Masa lambası', quantity: 1, unitPriceMinor: 89_900 },
    ],
    goodsMinor: 119_880,
    shippingMinor: 0,
    discountMinor: 0,
    totalMinor: 119_880,
    payment: { method: 'card', status: 'paid' },
    trackingToken: order.token,
    promiseBy: null,
    ...changes,
  });
}

/** What a test says of a parcel. */
export interface TestParcel {
  readonly parcelId?: string;
  readonly carrier?: string;
  readonly trackingNumber?: string;
  /** Index of the order's line, and units. */
  readonly lines?: readonly (readonly [0 | 1, number])[];
  readonly shippedAt?: string;
}

export function shipped(order: TestOrder, ...parcels: TestParcel[]): EventDraft<PurchaseOrderShipped> {
  return draft(PurchaseOrderShipped, at(order), {
    purchaseOrderId: uuidv7(),
    orderId: order.orderId,
    supplierId: uuidv7(),
    reference: uuidv7(),
    status: 'shipped',
    parcels: parcels.map((parcel) => ({
      parcelId: parcel.parcelId ?? uuidv7(),
      carrier: parcel.carrier ?? 'aras',
      trackingNumber: parcel.trackingNumber ?? `AR${String(Date.now())}`,
      shippedAt: parcel.shippedAt ?? hoursAgo(24),
      lines: (
        parcel.lines ?? [
          [0, 2],
          [1, 1],
        ]
      ).map(([line, quantity]) => ({
        purchaseOrderLineId: uuidv7(),
        orderLineId: order.lineIds[line],
        quantity,
      })),
    })),
  });
}

export const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

/** A checkpoint as a carrier writes it. */
export function checkpoint(
  trackingNumber: string,
  status: ShipmentStatus,
  occurredAt: string,
  eventId: string = uuidv7(),
) {
  return { eventId, trackingNumber, status, occurredAt, description: null, place: 'Gebze Aktarma' };
}

/** Headers and body of a delivery signed as Standard Webhooks says. */
export function signed(secret: string, content: unknown, sentAt = new Date()) {
  return signedText(secret, JSON.stringify(content), sentAt);
}

/** The signature covers bytes, so anything can be signed. */
export function signedText(secret: string, body: string, sentAt = new Date()) {
  const id = `msg_${uuidv7()}`;
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, sentAt, body),
  };
  return { body, headers };
}
