import type { EntityManager } from 'typeorm';
import { MerchantRegistered, type Envelope } from '#contracts';
import { Consumer, On } from '#messaging';
import { MerchantsService } from './merchants.service.js';

@Consumer()
export class MerchantsConsumer {
  constructor(private readonly merchants: MerchantsService) {}

  @On(MerchantRegistered)
  onMerchantRegistered({ data }: Envelope<MerchantRegistered>, tx: EntityManager): Promise<void> {
    return this.merchants.register(tx, data);
  }
}
