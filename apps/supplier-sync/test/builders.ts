import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';
import type { OrderPlaced as Placed, OrderRouted as Routed, PlannedPurchaseOrder } from '#contracts';
import { OrderCancellationRequested, OrderPlaced, OrderRerouted, OrderRouted } from '#contracts';
import { draft } from '#messaging';
import { aCustomer, anAddress } from '#testing';
import type { ServiceUnderTest, TestClient } from '#testing';

/** A supplier as its merchant describes it. */
export function aSupplier(facts: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    code: `s-${uuidv7()}`,
    name: 'Ege Ev',
    country: 'TR',
    currency: 'TRY',
    channel: { type: 'api' },
    parcel: { fixedMinor: 4500, perKgMinor: 500 },
    leadTimeDays: 2,
    active: true,
    ...facts,
  };
}

/** A merchant with one supplier, and keys for both. */
export interface Partners {
  readonly merchantId: string;
  readonly merchant: TestClient;
  readonly supplierId: string;
  readonly supplierCode: string;
  readonly supplier: TestClient;
  readonly secret: string | undefined;
}

export async function partners(
  world: ServiceUnderTest,
  facts: Record<string, unknown> = {},
  merchantId = uuidv7(),
): Promise<Partners> {
  const merchant = await world.asMerchant(merchantId);
  const { status, body } = await merchant.post<{ id: string; code: string; channel: { secret?: string } }>(
    '/v1/suppliers',
    aSupplier(facts),
  );
  if (status !== 201) throw new Error(JSON.stringify(body));
  const supplier = await world.asSupplier(body.id, merchantId);
  return {
    merchantId,
    merchant,
    supplierId: body.id,
    supplierCode: body.code,
    supplier,
    secret: body.channel.secret,
  };
}

export const customerEmail = 'ayse@example.com';

/** An order with two lines, as `order` tells of it. */
export class AnOrder {
  readonly orderId = uuidv7();
  readonly mug = uuidv7();
  readonly lamp = uuidv7();

  constructor(
    private readonly world: ServiceUnderTest,
    private readonly partners: Partners,
  ) {}

  get at(): { merchantId: string; key: string } {
    return { merchantId: this.partners.merchantId, key: this.orderId };
  }

  placed(): Promise<unknown> {
    const data: Placed = {
      orderId: this.orderId,
      externalId: '1001',
      source: 'rest',
      currency: 'TRY',
      placedAt: '2026-11-22T09:00:00Z',
      customer: { ...aCustomer, email: customerEmail },
      shippingAddress: anAddress,
      lines: [
        { lineId: this.mug, externalLineId: '1', sku: 'MUG', title: 'Mug', quantity: 5, unitPriceMinor: 77_700 },
        { lineId: this.lamp, externalLineId: '2', sku: 'LAMP', title: 'Lamp', quantity: 2, unitPriceMinor: 88_800 },
      ],
      goodsMinor: 566_100,
      shippingMinor: 0,
      discountMinor: 0,
      totalMinor: 566_100,
      payment: { method: 'card', status: 'paid' },
      trackingToken: 'token',
      promiseBy: null,
    };
    return this.world.publish(draft(OrderPlaced, this.at, data));
  }

  /** @returns the id of the purchase order that the decision plans. */
  async routed(routingVersion = 1, lines = this.plannedLines()): Promise<string> {
    const purchaseOrder = this.planned(routingVersion, lines);
    const facts = {
      orderId: this.orderId,
      routingVersion,
      purchaseOrders: [purchaseOrder],
      decision: this.decision(routingVersion),
    };
    const event =
      routingVersion === 1
        ? draft(OrderRouted, this.at, facts satisfies Routed)
        : draft(OrderRerouted, this.at, { ...facts, causedByPurchaseOrderId: null });
    await this.world.publish(event);
    return purchaseOrder.purchaseOrderId;
  }

  /** Placed and routed. */
  async reachesSupplier(): Promise<string> {
    await this.placed();
    return this.routed();
  }

  cancelled(...purchaseOrderIds: string[]): Promise<unknown> {
    return this.world.publish(
      draft(OrderCancellationRequested, this.at, {
        orderId: this.orderId,
        reasonCode: 'REQUESTED_BY_CUSTOMER',
        purchaseOrderIds,
      }),
    );
  }

  private planned(routingVersion: number, lines: PlannedPurchaseOrder['lines']): PlannedPurchaseOrder {
    const { supplierId, supplierCode } = this.partners;
    return {
      purchaseOrderId: uuidv5(`${this.orderId}/${supplierId}/${routingVersion}`, uuidv5.URL),
      supplierId,
      supplierCode,
      currency: 'TRY',
      lines,
    };
  }

  private plannedLines(): PlannedPurchaseOrder['lines'] {
    const line = (orderLineId: string, sku: string, quantity: number) => ({
      orderLineId,
      offerId: uuidv7(),
      supplierSku: `E-${sku}`,
      sku,
      title: sku,
      quantity,
      unitCostMinor: 1000,
    });
    return [line(this.mug, 'MUG', 5), line(this.lamp, 'LAMP', 2)];
  }

  private decision(routingVersion: number): Routed['decision'] {
    return {
      routingVersion,
      policyVersion: 1,
      currency: 'TRY',
      decidedAt: '2026-11-22T09:00:01Z',
      costMinor: 0,
      lowerBoundMinor: 0,
      proven: true,
      lines: [],
      plan: [],
      unfilled: [],
      candidates: [],
    };
  }
}

/** A purchase order as the outside sees it. */
export interface PurchaseOrderBody {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly sentAt: string | null;
  readonly acknowledgeBy: string;
  readonly shipTo: { name: string; city: string } | null;
  readonly lines: readonly {
    id: string;
    sku: string;
    quantity: number;
    acknowledgedQuantity: number;
    rejectedQuantity: number;
    backorderedQuantity: number;
    shippedQuantity: number;
    cancelledQuantity: number;
    expiredQuantity: number;
  }[];
  readonly delivery?: { state: string; attempts: number; lastStatus: number | null; lastError: string | null } | null;
}

export async function fetched(client: TestClient, id: string): Promise<PurchaseOrderBody> {
  const { status, body } = await client.get<PurchaseOrderBody>(`/v1/purchase-orders/${id}`);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

/** What the service said about one order, by type. */
export function saidAbout(world: ServiceUnderTest, orderId: string): string[] {
  return world
    .published()
    .filter(({ key }) => key === orderId)
    .map(({ type }) => type);
}
