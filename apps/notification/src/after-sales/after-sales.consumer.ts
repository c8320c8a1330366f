import { UseInterceptors } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  ClaimDecided,
  ClaimOpened,
  ClaimReminded,
  ComplaintBreached,
  ComplaintEscalated,
  ComplaintMessageAdded,
  ComplaintOpened,
  ComplaintSolved,
  IncidentClosed,
  RefundCompleted,
  RefundFailed,
  ReturnApproved,
  ReturnClosed,
  ReturnExpired,
  ReturnLabelIssued,
  ReturnReceived,
  ReturnRefused,
  ReturnRequested,
  SurveyRequested,
  WithdrawalDeclared,
  type Envelope,
} from '#contracts';
import { Consumer, On } from '#messaging';
import { MerchantEventsService } from '../webhooks/merchant-events.service.js';
import { ClaimStoryService } from './claim-story.service.js';
import { ComplaintStoryService } from './complaint-story.service.js';
import { MerchantCasesService } from './merchant-cases.service.js';
import { ReturnStoryService } from './return-story.service.js';

/** What happens after an order has arrived, as far as somebody is written to about it. */
@UseInterceptors(MerchantEventsService)
@Consumer()
export class AfterSalesConsumer {
  constructor(
    private readonly returns: ReturnStoryService,
    private readonly complaints: ComplaintStoryService,
    private readonly claims: ClaimStoryService,
    private readonly merchants: MerchantCasesService,
  ) {}

  @On(ReturnRequested, { batch: true })
  async onReturnRequested({ merchantId, data }: Envelope<ReturnRequested>, tx: EntityManager): Promise<void> {
    await this.returns.tellRequested(tx, data);
    await this.merchants.tellRequested(tx, merchantId, data);
  }

  @On(ReturnApproved, { batch: true })
  async onReturnApproved({ data }: Envelope<ReturnApproved>, tx: EntityManager): Promise<void> {
    await this.returns.tellApproved(tx, data);
    await this.merchants.tellDecided(tx, data);
  }

  @On(ReturnRefused, { batch: true })
  async onReturnRefused({ data }: Envelope<ReturnRefused>, tx: EntityManager): Promise<void> {
    await this.returns.tellRefused(tx, data);
    await this.merchants.tellDecided(tx, data);
  }

  @On(ReturnLabelIssued, { batch: true })
  onReturnLabelIssued({ data }: Envelope<ReturnLabelIssued>, tx: EntityManager): Promise<void> {
    return this.returns.tellLabel(tx, data);
  }

  @On(ReturnReceived, { batch: true })
  onReturnReceived({ data }: Envelope<ReturnReceived>, tx: EntityManager): Promise<void> {
    return this.returns.tellReceived(tx, data);
  }

  @On(ReturnExpired, { batch: true })
  async onReturnExpired({ data }: Envelope<ReturnExpired>, tx: EntityManager): Promise<void> {
    await this.returns.tellExpired(tx, data);
    await this.merchants.tellDecided(tx, data);
  }

  /** Of one that nobody had decided: the customer took it back. */
  @On(ReturnClosed, { batch: true })
  onReturnClosed({ data }: Envelope<ReturnClosed>, tx: EntityManager): Promise<void> {
    return this.merchants.tellDecided(tx, data);
  }

  @On(WithdrawalDeclared, { batch: true })
  onWithdrawalDeclared({ data }: Envelope<WithdrawalDeclared>, tx: EntityManager): Promise<void> {
    return this.returns.acknowledgeWithdrawal(tx, data);
  }

  @On(RefundCompleted, { batch: true })
  onRefundCompleted({ data }: Envelope<RefundCompleted>, tx: EntityManager): Promise<void> {
    return this.returns.tellRefunded(tx, data);
  }

  @On(RefundFailed, { batch: true })
  async onRefundFailed({ merchantId, data }: Envelope<RefundFailed>, tx: EntityManager): Promise<void> {
    await this.returns.tellRefundFailed(tx, merchantId, data);
    await this.merchants.tellRefundFailed(tx, merchantId, data);
  }

  @On(SurveyRequested, { batch: true })
  onSurveyRequested({ data }: Envelope<SurveyRequested>, tx: EntityManager): Promise<void> {
    return this.complaints.ask(tx, data);
  }

  @On(ComplaintOpened, { batch: true })
  onComplaintOpened({ data }: Envelope<ComplaintOpened>, tx: EntityManager): Promise<void> {
    return this.complaints.tellReceived(tx, data);
  }

  @On(ComplaintMessageAdded, { batch: true })
  onComplaintMessageAdded({ merchantId, data }: Envelope<ComplaintMessageAdded>, tx: EntityManager): Promise<void> {
    return this.complaints.passOn(tx, merchantId, data);
  }

  @On(ComplaintSolved, { batch: true })
  onComplaintSolved({ data }: Envelope<ComplaintSolved>, tx: EntityManager): Promise<void> {
    return this.complaints.tellSolved(tx, data);
  }

  @On(ComplaintEscalated, { batch: true })
  async onComplaintEscalated({ merchantId, data }: Envelope<ComplaintEscalated>, tx: EntityManager): Promise<void> {
    await this.complaints.tellEscalated(tx, merchantId, data);
    await this.merchants.tellEscalated(tx, merchantId, data);
  }

  @On(ComplaintBreached, { batch: true })
  onComplaintBreached({ merchantId, data }: Envelope<ComplaintBreached>, tx: EntityManager): Promise<void> {
    return this.merchants.tellBreached(tx, merchantId, data);
  }

  @On(IncidentClosed, { batch: true })
  onIncidentClosed({ data }: Envelope<IncidentClosed>, tx: EntityManager): Promise<void> {
    return this.complaints.explain(tx, data);
  }

  @On(ClaimOpened, { batch: true })
  onClaimOpened({ merchantId, data }: Envelope<ClaimOpened>, tx: EntityManager): Promise<void> {
    return this.claims.tellOpened(tx, merchantId, data);
  }

  @On(ClaimReminded, { batch: true })
  async onClaimReminded({ merchantId, data }: Envelope<ClaimReminded>, tx: EntityManager): Promise<void> {
    await this.claims.remind(tx, merchantId, data);
    await this.merchants.tellReminded(tx, merchantId, data);
  }

  @On(ClaimDecided, { batch: true })
  async onClaimDecided({ merchantId, data }: Envelope<ClaimDecided>, tx: EntityManager): Promise<void> {
    await this.claims.tellDisputed(tx, merchantId, data);
    await this.merchants.tellDisputed(tx, merchantId, data);
  }
}
