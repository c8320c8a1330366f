import { v7 as uuidv7 } from 'uuid';
import {
  ClaimOpened,
  ClaimReminded,
  ComplaintEscalated,
  ComplaintMessageAdded,
  ComplaintOpened,
  ComplaintSolved,
  RefundCompleted,
  ReturnApproved,
  ReturnLabelIssued,
  ReturnReceived,
  ReturnRefused,
  ReturnRequested,
  SurveyRequested,
  WithdrawalDeclared,
  type ReturnKind,
} from '#contracts';
import { draft } from '#messaging';
import type { TestOrder } from './builders.js';

const at = ({ merchantId, orderId }: TestOrder) => ({ merchantId, key: orderId });
const nobody = { supplierId: null, purchaseOrderId: null };

/** Everything about one return that a test refers to. */
export interface TestReturn {
  readonly returnId: string;
  readonly number: string;
  readonly orderId: string;
}

export const aReturn = ({ orderId }: TestOrder): TestReturn => ({ returnId: uuidv7(), number: 'R-4711', orderId });

export function returnRequested(order: TestOrder, id: TestReturn, kind: ReturnKind = 'return') {
  const line = { returnLineId: uuidv7(), orderLineId: order.lineId, sku: 'MUG', quantity: 1, ...nobody };
  return draft(ReturnRequested, at(order), {
    ...id,
    kind,
    channel: 'self_service',
    policyVersion: 1,
    lines: [{ ...line, reasonCode: null }],
    requestedAt: '2026-11-22T12:00:00.000Z',
  });
}

export function returnApproved(order: TestOrder, id: TestReturn) {
  const line = { returnLineId: uuidv7(), orderLineId: order.lineId, quantity: 1 };
  return draft(ReturnApproved, at(order), {
    ...id,
    approvedBy: 'policy',
    lines: [{ ...line, clause: 'WITHDRAWAL_TR', destination: 'merchant', payer: 'merchant' }],
    expiresAt: '2026-12-06T12:00:00.000Z',
  });
}

export function returnRefused(order: TestOrder, id: TestReturn) {
  return draft(ReturnRefused, at(order), { ...id, clause: 'EXCLUDED_GOODS', detail: 'Açılmış <b>kozmetik</b>' });
}

export function labelIssued(order: TestOrder, id: TestReturn, shipmentId = uuidv7()) {
  return draft(ReturnLabelIssued, at(order), {
    ...id,
    ...nobody,
    shipmentId,
    method: 'label',
    carrier: 'aras',
    trackingNumber: 'AR9',
    labelUrl: 'https://labels.example/R-4711.pdf',
    instructions: null,
    payer: 'merchant',
    lines: [{ orderLineId: order.lineId, quantity: 1 }],
    issuedAt: '2026-11-22T12:01:00.000Z',
  });
}

export function returnReceived(order: TestOrder, id: TestReturn) {
  return draft(ReturnReceived, at(order), {
    ...id,
    reference: 'GR-1',
    receivedBy: 'merchant',
    supplierId: null,
    lines: [{ returnLineId: uuidv7(), orderLineId: order.lineId, quantity: 1, condition: 'as_new' }],
    complete: true,
    receivedAt: '2026-11-25T12:00:00.000Z',
  });
}

/** For a return, or (null) for goods that stay. */
export function refunded(order: TestOrder, { returnId }: { returnId: string | null }, refundId = uuidv7()) {
  return draft(RefundCompleted, at(order), {
    refundId,
    orderId: order.orderId,
    returnId,
    storeReference: 'st-1',
    currency: 'TRY',
    amountMinor: 14_990,
    refundedAt: '2026-11-26T12:00:00.000Z',
  });
}

export function withdrawn(order: TestOrder, id: TestReturn, contactEmail: string | null = null) {
  return draft(WithdrawalDeclared, at(order), {
    ...id,
    withdrawalId: uuidv7(),
    regime: 'tr',
    country: 'TR',
    lines: [{ orderLineId: order.lineId, quantity: 2 }],
    contactEmail,
    declaredAt: '2026-11-22T12:00:07.000Z',
  });
}

/** Everything about one complaint that a test refers to. */
export interface TestComplaint {
  readonly complaintId: string;
  readonly number: string;
  readonly orderId: string;
}

export const aComplaint = ({ orderId }: TestOrder): TestComplaint => ({
  complaintId: uuidv7(),
  number: 'C-12',
  orderId,
});

export function complained(order: TestOrder, id: TestComplaint) {
  return draft(ComplaintOpened, at(order), {
    ...id,
    type: 'damaged',
    channel: 'self_service',
    orderLineId: order.lineId,
    sku: 'MUG',
    supplierId: null,
    carrier: null,
    firstAnswerDueAt: '2026-11-23T09:00:00.000Z',
    solutionDueAt: '2026-11-26T09:00:00.000Z',
    openedAt: '2026-11-22T12:00:00.000Z',
  });
}

export function wrote(
  order: TestOrder,
  id: TestComplaint,
  message: Pick<ComplaintMessageAdded, 'author' | 'thread' | 'text'> & { supplierId?: string },
) {
  return draft(ComplaintMessageAdded, at(order), { ...id, messageId: uuidv7(), supplierId: null, ...message });
}

export function solved(order: TestOrder, id: TestComplaint) {
  return draft(ComplaintSolved, at(order), {
    ...id,
    cause: 'damaged',
    partyAtFault: 'carrier',
    resolution: 'replacement',
    supplierId: null,
    sku: 'MUG',
    carrier: null,
    businessSeconds: 3_600,
    inTime: true,
    solvedAt: '2026-11-23T08:00:00.000Z',
  });
}

export function escalated(order: TestOrder, id: TestComplaint) {
  return draft(ComplaintEscalated, at(order), {
    ...id,
    level: 1,
    reasonCode: 'FIRST_ANSWER_BREACHED',
    assignee: null,
  });
}

export function asked(order: TestOrder) {
  return draft(SurveyRequested, at(order), {
    surveyId: uuidv7(),
    orderId: order.orderId,
    kind: 'nps',
    subject: 'order',
    subjectId: order.orderId,
    link: 'abc.def',
    expiresAt: '2026-12-22T12:00:00.000Z',
  });
}

export function claimed(order: TestOrder, supplierId: string, purchaseOrderId: string, claimId = uuidv7()) {
  return draft(ClaimOpened, at(order), {
    claimId,
    number: 'CL-3',
    orderId: order.orderId,
    supplierId,
    purchaseOrderId,
    type: 'damaged',
    returnId: null,
    complaintId: null,
    lines: [{ orderLineId: order.lineId, sku: 'MUG', quantity: 1, unitCostMinor: 5_000 }],
    currency: 'TRY',
    amountMinor: 5_000,
    photos: 1,
    answerBy: '2026-11-25T12:00:00.000Z',
  });
}

export function reminded(order: TestOrder, supplierId: string, claimId: string, reminder: number) {
  return draft(ClaimReminded, at(order), {
    claimId,
    number: 'CL-3',
    orderId: order.orderId,
    supplierId,
    missing: 'credit_note',
    reminder,
    remindedAt: '2026-11-25T12:00:00.000Z',
  });
}
