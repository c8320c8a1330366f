import { v7 as uuidv7 } from 'uuid';
import { OrderHeld, OrderPlaced, OrderRouted, PurchaseOrderCreated, PurchaseOrderSent } from '#contracts';
import { draft, type EventDraft } from '#messaging';
import { aCustomer, anAddress } from '#testing';

/** One order's story, told event by event as the services would. */
export class OrderStory {
  readonly orderId = uuidv7();
  readonly purchaseOrderId = uuidv7();
  readonly supplierId = uuidv7();

  constructor(readonly merchantId: string = uuidv7()) {}

  placed(externalId = `E-${this.orderId}`): EventDraft<OrderPlaced> {
    return this.draft(OrderPlaced, {
      orderId: this.orderId,
      externalId,
      source: 'rest',
      currency: 'TRY',
      placedAt: '2026-11-22T09:00:00.000Z',
      customer: aCustomer,
      shippingAddress: anAddress,
      lines: [
        {
          lineId: uuidv7(),
          externalLineId: '1',
          sku: 'MUG-RED',
          title: 'Red mug',
          quantity: 2,
          unitPriceMinor: 14_990,
        },
      ],
      goodsMinor: 29_980,
      shippingMinor: 0,
      discountMinor: 0,
      totalMinor: 29_980,
      payment: { method: 'card', status: 'paid' },
      trackingToken: 'Zk3v9Qm1Yw0aV7sJx2LrT5',
      promiseBy: null,
    });
  }

  held(): EventDraft<OrderHeld> {
    return this.draft(OrderHeld, {
      orderId: this.orderId,
      reasonCode: 'PAYMENT_PENDING',
      nextAction: 'MARK_PAID',
    });
  }

  routed(): EventDraft<OrderRouted> {
    const { orderId, purchaseOrderId, supplierId } = this;
    return this.draft(OrderRouted, {
      orderId,
      routingVersion: 1,
      purchaseOrders: [{ purchaseOrderId, supplierId, supplierCode: 'ANA', currency: 'TRY', lines: [] }],
      decision: {
        routingVersion: 1,
        policyVersion: 1,
        currency: 'TRY',
        decidedAt: '2026-11-22T09:00:01.000Z',
        costMinor: 41_210,
        lowerBoundMinor: 41_210,
        proven: true,
        lines: [],
        plan: [],
        unfilled: [],
        candidates: [],
      },
    });
  }

  purchaseOrderCreated(): EventDraft<PurchaseOrderCreated> {
    const { orderId, purchaseOrderId, supplierId } = this;
    return this.draft(PurchaseOrderCreated, {
      orderId,
      purchaseOrderId,
      supplierId,
      number: 'PO-1',
      supplierCode: 'ANA',
      routingVersion: 1,
      currency: 'TRY',
      lines: [],
      acknowledgeBy: '2026-11-22T10:00:00.000Z',
    });
  }

  purchaseOrderSent(): EventDraft<PurchaseOrderSent> {
    const { orderId, purchaseOrderId, supplierId } = this;
    return this.draft(PurchaseOrderSent, {
      orderId,
      purchaseOrderId,
      supplierId,
      channel: 'api',
      sentAt: '2026-11-22T09:00:02.000Z',
    });
  }

  private draft<T extends object>(eventClass: new () => T, data: T): EventDraft<T> {
    return draft(eventClass, { merchantId: this.merchantId, key: this.orderId }, data);
  }
}
