import type {
  AddressChangeRequested,
  CancellationRequested,
  ComplaintMerged,
  ComplaintMessageAdded,
  ComplaintOpened,
  ComplaintReopened,
  ComplaintSolved,
  OrderAddressChanged,
  OrderAddressChangeRefused,
  OrderAddressChangeRequested,
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
} from '#contracts';

/** What a customer may have open beside the parcels. */
export const caseKinds = ['return', 'exchange', 'withdrawal', 'complaint', 'cancellation', 'address'] as const;
export type CaseKind = (typeof caseKinds)[number];

export const returnStates = [
  ...(['requested', 'approved', 'refused', 'label_issued', 'in_transit', 'received'] as const),
  ...(['refunded', 'exchanged', 'expired', 'cancelled', 'closed'] as const),
] as const;
export const complaintStates = ['open', 'answered', 'solved', 'merged'] as const;
export const wishStates = ['asked', 'waiting', 'done', 'partly', 'refused'] as const;
export type CaseState = (typeof returnStates | typeof complaintStates | typeof wishStates)[number];

/** What one event says of a case; what it does not say is null. */
export interface CaseNews {
  readonly caseId: string;
  readonly kind: CaseKind | null;
  readonly number: string | null;
  readonly state: CaseState;
}

/** The facts that move a case, by the type of their event. */
interface CaseFacts {
  'return.requested': ReturnRequested;
  'return.approved': ReturnApproved;
  'return.refused': ReturnRefused;
  'return.label-issued': ReturnLabelIssued;
  'return.in-transit': ReturnInTransit;
  'return.received': ReturnReceived;
  'return.exchanged': ReturnExchanged;
  'return.expired': ReturnExpired;
  'return.closed': ReturnClosed;
  'refund.completed': RefundCompleted;
  'complaint.opened': ComplaintOpened;
  'complaint.message-added': ComplaintMessageAdded;
  'complaint.solved': ComplaintSolved;
  'complaint.reopened': ComplaintReopened;
  'complaint.merged': ComplaintMerged;
  'cancellation.requested': CancellationRequested;
  'address-change.requested': AddressChangeRequested;
  'order.address-change-requested': OrderAddressChangeRequested;
  'order.address-changed': OrderAddressChanged;
  'order.address-change-refused': OrderAddressChangeRefused;
}

type Reading<Fact> = (fact: Fact) => CaseNews | null;

const news = (
  caseId: string,
  state: CaseState,
  kind: CaseKind | null = null,
  number: string | null = null,
): CaseNews => ({
  ...{ caseId, state, kind, number },
});
const returned =
  (state: CaseState): Reading<{ returnId: string }> =>
  ({ returnId }) =>
    news(returnId, state);
const complained =
  (state: CaseState): Reading<{ complaintId: string }> =>
  ({ complaintId }) =>
    news(complaintId, state);

/** What a customer reads of an ended return, when it says more than that it has ended. */
const endStates: Readonly<Record<string, CaseState>> = { cancelled: 'cancelled', exchanged: 'exchanged' };

const readings: { readonly [Type in keyof CaseFacts]: Reading<CaseFacts[Type]> } = {
  'return.requested': ({ returnId, kind, number }) => news(returnId, 'requested', kind, number),
  'return.approved': returned('approved'),
  'return.refused': returned('refused'),
  'return.label-issued': returned('label_issued'),
  'return.in-transit': returned('in_transit'),
  'return.received': returned('received'),
  'return.exchanged': returned('exchanged'),
  'return.expired': returned('expired'),
  'return.closed': ({ returnId, outcome }) => news(returnId, endStates[outcome] ?? 'closed'),
  'refund.completed': ({ returnId }) => (returnId === null ? null : news(returnId, 'refunded')),
  'complaint.opened': ({ complaintId, number }) => news(complaintId, 'open', 'complaint', number),
  // What is said to suppliers and among agents is no news to the customer.
  'complaint.message-added': ({ complaintId, thread, author }) =>
    thread === 'customer' ? news(complaintId, author === 'customer' ? 'open' : 'answered') : null,
  'complaint.solved': complained('solved'),
  'complaint.reopened': complained('open'),
  'complaint.merged': complained('merged'),
  'cancellation.requested': ({ requestId }) => news(requestId, 'asked', 'cancellation'),
  'address-change.requested': ({ requestId }) => news(requestId, 'asked', 'address'),
  'order.address-change-requested': ({ changeId }) => news(changeId, 'waiting'),
  'order.address-changed': ({ changeId, partly }) => news(changeId, partly ? 'partly' : 'done'),
  'order.address-change-refused': ({ changeId }) => news(changeId, 'refused'),
};

/** What an event says of a case; null when it says nothing that a customer's page tells. */
export function caseNews(type: string, data: object): CaseNews | null {
  const read = (readings as Readonly<Record<string, Reading<object> | undefined>>)[type];
  return read?.(data) ?? null;
}
