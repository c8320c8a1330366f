import type { EntityManager } from 'typeorm';
import { MerchantRegistered, SupplierChanged, type Envelope } from '#contracts';
import { Consumer, On } from '#messaging';
import { FactsService } from '../facts/facts.service.js';
import { FeedAlertsService } from './feed-alerts.service.js';

@Consumer()
export class PartnersConsumer {
  constructor(
    private readonly facts: FactsService,
    private readonly feeds: FeedAlertsService,
  ) {}

  @On(MerchantRegistered, { batch: true })
  onMerchantRegistered({ data }: Envelope<MerchantRegistered>, tx: EntityManager): Promise<void> {
    return this.facts.keepMerchant(tx, data);
  }

  @On(SupplierChanged, { batch: true })
  async onSupplierChanged({ merchantId, data }: Envelope<SupplierChanged>, tx: EntityManager): Promise<void> {
    await this.facts.keepSupplier(tx, data);
    await this.feeds.tellFeed(tx, merchantId, data);
  }
}
