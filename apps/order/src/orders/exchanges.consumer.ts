import type { EntityManager } from 'typeorm';
import { ExchangeRequested, newestEvents, topics, type Envelope } from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { ExchangesService } from './exchanges.service.js';

/** Returns, refunds, claims and opinions change no order. */
const others = newestEvents()
  .filter(({ info, eventClass }) => info.topic === topics.afterSales && eventClass !== ExchangeRequested)
  .map(({ eventClass }) => eventClass);

@Ignore(...others)
@Consumer()
export class ExchangesConsumer {
  constructor(private readonly exchanges: ExchangesService) {}

  @On(ExchangeRequested)
  onExchangeRequested({ merchantId, data }: Envelope<ExchangeRequested>, tx: EntityManager): Promise<void> {
    return this.exchanges.placeExchange(tx, merchantId, data);
  }
}
