import type { EntityManager } from 'typeorm';
import { OfferChanged, OfferRemoved, SupplierChanged, type Envelope } from '#contracts';
import { Consumer, On } from '#messaging';
import { OffersService } from './offers.service.js';

@Consumer()
export class OffersConsumer {
  constructor(private readonly offers: OffersService) {}

  @On(OfferChanged, { batch: true })
  onOfferChanged({ merchantId, data }: Envelope<OfferChanged>, tx: EntityManager): Promise<void> {
    return this.offers.changeOffer(tx, merchantId, data);
  }

  @On(OfferRemoved, { batch: true })
  onOfferRemoved({ data }: Envelope<OfferRemoved>, tx: EntityManager): Promise<void> {
    return this.offers.removeOffer(tx, data);
  }

  @On(SupplierChanged, { batch: true })
  onSupplierChanged({ merchantId, data }: Envelope<SupplierChanged>, tx: EntityManager): Promise<void> {
    return this.offers.changeSupplier(tx, merchantId, data);
  }
}
