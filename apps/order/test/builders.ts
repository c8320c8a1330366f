import { v7 as uuidv7 } from 'uuid';
import {
  OfferChanged,
  SupplierChanged,
  PurchaseOrderAcknowledged,
  PurchaseOrderExpired,
  PurchaseOrderCancelled,
  PurchaseOrderShipped,
  ShipmentDelivered,
  type Envelope,
  type PlannedPurchaseOrder,
} from '#contracts';
import { draft } from '#messaging';
import { aCustomer, anAddress, eventually, type ServiceUnderTest, type TestClient } from '#testing';
import type { OrderView } from '../src/orders/order-view.js';

export const anOrderBody = (changes: Record<string, unknown> = {}) => ({
  externalId: uuidv7(),
  currency: 'TRY',
  placedAt: '2026-11-22T09:00:00Z',
  customer: aCustomer,
  shippingAddress: anAddress,
  lines: [{ externalLineId: '1', sku: 'MUG-RED', title: 'Red mug', quantity: 2, unitPriceMinor: 14990 }],
  shippingMinor: 0,
  discountMinor: 0,
  payment: { method: 'card', status: 'paid' },
  promiseBy: null,
  note: null,
  ...changes,
});

export const aLine = (externalLineId: string, sku: string, quantity: number) => ({
  externalLineId,
  sku,
  title: sku,
  quantity,
  unitPriceMinor: 100,
});

/** One merchant with its key, its suppliers and their stock, as the service under test knows them. */
export class Shop {
  readonly offerIds = new Map<string, string>();

  private constructor(
    readonly world: ServiceUnderTest,
    readonly merchantId: string,
    readonly client: TestClient,
  ) {}

  static async open(world: ServiceUnderTest): Promise<Shop> {
    const merchantId = uuidv7();
    return new Shop(world, merchantId, await world.asMerchant(merchantId));
  }

  async supplier(code: string, terms: Partial<SupplierChanged> = {}): Promise<string> {
    const supplierId = terms.supplierId ?? uuidv7();
    await this.world.publish(
      draft(
        SupplierChanged,
        { merchantId: this.merchantId, key: supplierId },
        {
          ...{ supplierId, code, name: code, country: 'TR', currency: 'TRY', active: true },
          ...{ parcelFixedMinor: 3000, parcelPerKgMinor: 0, parcelByCountry: [], leadTimeDays: 1 },
          ...{ contactEmail: null, language: 'tr', channel: 'api' },
          ...terms,
        },
      ),
    );
    return supplierId;
  }

  async offer(supplierId: string, sku: string, onHand: number, facts: Partial<OfferChanged> = {}): Promise<string> {
    const name = `${supplierId} ${sku}`;
    const offerId = this.offerIds.get(name) ?? uuidv7();
    this.offerIds.set(name, offerId);
    await this.world.publish(
      draft(
        OfferChanged,
        { merchantId: this.merchantId, key: offerId },
        {
          ...{ offerId, supplierId, supplierSku: `X-${sku}`, sku, gtin: null, onHand, unitCostMinor: 500 },
          ...{ currency: 'TRY', leadTimeDays: 1, asOf: new Date().toISOString(), feedId: uuidv7() },
          ...facts,
        },
      ),
    );
    return offerId;
  }

  async place(changes: Record<string, unknown> = {}): Promise<OrderView> {
    const answer = await this.client.post<OrderView>('/v1/orders', anOrderBody(changes), {
      'idempotency-key': uuidv7(),
    });
    if (answer.status !== 201) throw new Error(`${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async order(id: string): Promise<OrderView> {
    return (await this.client.get<OrderView>(`/v1/orders/${id}`)).body;
  }

  /** Every decision of the order is the one that its recorded input gives again, byte for byte. */
  async expectReplay(id: string): Promise<void> {
    type Replayed = { items: { replay: { identical: boolean } | null }[] };
    const { body } = await this.client.get<Replayed>(`/v1/orders/${id}/decisions?include=replay`);
    const identical = body.items.map(({ replay }) => replay?.identical);
    if (identical.length === 0 || identical.some((same) => same !== true))
      throw new Error(`decisions of ${id} replay as ${JSON.stringify(identical)}`);
  }

  /** Waits until an order has a status. */
  async becomes(id: string, status: string): Promise<OrderView> {
    return eventually(async () => {
      const order = await this.order(id);
      if (order.status !== status) throw new Error(`${order.status} is not ${status}`);
      return order;
    });
  }

  /** What was said about an order, oldest first, once the last of `types` was said. */
  async told(orderId: string, ...types: string[]): Promise<Envelope[]> {
    return eventually(async () => {
      // What is committed but not yet on the bus would be missing: wait for the relay first.
      const waiting = await this.world.dataSource.query<unknown[]>(
        'SELECT 1 FROM outbox_pending JOIN outbox_archive USING (slot, seq) WHERE key = $1',
        [orderId],
      );
      if (waiting.length > 0) throw new Error('the outbox still holds events of this order');
      const own = this.world.published().filter((envelope) => envelope.key === orderId);
      for (const type of types) {
        if (!own.some((envelope) => envelope.type === type)) throw new Error(`${type} was not told`);
      }
      return own;
    });
  }

  /** What suppliers were to be asked for, first to last, once that many were told. */
  async purchaseOrders(orderId: string, count = 1): Promise<PlannedPurchaseOrder[]> {
    return eventually(async () => {
      const told = await this.told(orderId);
      const planned = told.flatMap(
        (envelope) => (envelope.data as { purchaseOrders?: PlannedPurchaseOrder[] }).purchaseOrders ?? [],
      );
      if (planned.length < count) throw new Error(`${String(planned.length)} purchase orders, not ${String(count)}`);
      return planned;
    });
  }

  async acknowledge(
    orderId: string,
    purchaseOrder: PlannedPurchaseOrder,
    answer: { accepted?: number; backordered?: number; rejected?: number; at?: string },
  ): Promise<void> {
    await this.world.publish(
      draft(PurchaseOrderAcknowledged, this.at(orderId), {
        ...this.about(orderId, purchaseOrder),
        reference: uuidv7(),
        status: (answer.rejected ?? 0) > 0 ? 'partly_acknowledged' : 'acknowledged',
        acknowledgedAt: answer.at ?? new Date().toISOString(),
        lines: purchaseOrder.lines.map((line) => ({
          purchaseOrderLineId: uuidv7(),
          orderLineId: line.orderLineId,
          acceptedQuantity: answer.accepted ?? 0,
          backorderedQuantity: answer.backordered ?? 0,
          rejectedQuantity: answer.rejected ?? 0,
          reasonCode: (answer.rejected ?? 0) > 0 ? ('OUT_OF_STOCK' as const) : null,
          expectedShipAt: null,
        })),
      }),
    );
  }

  async ship(orderId: string, purchaseOrder: PlannedPurchaseOrder, parcelId = uuidv7()): Promise<string> {
    await this.world.publish(
      draft(PurchaseOrderShipped, this.at(orderId), {
        ...this.about(orderId, purchaseOrder),
        reference: uuidv7(),
        status: 'shipped',
        parcels: [
          {
            ...{ parcelId, carrier: 'aras', trackingNumber: `TN${parcelId}`, shippedAt: new Date().toISOString() },
            lines: purchaseOrder.lines.map((line) => ({
              purchaseOrderLineId: uuidv7(),
              orderLineId: line.orderLineId,
              quantity: line.quantity,
            })),
          },
        ],
      }),
    );
    return parcelId;
  }

  async deliver(orderId: string, shipmentId: string): Promise<void> {
    await this.world.publish(
      draft(ShipmentDelivered, this.at(orderId), {
        ...{ shipmentId, orderId, deliveredAt: new Date().toISOString(), place: null },
      }),
    );
  }

  expire(orderId: string, purchaseOrder: PlannedPurchaseOrder): Promise<Envelope> {
    return this.world.publish(
      draft(PurchaseOrderExpired, this.at(orderId), {
        ...this.about(orderId, purchaseOrder),
        expiredAt: new Date().toISOString(),
        lines: released(purchaseOrder),
      }),
    );
  }

  async cancelAtSupplier(orderId: string, purchaseOrder: PlannedPurchaseOrder): Promise<void> {
    await this.world.publish(
      draft(PurchaseOrderCancelled, this.at(orderId), {
        ...this.about(orderId, purchaseOrder),
        cancelledAt: new Date().toISOString(),
        lines: released(purchaseOrder),
      }),
    );
  }

  at(orderId: string): { merchantId: string; key: string } {
    return { merchantId: this.merchantId, key: orderId };
  }

  about(orderId: string, { purchaseOrderId, supplierId }: PlannedPurchaseOrder) {
    return { purchaseOrderId, orderId, supplierId };
  }
}

const released = (purchaseOrder: PlannedPurchaseOrder) =>
  purchaseOrder.lines.map(({ orderLineId, quantity }) => ({ purchaseOrderLineId: uuidv7(), orderLineId, quantity }));
