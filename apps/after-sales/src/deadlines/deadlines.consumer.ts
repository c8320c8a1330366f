import type { EntityManager } from 'typeorm';
import { DeadlinePassed, newestEvents, RefundCompleted, topics, type Envelope } from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { ReturnDesk } from '../returns/return-desk.service.js';
import { ReturnUseCases } from '../returns/return-use-cases.service.js';

/** What after-sales itself has said and needs no reminding of. */
const ownFacts = newestEvents()
  .filter(({ info }) => info.topic === topics.afterSales)
  .map(({ eventClass }) => eventClass)
  .filter((eventClass) => eventClass !== DeadlinePassed && eventClass !== RefundCompleted);

/** What after-sales told itself: timers that fell due, and what one part of it waits for from another. */
@Ignore(...ownFacts)
@Consumer()
export class DeadlinesConsumer {
  constructor(
    private readonly returns: ReturnUseCases,
    private readonly desk: ReturnDesk,
  ) {}

  @On(DeadlinePassed)
  async onDeadlinePassed({ merchantId, data }: Envelope<DeadlinePassed>, tx: EntityManager): Promise<void> {
    if (data.deadline !== 'return-expiry') return;
    const { record } = await this.returns.hold(tx, { returnId: data.subjectId, merchantId, supplierId: null });
    await this.desk.expire(tx, record);
  }

  @On(RefundCompleted)
  async onRefundCompleted({ merchantId, data }: Envelope<RefundCompleted>, tx: EntityManager): Promise<void> {
    if (data.returnId === null) return;
    const { record } = await this.returns.hold(tx, { returnId: data.returnId, merchantId, supplierId: null });
    await this.desk.noteRefunded(tx, record);
  }
}
