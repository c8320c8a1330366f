import type { EntityManager } from 'typeorm';
import { AddressChangeRequested, CancellationRequested, ExchangeRequested, type Envelope } from '#contracts';
import { Consumer, On } from '#messaging';
import { CustomerWishes } from './customer-wishes.service.js';
import { ExchangesService } from './exchanges.service.js';

/** What changes orders; returns, refunds, claims and opinions are taken in where experience is. */
@Consumer()
export class AfterSalesConsumer {
  constructor(
    private readonly exchanges: ExchangesService,
    private readonly wishes: CustomerWishes,
  ) {}

  @On(ExchangeRequested)
  onExchangeRequested({ merchantId, data }: Envelope<ExchangeRequested>, tx: EntityManager): Promise<void> {
    return this.exchanges.placeExchange(tx, merchantId, data);
  }

  @On(CancellationRequested)
  onCancellationRequested({ merchantId, data }: Envelope<CancellationRequested>, tx: EntityManager): Promise<void> {
    return this.wishes.wishCancel(tx, merchantId, data);
  }

  @On(AddressChangeRequested)
  onAddressChangeRequested({ merchantId, data }: Envelope<AddressChangeRequested>, tx: EntityManager): Promise<void> {
    return this.wishes.wishAddress(tx, merchantId, data);
  }
}
