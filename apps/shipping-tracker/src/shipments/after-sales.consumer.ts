import type { EntityManager } from 'typeorm';
import { newestEvents, ReturnLabelIssued, topics, type Envelope } from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { ShipmentsService } from './shipments.service.js';

/** Of what happens after the sale only a parcel on its way back has to be followed. */
const others = newestEvents()
  .filter(({ info, eventClass }) => info.topic === topics.afterSales && eventClass !== ReturnLabelIssued)
  .map(({ eventClass }) => eventClass);

@Ignore(...others)
@Consumer()
export class AfterSalesConsumer {
  constructor(private readonly shipments: ShipmentsService) {}

  @On(ReturnLabelIssued, { batch: true })
  onReturnLabelIssued({ merchantId, data }: Envelope<ReturnLabelIssued>, tx: EntityManager): Promise<void> {
    return this.shipments.registerReturn(tx, merchantId, data);
  }
}
