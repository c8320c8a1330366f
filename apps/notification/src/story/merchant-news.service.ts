import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OrderUnroutable, PurchaseOrderAcknowledged } from '#contracts';
import { FactsService } from '../facts/facts.service.js';
import type { MessageFacts } from '../notifications/domain/message.js';
import { MerchantTelling } from '../telling/merchant-telling.service.js';
import { lateBackorders, type LateBackorder } from './domain/late-backorders.js';

/** Of an event, what it is about. */
interface AboutPurchaseOrder {
  readonly orderId: string;
  readonly purchaseOrderId: string;
}

/** Tells the people of a shop which orders do not go as promised. */
@Injectable()
export class MerchantNewsService {
  constructor(
    private readonly facts: FactsService,
    private readonly merchants: MerchantTelling,
  ) {}

  async tellUnroutable(tx: EntityManager, merchantId: string, unroutable: OrderUnroutable): Promise<void> {
    const { orderId, routingVersion, reasonCode, nextAction, lines } = unroutable;
    const about = { merchantId, orderId, subjectId: orderId, reason: `v${String(routingVersion)}` };
    await this.merchants.tell(tx, { ...about, template: 'unroutable-orders' }, () => ({
      reasonCode,
      nextAction,
      lines: lines.map(({ sku, quantity }) => ({
        title: sku === '' ? '–' : sku,
        sku: null,
        quantity,
        amountMinor: null,
      })),
    }));
  }

  /** It has suppliers now, or needs none any more: what was not told yet is no news. */
  async endUnroutable(tx: EntityManager, orderId: string): Promise<void> {
    await this.merchants.takeBack(tx, { orderId, subjectId: orderId, template: 'unroutable-orders' });
  }

  /** At once where the supplier's day is after the order's; otherwise on that day, unless all has left by then. */
  async tellBackorders(tx: EntityManager, merchantId: string, answer: PurchaseOrderAcknowledged): Promise<void> {
    if (answer.lines.every(({ backorderedQuantity }) => backorderedQuantity === 0)) return;
    if (!(await this.merchants.listens(tx, merchantId, 'late-backorders'))) return;
    const { promiseBy } = await this.facts.order(tx, answer.orderId);
    for (const late of lateBackorders(answer.lines, promiseBy)) await this.tellBackorder(tx, merchantId, answer, late);
  }

  /** Nothing of a purchase order is waited for any more. */
  async tellLeft(tx: EntityManager, { orderId, purchaseOrderId: subjectId }: AboutPurchaseOrder): Promise<void> {
    await this.merchants.takeBack(tx, { orderId, subjectId, template: 'late-backorders' });
  }

  private async tellBackorder(
    tx: EntityManager,
    merchantId: string,
    { orderId, purchaseOrderId: subjectId, supplierId, reference }: PurchaseOrderAcknowledged,
    { code, at, units }: LateBackorder,
  ): Promise<void> {
    const reason = `${subjectId}:${code}:${at?.toISOString() ?? ''}:${reference}`;
    const notBefore = code === 'NOT_SHIPPED' && at !== null ? { notBefore: at } : {};
    const about = { merchantId, orderId, subjectId, reason, ...notBefore };
    await this.merchants.tell(
      tx,
      { ...about, template: 'late-backorders' },
      async (): Promise<Partial<MessageFacts>> => ({
        name: (await this.facts.supplier(tx, supplierId)).name,
        promiseBy: (await this.facts.order(tx, orderId)).promiseBy?.toISOString() ?? null,
        purchaseOrder: { number: await this.facts.purchaseOrderNumber(tx, subjectId), acknowledgeBy: null },
        lines: [{ title: '–', sku: null, quantity: units, amountMinor: null }],
        reasonCode: code,
        at: at?.toISOString() ?? null,
      }),
    );
  }
}
