import type { EntityManager } from 'typeorm';
import {
  ClaimCredited,
  ClaimDecided,
  ClaimOpened,
  ClaimReminded,
  ComplaintAssigned,
  ComplaintBreached,
  ComplaintEscalated,
  ComplaintFirstAnswered,
  ComplaintMerged,
  ComplaintMessageAdded,
  ComplaintOpened,
  ComplaintReopened,
  ComplaintSolved,
  DeadlinePassed,
  ExchangeRequested,
  IncidentClosed,
  IncidentOpened,
  RefundCompleted,
  RefundFailed,
  RefundRequested,
  ReturnApproved,
  ReturnClosed,
  ReturnExchanged,
  ReturnExpired,
  ReturnInTransit,
  ReturnLabelIssued,
  ReturnReceived,
  ReturnRefused,
  ReturnRequested,
  ReviewAnswered,
  ReviewModerated,
  ReviewSubmitted,
  SurveyAnswered,
  SurveyRequested,
  WithdrawalDeclared,
  type Envelope,
} from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { ShipmentsService } from './shipments.service.js';

// Of all that happens after a sale only a parcel on its way back has to be followed.
@Ignore(ReturnRequested, ReturnApproved, ReturnRefused, ReturnInTransit, ReturnReceived, ReturnExchanged)
@Ignore(ReturnExpired, ReturnClosed, WithdrawalDeclared, DeadlinePassed, ExchangeRequested)
@Ignore(RefundRequested, RefundCompleted, RefundFailed, ClaimOpened, ClaimDecided, ClaimReminded, ClaimCredited)
@Ignore(ComplaintOpened, ComplaintAssigned, ComplaintMessageAdded, ComplaintFirstAnswered, ComplaintSolved)
@Ignore(ComplaintReopened, ComplaintMerged, ComplaintBreached, ComplaintEscalated, IncidentOpened, IncidentClosed)
@Ignore(SurveyRequested, SurveyAnswered, ReviewSubmitted, ReviewModerated, ReviewAnswered)
@Consumer()
export class AfterSalesConsumer {
  constructor(private readonly shipments: ShipmentsService) {}

  @On(ReturnLabelIssued, { batch: true })
  onReturnLabelIssued({ merchantId, data }: Envelope<ReturnLabelIssued>, tx: EntityManager): Promise<void> {
    return this.shipments.registerReturn(tx, merchantId, data);
  }
}
