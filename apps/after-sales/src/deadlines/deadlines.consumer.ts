import type { EntityManager } from 'typeorm';
import { DeadlinePassed, newestEvents, RefundCompleted, topics, type Envelope } from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { ClaimsService } from '../claims/claims.service.js';
import { ComplaintClocks } from '../complaints/complaint-clocks.service.js';
import { ReturnDesk } from '../returns/return-desk.service.js';
import { ReturnUseCases } from '../returns/return-use-cases.service.js';

/** What after-sales itself has said and needs no reminding of. */
const ownFacts = newestEvents()
  .filter(({ info }) => info.topic === topics.afterSales)
  .map(({ eventClass }) => eventClass)
  .filter((eventClass) => eventClass !== DeadlinePassed && eventClass !== RefundCompleted);

type DeadlineHandler = (tx: EntityManager, merchantId: string, subjectId: string) => Promise<void>;

/** Nobody here knows what was to happen. */
class UnknownDeadlineError extends Error {
  readonly code = 'UNKNOWN_DEADLINE';
  readonly retryable = true;

  constructor(deadline: string) {
    super(`There is no deadline ${deadline}.`);
  }
}

/** What after-sales told itself: timers that fell due, and what one part of it waits for from another. */
@Ignore(...ownFacts)
@Consumer()
export class DeadlinesConsumer {
  constructor(
    private readonly returns: ReturnUseCases,
    private readonly desk: ReturnDesk,
    private readonly claims: ClaimsService,
    private readonly clocks: ComplaintClocks,
  ) {}

  private readonly handlers: Readonly<Record<string, DeadlineHandler>> = {
    'return-expiry': async (tx, merchantId, returnId) => {
      const { record } = await this.returns.hold(tx, { returnId, merchantId, supplierId: null });
      await this.desk.expire(tx, record);
    },
    'complaint-first_answer': (tx, _merchantId, id) => this.clocks.breach(tx, id, 'first_answer'),
    'complaint-solution': (tx, _merchantId, id) => this.clocks.breach(tx, id, 'solution'),
    'claim-reminder': (tx, merchantId, claimId) => this.claims.remind(tx, { claimId, merchantId, supplierId: null }),
  };

  @On(DeadlinePassed)
  async onDeadlinePassed({ merchantId, data }: Envelope<DeadlinePassed>, tx: EntityManager): Promise<void> {
    const handle = this.handlers[data.deadline];
    // A deadline of a newer build: that build will come and look.
    if (!handle) throw new UnknownDeadlineError(data.deadline);
    await handle(tx, merchantId, data.subjectId);
  }

  @On(RefundCompleted)
  async onRefundCompleted({ merchantId, data }: Envelope<RefundCompleted>, tx: EntityManager): Promise<void> {
    if (data.returnId === null) return;
    const { record } = await this.returns.hold(tx, { returnId: data.returnId, merchantId, supplierId: null });
    await this.desk.noteRefunded(tx, record);
  }
}
