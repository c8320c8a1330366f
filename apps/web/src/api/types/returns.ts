/** Returns, refunds, and claims against suppliers. */

export const returnStatuses = [
  'requested',
  'approved',
  'label_issued',
  'in_transit',
  'received',
  'refunding',
  'refunded',
  'exchanged',
  'claimed',
  'refused',
  'expired',
  'cancelled',
  'closed',
] as const;
export type ReturnStatus = (typeof returnStatuses)[number];

export const returnReasons = [
  ...(['CHANGED_MIND', 'TOO_SMALL', 'TOO_LARGE', 'NOT_AS_DESCRIBED', 'DAMAGED', 'WRONG_ITEM'] as const),
  ...(['QUALITY', 'TOO_LATE', 'OTHER'] as const),
] as const;

export const receivedConditions = ['as_new', 'opened', 'used', 'damaged', 'incomplete', 'wrong_item'] as const;
export type ReceivedCondition = (typeof receivedConditions)[number];
export const returnDestinations = ['supplier', 'merchant', 'keep', 'donate'] as const;
export type ReturnDestination = (typeof returnDestinations)[number];
export type ReturnPayer = 'customer' | 'merchant' | 'supplier';

/** One clause that was looked at, and what it said. */
export interface LookedAtClause {
  clause: string;
  holds: boolean;
  until: string | null;
}

export interface AssessedLine {
  orderLineId: string;
  supplierId: string | null;
  quantity: number;
  allowed: boolean;
  clause: string;
  destination: ReturnDestination;
  payer: ReturnPayer;
  clauses: LookedAtClause[];
}

export interface ReturnLine {
  id: string;
  lineId: string;
  sku: string;
  title: string;
  quantity: number;
  reasonCode: string | null;
  supplierId: string | null;
  purchaseOrderId: string | null;
  clause: string;
  destination: ReturnDestination;
  payer: ReturnPayer;
  received: { reference: string; condition: ReceivedCondition; quantity: number }[];
  /** Null for a supplier. */
  refundedQuantity: number | null;
}

export interface ReturnParcel {
  shipmentId: string;
  supplierId: string | null;
  method: 'label' | 'instructions';
  carrier: string | null;
  trackingNumber: string | null;
  labelUrl: string | null;
  instructions: string | null;
  payer: ReturnPayer;
  inTransitAt: string | null;
}

export interface Return {
  id: string;
  number: string;
  merchantId: string;
  orderId: string;
  externalId: string;
  currency: string;
  kind: 'return' | 'exchange' | 'withdrawal';
  channel: string;
  status: ReturnStatus;
  statusSince: string;
  policyVersion: number;
  note: string | null;
  refusal: { clause: string; detail: string | null } | null;
  withdrawal: { id: string; declaredAt: string } | null;
  exchange: { lines: { sku: string; title: string; quantity: number }[]; orderId: string | null } | null;
  /** Null for a supplier. */
  assessment: AssessedLine[] | null;
  outcome: string | null;
  requestedAt: string;
  expiresAt: string | null;
  closedAt: string | null;
  lines: ReturnLine[];
  parcels: ReturnParcel[];
  refunds: { id: string; status: RefundStatus; currency: string; amountMinor: number }[];
}

export const refundStatuses = ['failed', 'requested', 'completed'] as const;
export type RefundStatus = (typeof refundStatuses)[number];

export interface Refund {
  id: string;
  orderId: string;
  returnId: string | null;
  complaintId: string | null;
  /** Why a person gave it; null: for what came back. */
  reason: string | null;
  status: RefundStatus;
  currency: string;
  amountMinor: number;
  lines: { orderLineId: string; quantity: number; amountMinor: number }[];
  shippingMinor: number;
  deductionMinor: number;
  storeReference: string | null;
  failureCode: string | null;
  attempts: number;
  nextAttemptAt: string | null;
  requestedAt: string;
  settledAt: string | null;
  /** Of one refund only. */
  attemptLog?: EffectAttempt[];
}

/** One call to the store, as it is on record. */
export interface EffectAttempt {
  startedAt: string;
  endedAt: string | null;
  outcome: string;
  status: number | null;
  detail: string | null;
}

/** What would follow from a receipt, or from paying back now. */
export interface SettlementPreview {
  refund: { currency: string; amountMinor: number; deductionMinor: number; shippingMinor: number } | null;
  mode: 'automatic' | 'manual';
}

export interface ReceiptPreview extends SettlementPreview {
  complete: boolean;
}

export const claimStatuses = ['open', 'accepted', 'disputed', 'rejected', 'credited'] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

export interface Photo {
  sha256: string;
  type: string;
  width: number;
  height: number;
}

export interface Claim {
  id: string;
  number: string;
  merchantId: string;
  orderId: string;
  externalId: string;
  supplierId: string;
  purchaseOrderId: string;
  type: string;
  returnId: string | null;
  complaintId: string | null;
  status: ClaimStatus;
  decision: { by: string; detail: string | null } | null;
  note: string | null;
  currency: string;
  amountMinor: number;
  creditedMinor: number;
  reminders: number;
  answerBy: string;
  openedAt: string;
  lines: { orderLineId: string; sku: string; title: string; quantity: number; unitCostMinor: number }[];
  photos: Photo[];
  creditNotes: { number: string; amountMinor: number; creditedAt: string }[];
}

/** What suppliers owe, by status and currency. */
export interface ClaimCount {
  status: ClaimStatus;
  currency: string;
  claims: number;
  dueMinor: number;
}
