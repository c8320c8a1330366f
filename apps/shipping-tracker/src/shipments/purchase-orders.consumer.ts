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
import { ShipmentsService } from './shipments.service.js';

// Until something has left there is nothing to track.
@Ignore(PurchaseOrderCreated, PurchaseOrderSent, PurchaseOrderAcknowledged, PurchaseOrderExpired)
@Ignore(PurchaseOrderCancelled, PurchaseOrderCancellationRefused, PurchaseOrderAddressChangeAnswered)
@Consumer()
export class PurchaseOrdersConsumer {
  constructor(private readonly shipments: ShipmentsService) {}

  @On(PurchaseOrderShipped, { batch: true })
  onPurchaseOrderShipped({ merchantId, data }: Envelope<PurchaseOrderShipped>, tx: EntityManager): Promise<void> {
    return this.shipments.registerParcels(tx, merchantId, data);
  }
}
