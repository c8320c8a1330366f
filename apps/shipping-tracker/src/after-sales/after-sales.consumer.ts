import type { EntityManager } from 'typeorm';
import {
  AddressChangeRequested,
  CancellationRequested,
  ComplaintMerged,
  ComplaintMessageAdded,
  ComplaintOpened,
  ComplaintReopened,
  ComplaintSolved,
  newestEvents,
  RefundCompleted,
  ReturnApproved,
  ReturnClosed,
  ReturnExchanged,
  ReturnExpired,
  ReturnInTransit,
  ReturnLabelIssued,
  ReturnReceived,
  ReturnRefused,
  ReturnRequested,
  topics,
  type Envelope,
  type EventClass,
} from '#contracts';
import { Consumer, Ignore, On, OnBatch } from '#messaging';
import { ShipmentsService } from '../shipments/shipments.service.js';
import { CasesService } from './cases.service.js';

const told: readonly EventClass[] = [
  ...[ReturnRequested, ReturnApproved, ReturnRefused, ReturnInTransit, ReturnReceived, ReturnExchanged],
  ...[ReturnExpired, ReturnClosed, RefundCompleted, CancellationRequested, AddressChangeRequested],
  ...[ComplaintOpened, ComplaintMessageAdded, ComplaintSolved, ComplaintReopened, ComplaintMerged],
];

/** The rest is between the shop and its suppliers, or asked by mail. */
const untold = newestEvents()
  .filter(
    ({ info, eventClass }) => info.topic === topics.afterSales && ![...told, ReturnLabelIssued].includes(eventClass),
  )
  .map(({ eventClass }) => eventClass);

@Ignore(...untold)
@Consumer()
export class AfterSalesConsumer {
  constructor(
    private readonly shipments: ShipmentsService,
    private readonly cases: CasesService,
  ) {}

  @OnBatch(...told)
  onNews(events: readonly Envelope[], tx: EntityManager): Promise<void> {
    return this.cases.note(tx, events);
  }

  /** The parcel on its way back has to be followed. */
  @On(ReturnLabelIssued, { batch: true })
  async onReturnLabelIssued(issued: Envelope<ReturnLabelIssued>, tx: EntityManager): Promise<void> {
    await this.shipments.registerReturn(tx, issued.merchantId, issued.data);
    await this.cases.note(tx, [issued]);
  }
}
