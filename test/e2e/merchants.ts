import { randomUUID } from 'node:crypto';
import type { Answer, Api } from '../harness/api.js';
import { restOrder, step, type OrderAnswer, type PurchaseOrderAnswer } from './shop.js';

export const FEED_HEADER = 'supplier_sku,sku,gtin,quantity,unit_cost,currency,lead_time_days\n';

export interface Supplier {
  readonly id: string;
  readonly code: string;
  readonly api: Api;
}

/** A merchant of its own, with suppliers that fetch their purchase orders. */
export interface Merchant {
  readonly id: string;
  readonly api: Api;
  readonly suppliers: readonly Supplier[];
}

/** Registers a merchant; each supplier offers `MUG`, the first one the cheapest. */
export async function register(operator: Api, name: string, codes: string[]): Promise<Merchant> {
  const command = { name, defaultLanguage: 'tr', currency: 'TRY' };
  const { id } = await operator.expectPost<{ id: string }>('/v1/merchants', command);
  const issued = await operator.expectPost<{ key: string }>('/v1/keys', { role: 'merchant', merchantId: id });
  const api = operator.withKey(issued.key);
  const suppliers: Supplier[] = [];
  for (const [index, code] of codes.entries()) {
    const terms = { code, name: `Supplier ${code}`, country: 'TR', currency: 'TRY', channel: { type: 'api' } };
    const parcel = { fixedMinor: 1_000 * (index + 1), perKgMinor: 0 };
    const made = await api.expectPost<{ id: string }>('/v1/suppliers', {
      ...terms,
      parcel,
      leadTimeDays: 1,
      active: true,
    });
    // The merchant may stay unsaid: the supplier is known.
    const { key } = await operator.expectPost<{ key: string }>('/v1/keys', { role: 'supplier', supplierId: made.id });
    const supplier = { id: made.id, code, api: operator.withKey(key) };
    await feed(supplier, [`${code}-MUG,MUG,,100,${String(40 + index)}.00,TRY,1`]);
    suppliers.push(supplier);
  }
  await step(async () => {
    const { items } = await api.expectGet<{ items: unknown[] }>('/v1/offers?sku=MUG');
    if (items.length < codes.length) throw new Error('not every offer has arrived');
  });
  return { id, api, suppliers };
}

export const feed = (supplier: Supplier, rows: string[]): Promise<Answer<Record<string, unknown>>> =>
  supplier.api.send<Record<string, unknown>>('POST', '/v1/feeds?mode=delta', FEED_HEADER + rows.join('\n'), {
    'content-type': 'text/csv',
  });

export const place = (merchant: Merchant, sku: string, quantity: number, externalId?: string): Promise<OrderAnswer> =>
  merchant.api.expectPost<OrderAnswer>(
    '/v1/orders',
    restOrder(externalId ?? randomUUID(), [{ sku, quantity }], { email: 'secret.customer@example.com' }),
    { 'idempotency-key': randomUUID() },
  );

/** A supplier's purchase order for an order, once it can be fetched. */
export const purchaseOrderFor = (supplier: Supplier, orderId: string): Promise<PurchaseOrderAnswer> =>
  step(async () => {
    const { items } = await supplier.api.expectGet<{ items: PurchaseOrderAnswer[] }>('/v1/purchase-orders');
    const found = items.find((item) => item.orderId === orderId);
    if (!found) throw new Error(`${supplier.code} has no purchase order for ${orderId}`);
    return found;
  });
