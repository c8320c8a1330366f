import type { EntityManager } from 'typeorm';
import {
  ComplaintSolved,
  DeadlinePassed,
  newestEvents,
  RefundCompleted,
  ReturnClosed,
  topics,
  type Envelope,
} from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { ClaimsService } from '../claims/claims.service.js';
import { ComplaintClocks } from '../complaints/complaint-clocks.service.js';
import { SurveysService } from '../opinions/surveys.service.js';
import { ReturnDesk } from '../returns/return-desk.service.js';
import { SurveyPlans } from '../survey-plans/survey-plans.service.js';
import { ReturnUseCases } from '../returns/return-use-cases.service.js';

const handled: readonly object[] = [DeadlinePassed, RefundCompleted, ComplaintSolved, ReturnClosed];

/** What after-sales itself has said and needs no reminding of. */
const ownFacts = newestEvents()
  .filter(({ info }) => info.topic === topics.afterSales)
  .map(({ eventClass }) => eventClass)
  .filter((eventClass) => !handled.includes(eventClass));

type DeadlineHandler = (tx: EntityManager, merchantId: string, about: DeadlinePassed) => Promise<void>;

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
    private readonly surveys: SurveysService,
    private readonly plans: SurveyPlans,
  ) {}

  private readonly handlers: Readonly<Record<string, DeadlineHandler>> = {
    'return-expiry': async (tx, merchantId, { subjectId: returnId }) => {
      const { record } = await this.returns.hold(tx, { returnId, merchantId, supplierId: null });
      await this.desk.expire(tx, record);
    },
    'complaint-first_answer': (tx, _merchantId, { subjectId }) => this.clocks.breach(tx, subjectId, 'first_answer'),
    'complaint-solution': (tx, _merchantId, { subjectId }) => this.clocks.breach(tx, subjectId, 'solution'),
    'claim-reminder': (tx, merchantId, { subjectId: claimId }) =>
      this.claims.remind(tx, { claimId, merchantId, supplierId: null }),
    'survey-nps': (tx, merchantId, about) =>
      this.surveys.ask(tx, { orderId: about.orderId, subjectId: about.subjectId, merchantId, kind: 'nps' }),
    'survey-csat': (tx, merchantId, about) =>
      this.surveys.ask(tx, { orderId: about.orderId, subjectId: about.subjectId, merchantId, kind: 'csat' }),
    'survey-ces': (tx, merchantId, about) =>
      this.surveys.ask(tx, { orderId: about.orderId, subjectId: about.subjectId, merchantId, kind: 'ces' }),
  };

  @On(DeadlinePassed)
  async onDeadlinePassed({ merchantId, data }: Envelope<DeadlinePassed>, tx: EntityManager): Promise<void> {
    const handle = this.handlers[data.deadline];
    // A deadline of a newer build: that build will come and look.
    if (!handle) throw new UnknownDeadlineError(data.deadline);
    await handle(tx, merchantId, data);
  }

  @On(ComplaintSolved)
  onComplaintSolved({ merchantId, data }: Envelope<ComplaintSolved>, tx: EntityManager): Promise<void> {
    const { orderId, complaintId } = data;
    return this.plans.plan(tx, { merchantId, orderId, kind: 'csat', subjectId: complaintId });
  }

  @On(ReturnClosed)
  async onReturnClosed({ merchantId, data }: Envelope<ReturnClosed>, tx: EntityManager): Promise<void> {
    const { orderId, returnId, outcome } = data;
    if (outcome !== 'cancelled') await this.plans.plan(tx, { merchantId, orderId, kind: 'ces', subjectId: returnId });
  }

  @On(RefundCompleted)
  async onRefundCompleted({ merchantId, data }: Envelope<RefundCompleted>, tx: EntityManager): Promise<void> {
    if (data.returnId === null) return;
    const { record } = await this.returns.hold(tx, { returnId: data.returnId, merchantId, supplierId: null });
    await this.desk.noteRefunded(tx, record);
  }
}
