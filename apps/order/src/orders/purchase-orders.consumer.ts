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
import { CustomerWishes } from './customer-wishes.service.js';
import { SupplierAnswersService } from './supplier-answers.service.js';

/** `purchase-order.created` repeats what `order.routed` said. */
@Consumer()
@Ignore(PurchaseOrderCreated)
export class PurchaseOrdersConsumer {
  constructor(
    private readonly answers: SupplierAnswersService,
    private readonly wishes: CustomerWishes,
  ) {}

  @On(PurchaseOrderSent, { batch: true })
  onPurchaseOrderSent({ data }: Envelope<PurchaseOrderSent>, tx: EntityManager): Promise<void> {
    return this.answers.sent(tx, data);
  }

  @On(PurchaseOrderAcknowledged)
  onPurchaseOrderAcknowledged({ data }: Envelope<PurchaseOrderAcknowledged>, tx: EntityManager): Promise<void> {
    return this.answers.acknowledged(tx, data);
  }

  @On(PurchaseOrderExpired)
  onPurchaseOrderExpired({ data }: Envelope<PurchaseOrderExpired>, tx: EntityManager): Promise<void> {
    return this.answers.expired(tx, data);
  }

  @On(PurchaseOrderCancelled)
  onPurchaseOrderCancelled({ data }: Envelope<PurchaseOrderCancelled>, tx: EntityManager): Promise<void> {
    return this.answers.cancelled(tx, data);
  }

  @On(PurchaseOrderCancellationRefused)
  onPurchaseOrderCancellationRefused(
    { data }: Envelope<PurchaseOrderCancellationRefused>,
    tx: EntityManager,
  ): Promise<void> {
    return this.answers.cancellationRefused(tx, data);
  }

  @On(PurchaseOrderAddressChangeAnswered)
  onPurchaseOrderAddressChangeAnswered(
    { data }: Envelope<PurchaseOrderAddressChangeAnswered>,
    tx: EntityManager,
  ): Promise<void> {
    return this.wishes.answered(tx, data);
  }

  @On(PurchaseOrderShipped)
  onPurchaseOrderShipped({ data }: Envelope<PurchaseOrderShipped>, tx: EntityManager): Promise<void> {
    return this.answers.shipped(tx, data);
  }
}
