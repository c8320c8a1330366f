import type { EntityManager } from 'typeorm';
import { MerchantRegistered, SupplierChanged, type Envelope } from '#contracts';
import { Consumer, On } from '#messaging';
import { FactsService } from './facts.service.js';

@Consumer()
export class PartnersConsumer {
  constructor(private readonly facts: FactsService) {}

  @On(MerchantRegistered, { batch: true })
  onMerchantRegistered({ data }: Envelope<MerchantRegistered>, tx: EntityManager): Promise<void> {
    return this.facts.keepMerchant(tx, data);
  }

  @On(SupplierChanged, { batch: true })
  onSupplierChanged({ data }: Envelope<SupplierChanged>, tx: EntityManager): Promise<void> {
    return this.facts.keepSupplier(tx, data);
  }
}
