import type { EntityManager } from 'typeorm';
import {
  AddressChangeRequested,
  CancellationRequested,
  ExchangeRequested,
  newestEvents,
  topics,
  type Envelope,
  type EventClass,
} from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { CustomerWishes } from './customer-wishes.service.js';
import { ExchangesService } from './exchanges.service.js';

const heard: readonly EventClass[] = [ExchangeRequested, CancellationRequested, AddressChangeRequested];

/** Returns, refunds, claims and opinions change no order. */
const others = newestEvents()
  .filter(({ info, eventClass }) => info.topic === topics.afterSales && !heard.includes(eventClass))
  .map(({ eventClass }) => eventClass);

@Ignore(...others)
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
