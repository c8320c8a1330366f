import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { aCustomer, anAddress, eventually } from '#testing';
import { Api } from '../harness/api.js';
import type { KervanProcess } from '../harness/kervan-process.js';

/** The parts of the product's answers that the journeys look at. */
export interface OrderAnswer {
  id: string;
  externalId: string;
  status: string;
  statusReason: { code: string; nextAction: string } | null;
  lines: {
    id: string;
    sku: string;
    quantity: number;
    status: string;
    allocations: {
      supplierCode: string;
      purchaseOrderId: string;
      quantity: number;
      shippedQuantity: number;
      status: string;
    }[];
  }[];
  parcels: { shipmentId: string; carrier: string; trackingNumber: string; status: string; trackingUrl: string }[];
}
export interface PurchaseOrderAnswer {
  id: string;
  orderId: string;
  status: string;
  lines: { id: string; sku: string; quantity: number }[];
}
interface List<T> {
  items: T[];
}
export interface MailSummary {
  id: string;
  to: string;
  subject: string;
}

/** How long one step of a journey may take on a busy machine, Kafka included. */
const STEP_MS = 40_000;
export const step = <T>(check: () => Promise<T>): Promise<T> => eventually(check, { timeoutMs: STEP_MS });

/** A merchant's shop with suppliers that the test plays itself, over the product's public interface alone. */
export class Shop {
  readonly merchant: Api;
  readonly operator: Api;
  private readonly suppliers = new Map<string, { id: string; api: Api }>();
  private feedClock = Date.now();

  constructor(readonly kervan: KervanProcess) {
    const keys = kervan.keys();
    this.merchant = new Api(kervan.url, keys.merchant);
    this.operator = new Api(kervan.url, keys.operator);
  }

  /** A supplier that fetches its purchase orders, with stock of the given SKUs. */
  async addSupplier(
    code: string,
    parcelMinor: number,
    stock: Record<string, { quantity: number; cost: string }>,
  ): Promise<void> {
    const id = await this.createSupplier(code, parcelMinor, { type: 'api' });
    const me = await this.merchant.expectGet<{ merchantId: string }>('/v1/whoami');
    const { key } = await this.operator.expectPost<{ key: string }>('/v1/keys', {
      role: 'supplier',
      merchantId: me.merchantId,
      supplierId: id,
    });
    this.suppliers.set(code, { id, api: this.merchant.withKey(key) });
    await this.feed(code, stock);
  }

  /** A supplier that is called at `url`, with ten of one SKU. */
  async addWebhookSupplier(code: string, url: string, sku: string): Promise<void> {
    const secret = `whsec_${randomBytes(24).toString('base64')}`;
    const id = await this.createSupplier(code, 1_000, { type: 'webhook', url, secret });
    this.suppliers.set(code, { id, api: this.merchant });
    await this.feed(code, { [sku]: { quantity: 10, cost: '10.00' } });
  }

  /** Sends a full feed and waits until routing sees it. */
  async feed(code: string, stock: Record<string, { quantity: number; cost: string }>): Promise<void> {
    const { id, api } = this.supplier(code);
    const rows = Object.entries(stock).map(
      ([sku, { quantity, cost }]) => `${code}-${sku},${sku},,${String(quantity)},${cost},TRY,1`,
    );
    const csv = ['supplier_sku,sku,gtin,quantity,unit_cost,currency,lead_time_days', ...rows].join('\n');
    this.feedClock = Math.max(this.feedClock + 1, Date.now());
    const asOf = new Date(this.feedClock).toISOString();
    await step(async () => {
      const answer = await api.send('POST', `/v1/suppliers/${id}/feeds?mode=full&asOf=${asOf}`, csv, {
        'content-type': 'text/csv',
      });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    });
    await step(async () => {
      const { items } = await this.merchant.expectGet<List<{ sku: string; onHand: number }>>(
        `/v1/offers?supplierId=${id}`,
      );
      for (const [sku, { quantity }] of Object.entries(stock)) {
        if (!items.some((offer) => offer.sku === sku && offer.onHand === quantity))
          throw new Error(`no offer for ${sku} yet`);
      }
    });
  }

  private async createSupplier(code: string, parcelMinor: number, channel: object): Promise<string> {
    const { id } = await this.merchant.expectPost<{ id: string }>('/v1/suppliers', {
      code,
      name: `Supplier ${code}`,
      country: 'TR',
      currency: 'TRY',
      channel,
      parcel: { fixedMinor: parcelMinor, perKgMinor: 0 },
      leadTimeDays: 1,
      active: true,
    });
    return id;
  }

  supplier(code: string): { id: string; api: Api } {
    const found = this.suppliers.get(code);
    if (!found) throw new Error(`no supplier ${code}`);
    return found;
  }

  /** Places a REST order; the answer is the order's id. */
  async placeOrder(
    lines: { sku: string; quantity: number }[],
    customer: { email: string; language?: string },
  ): Promise<string> {
    const externalId = `E-${randomUUID().slice(0, 8)}`;
    const { id } = await this.merchant.expectPost<{ id: string }>(
      '/v1/orders',
      restOrder(externalId, lines, customer),
      {
        'idempotency-key': externalId,
      },
    );
    return id;
  }

  order(id: string): Promise<OrderAnswer> {
    return this.merchant.expectGet<OrderAnswer>(`/v1/orders/${id}`);
  }

  async orderWhen(id: string, accept: (order: OrderAnswer) => boolean): Promise<OrderAnswer> {
    return step(async () => {
      const order = await this.order(id);
      if (!accept(order)) throw new Error(`order is ${JSON.stringify(order)}`);
      return order;
    });
  }

  /** The purchase order of this order at a supplier, once the supplier can fetch it. */
  async purchaseOrder(code: string, orderId: string): Promise<PurchaseOrderAnswer> {
    return step(async () => {
      const { items } = await this.supplier(code).api.expectGet<List<PurchaseOrderAnswer>>(
        '/v1/purchase-orders?limit=200',
      );
      const found = items.find((candidate) => candidate.orderId === orderId);
      if (!found) throw new Error(`supplier ${code} has no purchase order for ${orderId}`);
      return found;
    });
  }

  async acknowledge(
    code: string,
    purchaseOrder: PurchaseOrderAnswer,
    accepted: (quantity: number) => number,
  ): Promise<void> {
    await this.supplier(code).api.expectPost(`/v1/purchase-orders/${purchaseOrder.id}/acknowledgements`, {
      reference: `ACK-${purchaseOrder.id}`,
      lines: purchaseOrder.lines.map(({ id, quantity }) => ({
        lineId: id,
        acceptedQuantity: accepted(quantity),
        backorderedQuantity: 0,
        rejectedQuantity: quantity - accepted(quantity),
        reasonCode: accepted(quantity) < quantity ? 'OUT_OF_STOCK' : null,
        expectedShipAt: null,
      })),
    });
  }

  async ship(
    code: string,
    purchaseOrder: PurchaseOrderAnswer,
    trackingNumber: string,
    shipped: (quantity: number) => number,
  ): Promise<void> {
    await this.supplier(code).api.expectPost(`/v1/purchase-orders/${purchaseOrder.id}/ship-notices`, {
      reference: `ASN-${purchaseOrder.id}`,
      parcels: [
        {
          carrier: 'manual',
          trackingNumber,
          shippedAt: new Date().toISOString(),
          lines: purchaseOrder.lines.map(({ id, quantity }) => ({ lineId: id, quantity: shipped(quantity) })),
        },
      ],
    });
  }

  /** Walks a parcel through checkpoints, in the order given. */
  async track(shipmentId: string, ...statuses: string[]): Promise<void> {
    for (const [index, status] of statuses.entries()) {
      await step(() =>
        this.merchant.expectPost(`/v1/shipments/${shipmentId}/checkpoints`, {
          eventId: `${shipmentId}-${String(index)}-${status}`,
          status,
          occurredAt: new Date(Date.now() - (statuses.length - index) * 1_000).toISOString(),
          description: status,
          place: 'İstanbul',
        }),
      );
    }
  }

  async mailsTo(address: string): Promise<MailSummary[]> {
    const { items } = await this.operator.expectGet<List<MailSummary>>(
      `/v1/mailbox?to=${encodeURIComponent(address)}&limit=100`,
    );
    return items;
  }

  /** Templates of the messages sent about an order, oldest first. */
  async templatesSent(orderId: string): Promise<string[]> {
    const { items } = await this.merchant.expectGet<
      List<{ audience: string; template: string; status: string; sentAt: string }>
    >(`/v1/notifications?orderId=${orderId}&limit=100`);
    return items
      .filter(({ audience, status }) => audience === 'customer' && status === 'sent')
      .sort((a, b) => a.sentAt.localeCompare(b.sentAt))
      .map(({ template }) => template);
  }
}

export function restOrder(
  externalId: string,
  lines: { sku: string; quantity: number }[],
  { email, language = 'tr' }: { email: string; language?: string },
): Record<string, unknown> {
  return {
    externalId,
    currency: 'TRY',
    placedAt: new Date().toISOString(),
    customer: { ...aCustomer, email, language },
    shippingAddress: anAddress,
    lines: lines.map(({ sku, quantity }, index) => ({
      externalLineId: String(index + 1),
      sku,
      title: `Item ${sku}`,
      quantity,
      unitPriceMinor: 14_990,
    })),
    shippingMinor: 0,
    discountMinor: 0,
    payment: { method: 'card', status: 'paid' },
    promiseBy: null,
    note: null,
  };
}

/** Signs a body as Shopify does. Source: Shopify, "Deliver webhooks through HTTPS", X-Shopify-Hmac-SHA256. */
export const shopifySignature = (body: string, secret: string): string =>
  createHmac('sha256', secret).update(body, 'utf8').digest('base64');
