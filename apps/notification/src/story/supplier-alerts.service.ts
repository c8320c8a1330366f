import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PurchaseOrderCreated, PurchaseOrderExpired } from '#contracts';
import { FactsService } from '../facts/facts.service.js';
import { SupplierTelling, type SupplierMessage } from '../telling/supplier-telling.service.js';

/** Of an event, what it is about. */
interface AboutPurchaseOrder {
  readonly orderId: string;
  readonly purchaseOrderId: string;
}

/** Alerts suppliers who fetch their purchase orders. Those who are pushed to know already. */
@Injectable()
export class SupplierAlertsService {
  constructor(
    private readonly facts: FactsService,
    private readonly suppliers: SupplierTelling,
  ) {}

  async tellCreated(tx: EntityManager, merchantId: string, created: PurchaseOrderCreated): Promise<void> {
    await this.facts.keepPurchaseOrder(tx, created);
    const supplier = await this.facts.supplier(tx, created.supplierId);
    if (supplier.channel === 'webhook' || supplier.contactEmail === null) return;
    const message: SupplierMessage = {
      merchantId,
      orderId: created.orderId,
      subjectId: created.purchaseOrderId,
      number: created.number,
      template: 'purchase-order-created',
      facts: {
        purchaseOrder: { number: created.number, acknowledgeBy: created.acknowledgeBy },
        // The supplier knows its goods by its own number; what the customer pays is not its business.
        lines: created.lines.map(({ supplierSku, quantity }) => ({
          title: supplierSku,
          sku: null,
          quantity,
          amountMinor: null,
        })),
      },
    };
    await this.suppliers.tell(tx, supplier, message);
    const [now, latest] = [Date.now(), Date.parse(created.acknowledgeBy)];
    // What comes late, for instance from a replay, is past answering.
    if (latest <= now) return;
    const alert = { ...message, template: 'purchase-order-unanswered' } as const;
    await this.suppliers.alertAt(tx, supplier, alert, new Date((now + latest) / 2));
  }

  /** It was answered, shipped, withdrawn or given to somebody else: nobody waits for an answer. */
  settle(tx: EntityManager, merchantId: string, { orderId, purchaseOrderId }: AboutPurchaseOrder): Promise<void> {
    const about = { merchantId, orderId, subjectId: purchaseOrderId };
    return this.suppliers.settle(tx, { ...about, template: 'purchase-order-unanswered' });
  }

  async tellExpired(tx: EntityManager, merchantId: string, expired: PurchaseOrderExpired): Promise<void> {
    await this.settle(tx, merchantId, expired);
    const supplier = await this.facts.supplier(tx, expired.supplierId);
    if (supplier.contactEmail === null) return;
    const number = await this.facts.purchaseOrderNumber(tx, expired.purchaseOrderId);
    const units = expired.lines.reduce((sum, line) => sum + line.quantity, 0);
    await this.suppliers.tell(tx, supplier, {
      merchantId,
      orderId: expired.orderId,
      subjectId: expired.purchaseOrderId,
      number,
      template: 'purchase-order-expired',
      facts: {
        purchaseOrder: { number, acknowledgeBy: null },
        lines: [{ title: number, sku: null, quantity: units, amountMinor: null }],
      },
    });
  }
}
