/** What is said of an event by its own flat facts alone. */
interface Sentence {
  /** `{name}` stands for a fact. */
  readonly text: string;
  readonly names: readonly string[];
}

/** Sentences about what happens after delivery. */
export const afterSalesSentences: Readonly<Record<string, Sentence>> = {
  'return.requested': { text: 'Return {number} asked for', names: ['number', 'kind'] },
  'return.approved': { text: 'Return {number} approved by {approvedBy}', names: ['number', 'approvedBy'] },
  'return.refused': { text: 'Return {number} refused: {clause}', names: ['number', 'clause'] },
  'return.label-issued': {
    text: 'Way back of return {number}: {method}',
    names: ['number', 'method', 'carrier', 'trackingNumber'],
  },
  'return.in-transit': { text: 'Returned parcel is on its way', names: [] },
  'return.received': {
    text: 'Return {number} came in at the {receivedBy}',
    names: ['number', 'receivedBy', 'reference'],
  },
  'return.exchanged': { text: 'Return {number} exchanged', names: ['number'] },
  'return.expired': { text: 'Return {number} expired', names: ['number'] },
  'return.closed': { text: 'Return {number} closed: {outcome}', names: ['number', 'outcome'] },
  'exchange.requested': { text: 'Exchange order {externalId} asked for', names: ['externalId'] },
  'refund.requested': { text: 'The store was asked for a refund', names: [] },
  'refund.completed': { text: 'Refunded ({storeReference})', names: ['storeReference', 'amountMinor', 'currency'] },
  'refund.failed': { text: 'The store refused the refund: {reasonCode}', names: ['reasonCode'] },
  'withdrawal.declared': { text: 'Withdrawal declared: {number}', names: ['number', 'regime'] },
  'cancellation.requested': { text: 'Cancellation asked for ({origin})', names: ['origin'] },
  'address-change.requested': { text: 'The customer wants another address', names: [] },
  'deadline.passed': { text: 'A deadline passed: {deadline}', names: ['deadline'] },
  'claim.opened': { text: 'Claim {number} against the supplier: {type}', names: ['number', 'type'] },
  'claim.decided': { text: 'Claim {decision} by the {decidedBy}', names: ['decision', 'decidedBy'] },
  'claim.reminded': {
    text: 'Supplier reminded of claim {number} (no. {reminder})',
    names: ['number', 'missing', 'reminder'],
  },
  'claim.credited': {
    text: 'Credit note {creditNoteNumber} for claim {number}',
    names: ['number', 'creditNoteNumber', 'amountMinor', 'currency'],
  },
  'complaint.opened': { text: 'Complaint {number}: {type}', names: ['number', 'type', 'channel'] },
  'complaint.assigned': { text: 'Complaint taken by {assignee}', names: ['assignee'] },
  'complaint.message-added': {
    text: 'A message of the {author} in complaint {number}',
    names: ['number', 'author', 'thread'],
  },
  'complaint.first-answered': { text: 'Complaint answered for the first time', names: [] },
  'complaint.solved': {
    text: 'Complaint {number} solved: {resolution}',
    names: ['number', 'cause', 'partyAtFault', 'resolution'],
  },
  'complaint.reopened': { text: 'Complaint opened again by the {reopenedBy}', names: ['reopenedBy'] },
  'complaint.merged': { text: 'Complaint is part of another one', names: [] },
  'complaint.breached': { text: 'Complaint {number} is late: {clock}', names: ['number', 'clock'] },
  'complaint.escalated': {
    text: 'Complaint {number} went up to level {level}',
    names: ['number', 'level', 'reasonCode'],
  },
  'incident.opened': { text: 'Part of incident {number}: {cause}', names: ['number', 'cause'] },
  'incident.closed': { text: 'Incident {number} is over', names: ['number'] },
  'survey.requested': { text: 'Customer may be asked: {kind}', names: ['kind', 'subject'] },
  'survey.answered': { text: 'Customer answered: {kind} {score}', names: ['kind', 'score'] },
  'review.submitted': { text: 'Review of {sku}: {rating} of 5', names: ['sku', 'rating'] },
  'review.moderated': { text: 'Review of {sku}: {decision}', names: ['sku', 'decision'] },
  'review.answered': { text: 'Review of {sku} answered', names: ['sku'] },
};
