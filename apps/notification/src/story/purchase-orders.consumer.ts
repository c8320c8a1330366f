import type { EntityManager } from 'typeorm';
import {
  PurchaseOrderAcknowledged,
  PurchaseOrderAddressChangeAnswered,
  PurchaseOrderCancellationRefused,
  PurchaseOrderCancelled,
  PurchaseOrderCreated,
  PurchaseOrderExpired,
  PurchaseOrderSent,
  PurchaseOrderShipped,
  type Envelope,
} from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { MerchantNewsService } from './merchant-news.service.js';
import { OperatorAlertsService } from './operator-alerts.service.js';
import { SupplierAlertsService } from './supplier-alerts.service.js';

// The supplier knows what it did itself; that something left is told per parcel.
@Ignore(PurchaseOrderSent, PurchaseOrderCancellationRefused, PurchaseOrderAddressChangeAnswered)
@Consumer()
export class PurchaseOrdersConsumer {
  constructor(
    private readonly suppliers: SupplierAlertsService,
    private readonly operators: OperatorAlertsService,
    private readonly merchants: MerchantNewsService,
  ) {}

  @On(PurchaseOrderCreated, { batch: true })
  onPurchaseOrderCreated({ merchantId, data }: Envelope<PurchaseOrderCreated>, tx: EntityManager): Promise<void> {
    return this.suppliers.tellCreated(tx, merchantId, data);
  }

  @On(PurchaseOrderAcknowledged, { batch: true })
  async onPurchaseOrderAcknowledged(
    { merchantId, data }: Envelope<PurchaseOrderAcknowledged>,
    tx: EntityManager,
  ): Promise<void> {
    await this.suppliers.settle(tx, merchantId, data);
    await this.merchants.tellBackorders(tx, merchantId, data);
  }

  @On(PurchaseOrderShipped, { batch: true })
  async onPurchaseOrderShipped({ merchantId, data }: Envelope<PurchaseOrderShipped>, tx: EntityManager): Promise<void> {
    await this.suppliers.settle(tx, merchantId, data);
    if (data.status === 'shipped') await this.merchants.tellLeft(tx, data);
  }

  @On(PurchaseOrderCancelled, { batch: true })
  async onPurchaseOrderCancelled(
    { merchantId, data }: Envelope<PurchaseOrderCancelled>,
    tx: EntityManager,
  ): Promise<void> {
    await this.suppliers.settle(tx, merchantId, data);
    await this.merchants.tellLeft(tx, data);
  }

  @On(PurchaseOrderExpired, { batch: true })
  async onPurchaseOrderExpired({ merchantId, data }: Envelope<PurchaseOrderExpired>, tx: EntityManager): Promise<void> {
    await this.suppliers.tellExpired(tx, merchantId, data);
    await this.operators.tellOverdue(tx, merchantId, data);
  }
}
