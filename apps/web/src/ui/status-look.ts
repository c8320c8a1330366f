/** How a state looks: its tone and its shape. The word always stands beside it, so colour is never alone. */

export type Tone = 'neutral' | 'active' | 'good' | 'wait' | 'bad';
export type Shape = 'ring-0' | 'ring-1' | 'ring-2' | 'ring-3' | 'check' | 'pause' | 'cross' | 'alert' | 'return';
export type StatusKind =
  | 'order-status'
  | 'line-status'
  | 'po-status'
  | 'shipment-status'
  | 'notification-status'
  | 'parked-state'
  | 'policy-state'
  | 'simulation-state'
  | 'complaint-status'
  | 'return-status'
  | 'refund-status'
  | 'claim-status'
  | 'review-status'
  | 'sentiment';

interface Look {
  tone: Tone;
  shape: Shape;
}

const look = (tone: Tone, shape: Shape): Look => ({ tone, shape });

const looks: Record<StatusKind, Readonly<Record<string, Look>>> = {
  'order-status': {
    placed: look('neutral', 'ring-0'),
    held: look('wait', 'pause'),
    routed: look('active', 'ring-1'),
    partly_shipped: look('active', 'ring-2'),
    shipped: look('active', 'ring-3'),
    delivered: look('good', 'check'),
    unroutable: look('bad', 'alert'),
    cancelled: look('neutral', 'cross'),
  },
  'line-status': {
    open: look('neutral', 'ring-0'),
    allocated: look('active', 'ring-1'),
    acknowledged: look('active', 'ring-2'),
    backordered: look('wait', 'pause'),
    shipped: look('active', 'ring-3'),
    delivered: look('good', 'check'),
    unroutable: look('bad', 'alert'),
    cancelled: look('neutral', 'cross'),
    rejected: look('bad', 'cross'),
    expired: look('bad', 'alert'),
  },
  'po-status': {
    created: look('neutral', 'ring-0'),
    sent: look('active', 'ring-1'),
    acknowledged: look('active', 'ring-2'),
    partly_acknowledged: look('wait', 'ring-2'),
    rejected: look('bad', 'cross'),
    partly_shipped: look('active', 'ring-3'),
    shipped: look('good', 'check'),
    cancelled: look('neutral', 'cross'),
    expired: look('bad', 'alert'),
  },
  'shipment-status': {
    registered: look('neutral', 'ring-0'),
    picked_up: look('active', 'ring-1'),
    in_transit: look('active', 'ring-2'),
    out_for_delivery: look('active', 'ring-3'),
    ready_for_pickup: look('active', 'ring-3'),
    attempt_failed: look('bad', 'alert'),
    delayed: look('wait', 'pause'),
    on_hold: look('wait', 'pause'),
    delivered: look('good', 'check'),
    returning: look('wait', 'return'),
    returned: look('neutral', 'return'),
    cancelled: look('neutral', 'cross'),
    expired: look('bad', 'alert'),
  },
  'notification-status': {
    sent: look('good', 'check'),
    failed: look('bad', 'cross'),
    skipped: look('neutral', 'cross'),
  },
  'policy-state': {
    draft: look('neutral', 'ring-0'),
    active: look('good', 'check'),
    archived: look('neutral', 'cross'),
  },
  'simulation-state': {
    queued: look('neutral', 'ring-0'),
    running: look('active', 'ring-2'),
    done: look('good', 'check'),
    cancelled: look('neutral', 'cross'),
  },
  'complaint-status': {
    open: look('wait', 'ring-0'),
    answered: look('active', 'ring-2'),
    solved: look('good', 'check'),
    merged: look('neutral', 'return'),
  },
  'return-status': {
    requested: look('wait', 'pause'),
    approved: look('active', 'ring-0'),
    refused: look('neutral', 'cross'),
    label_issued: look('active', 'ring-1'),
    in_transit: look('active', 'ring-2'),
    received: look('active', 'ring-3'),
    refunding: look('active', 'ring-3'),
    refunded: look('good', 'check'),
    exchanged: look('good', 'check'),
    claimed: look('active', 'ring-3'),
    expired: look('neutral', 'cross'),
    cancelled: look('neutral', 'cross'),
    closed: look('good', 'check'),
  },
  'refund-status': {
    requested: look('active', 'ring-2'),
    completed: look('good', 'check'),
    failed: look('bad', 'alert'),
  },
  'claim-status': {
    open: look('wait', 'pause'),
    accepted: look('active', 'ring-2'),
    disputed: look('bad', 'alert'),
    rejected: look('neutral', 'cross'),
    credited: look('good', 'check'),
  },
  'review-status': {
    submitted: look('wait', 'pause'),
    published: look('good', 'check'),
    rejected: look('neutral', 'cross'),
  },
  sentiment: {
    positive: look('good', 'check'),
    neutral: look('neutral', 'ring-0'),
    negative: look('bad', 'alert'),
  },
  'parked-state': {
    waiting: look('wait', 'pause'),
    dead: look('bad', 'alert'),
    replayed: look('good', 'check'),
    skipped: look('neutral', 'cross'),
  },
};

/** An unknown status is drawn as not begun; its word still says what it is. */
export const lookOf = (kind: StatusKind, status: string): Look => looks[kind][status] ?? look('neutral', 'ring-0');
