import type { EntityManager } from 'typeorm';
import {
  AddressChangeRequested,
  CancellationRequested,
  ClaimCredited,
  ClaimDecided,
  ClaimOpened,
  ComplaintMerged,
  ComplaintOpened,
  ComplaintSolved,
  ExchangeRequested,
  newestEvents,
  RefundFailed,
  RefundRequested,
  ReturnClosed,
  ReturnExpired,
  ReturnRefused,
  ReturnRequested,
  ReviewModerated,
  ReviewSubmitted,
  SurveyAnswered,
  topics,
  type Envelope,
} from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { AfterSalesFacts } from './after-sales-facts.service.js';

const told: readonly unknown[] = [
  ...[ReturnRequested, ReturnRefused, ReturnExpired, ReturnClosed, RefundRequested, RefundFailed],
  ...[ClaimOpened, ClaimDecided, ClaimCredited, ComplaintOpened, ComplaintSolved, ComplaintMerged],
  ...[SurveyAnswered, ReviewSubmitted, ReviewModerated],
];

/** Taken in where orders are. */
const changesOrders: readonly unknown[] = [ExchangeRequested, CancellationRequested, AddressChangeRequested];

/** Steps on the way to a fact say nothing more about a supplier. */
const others = newestEvents()
  .filter(({ info }) => info.topic === topics.afterSales)
  .map(({ eventClass }) => eventClass)
  .filter((eventClass) => !told.includes(eventClass) && !changesOrders.includes(eventClass));

@Ignore(...others)
@Consumer()
export class ExperienceConsumer {
  constructor(private readonly facts: AfterSalesFacts) {}

  @On(ReturnRequested, { batch: true })
  onReturnRequested(envelope: Envelope<ReturnRequested>, tx: EntityManager): Promise<void> {
    return this.facts.returnRequested(tx, envelope);
  }

  @On(ReturnRefused, { batch: true })
  onReturnRefused(envelope: Envelope<ReturnRefused>, tx: EntityManager): Promise<void> {
    return this.facts.returnEnded(tx, envelope);
  }

  @On(ReturnExpired, { batch: true })
  onReturnExpired(envelope: Envelope<ReturnExpired>, tx: EntityManager): Promise<void> {
    return this.facts.returnEnded(tx, envelope);
  }

  @On(ReturnClosed, { batch: true })
  async onReturnClosed(envelope: Envelope<ReturnClosed>, tx: EntityManager): Promise<void> {
    if (envelope.data.outcome === 'cancelled') await this.facts.returnEnded(tx, envelope);
  }

  @On(RefundRequested, { batch: true })
  onRefundRequested(envelope: Envelope<RefundRequested>, tx: EntityManager): Promise<void> {
    return this.facts.refundRequested(tx, envelope);
  }

  @On(RefundFailed, { batch: true })
  onRefundFailed(envelope: Envelope<RefundFailed>, tx: EntityManager): Promise<void> {
    return this.facts.refundFailed(tx, envelope);
  }

  @On(ClaimOpened, { batch: true })
  onClaimOpened(envelope: Envelope<ClaimOpened>, tx: EntityManager): Promise<void> {
    return this.facts.claimOpened(tx, envelope);
  }

  @On(ClaimDecided, { batch: true })
  onClaimDecided(envelope: Envelope<ClaimDecided>, tx: EntityManager): Promise<void> {
    return this.facts.claimDecided(tx, envelope);
  }

  @On(ClaimCredited, { batch: true })
  onClaimCredited(envelope: Envelope<ClaimCredited>, tx: EntityManager): Promise<void> {
    return this.facts.claimCredited(tx, envelope);
  }

  @On(ComplaintOpened, { batch: true })
  onComplaintOpened(envelope: Envelope<ComplaintOpened>, tx: EntityManager): Promise<void> {
    return this.facts.complaintOpened(tx, envelope);
  }

  @On(ComplaintSolved, { batch: true })
  onComplaintSolved(envelope: Envelope<ComplaintSolved>, tx: EntityManager): Promise<void> {
    return this.facts.complaintSolved(tx, envelope);
  }

  @On(ComplaintMerged, { batch: true })
  onComplaintMerged(envelope: Envelope<ComplaintMerged>, tx: EntityManager): Promise<void> {
    return this.facts.complaintMerged(tx, envelope);
  }

  @On(SurveyAnswered, { batch: true })
  onSurveyAnswered(envelope: Envelope<SurveyAnswered>, tx: EntityManager): Promise<void> {
    return this.facts.surveyAnswered(tx, envelope);
  }

  @On(ReviewSubmitted, { batch: true })
  onReviewSubmitted(envelope: Envelope<ReviewSubmitted>, tx: EntityManager): Promise<void> {
    return this.facts.reviewSubmitted(tx, envelope);
  }

  @On(ReviewModerated, { batch: true })
  onReviewModerated(envelope: Envelope<ReviewModerated>, tx: EntityManager): Promise<void> {
    return this.facts.reviewModerated(tx, envelope);
  }
}
