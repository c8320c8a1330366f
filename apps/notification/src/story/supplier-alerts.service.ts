import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PurchaseOrderCreated, PurchaseOrderExpired } from '#contracts';
import { FactsService } from '../facts/facts.service.js';
import type { KnownSupplier } from '../facts/known-supplier.entity.js';
import { chooseLanguage } from '../notifications/domain/choose-language.js';
import { noFacts, type MessageFacts, type Template } from '../notifications/domain/message.js';
import { NotificationsService } from '../notifications/notifications.service.js';

/** A purchase order of which a supplier is told. */
interface SupplierAlert {
  readonly merchantId: string;
  readonly orderId: string;
  readonly purchaseOrderId: string;
  readonly template: Template;
  readonly facts: Pick<MessageFacts, 'lines' | 'purchaseOrder'>;
}

/** Alerts suppliers who fetch their purchase orders. Those who are pushed to know already. */
@Injectable()
export class SupplierAlertsService {
  constructor(
    private readonly facts: FactsService,
    private readonly notifications: NotificationsService,
  ) {}

  async tellCreated(tx: EntityManager, merchantId: string, created: PurchaseOrderCreated): Promise<void> {
    await this.facts.keepPurchaseOrder(tx, created);
    const supplier = await this.facts.supplier(tx, created.supplierId);
    if (supplier.channel === 'webhook' || supplier.contactEmail === null) return;
    await this.alert(tx, supplier, {
      merchantId,
      orderId: created.orderId,
      purchaseOrderId: created.purchaseOrderId,
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
    });
  }

  async tellExpired(tx: EntityManager, merchantId: string, expired: PurchaseOrderExpired): Promise<void> {
    const supplier = await this.facts.supplier(tx, expired.supplierId);
    if (supplier.contactEmail === null) return;
    const number = await this.facts.purchaseOrderNumber(tx, expired.purchaseOrderId);
    const units = expired.lines.reduce((sum, line) => sum + line.quantity, 0);
    await this.alert(tx, supplier, {
      merchantId,
      orderId: expired.orderId,
      purchaseOrderId: expired.purchaseOrderId,
      template: 'purchase-order-expired',
      facts: {
        purchaseOrder: { number, acknowledgeBy: null },
        lines: [{ title: number, sku: null, quantity: units, amountMinor: null }],
      },
    });
  }

  private async alert(tx: EntityManager, supplier: KnownSupplier, alert: SupplierAlert): Promise<void> {
    const merchant = await this.facts.merchant(tx, alert.merchantId);
    await this.notifications.tell(tx, {
      merchantId: alert.merchantId,
      orderId: alert.orderId,
      subjectId: alert.purchaseOrderId,
      template: alert.template,
      language: chooseLanguage(supplier.language, merchant?.defaultLanguage),
      recipient: supplier.contactEmail,
      facts: {
        ...noFacts,
        orderNumber: alert.facts.purchaseOrder?.number ?? '',
        merchantName: merchant?.name ?? null,
        name: supplier.name,
        ...alert.facts,
      },
    });
  }
}
