/** Where an order stands in the flow, from left to right as the page shows it. */
export const openStages = [
  'placed',
  'held',
  'routed',
  'sent',
  'acknowledged',
  'partly_shipped',
  'shipped',
  'unroutable',
] as const;
export const closedStages = ['delivered', 'cancelled'] as const;
export type Stage = (typeof openStages)[number] | (typeof closedStages)[number];

/** Why a person has to look at an order, most urgent first. */
export type AttentionKind = 'held' | 'unroutable' | 'stalled' | 'expired';

export interface Attention {
  readonly kind: AttentionKind;
  readonly reasonCode: string;
  readonly nextAction: string;
  readonly since: string;
}

/** How far a purchase order got. The steps are ordered; none is ever taken back. */
const steps = ['planned', 'created', 'sent', 'acknowledged', 'shipped', 'closed'] as const;
type Step = (typeof steps)[number];

interface PurchaseOrderFacts {
  readonly step: Step;
  /** When the supplier's time to answer ran out. */
  readonly expiredAt: string | null;
  /** Whether the order service has decided what becomes of its units. */
  readonly decidedAgain: boolean;
}

/** What is known of one order. Serialisable; built from events by {@link afterEvent} only. */
export interface OrderFacts {
  /** What the order service says; null until its first event is seen. */
  readonly status: Exclude<Stage, 'sent' | 'acknowledged'> | null;
  readonly problem: { readonly reasonCode: string; readonly nextAction: string; readonly since: string } | null;
  readonly purchaseOrders: Readonly<Record<string, PurchaseOrderFacts>>;
  /** Parcels of which nothing was heard, with the time since when. */
  readonly quietParcels: Readonly<Record<string, { readonly status: string; readonly since: string }>>;
}

export const nothingKnown: OrderFacts = { status: null, problem: null, purchaseOrders: {}, quietParcels: {} };

/** An event as far as progress needs it. Events of one topic arrive in order, those of two topics in any. */
export interface ProgressEvent {
  readonly type: string;
  readonly occurredAt: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Rule = (facts: OrderFacts, event: ProgressEvent) => OrderFacts;

const becomes =
  (status: NonNullable<OrderFacts['status']>): Rule =>
  (facts) => ({ ...facts, status, problem: null });

const becomesProblem =
  (status: 'held' | 'unroutable'): Rule =>
  (facts, { data, occurredAt }) => ({
    ...facts,
    status,
    problem: { reasonCode: text(data['reasonCode']), nextAction: text(data['nextAction']), since: occurredAt },
  });

const routed: Rule = (facts, event) => {
  const planned = listOf(event.data['purchaseOrders']).map((item) => text(item['purchaseOrderId']));
  const withPlanned = planned.reduce((sum, id) => reaches(sum, id, 'planned'), facts);
  const status = facts.status === 'partly_shipped' ? facts.status : 'routed';
  return { ...decidedAgain(withPlanned, event.data['causedByPurchaseOrderId']), status, problem: null };
};

const purchaseOrderReaches =
  (step: Step): Rule =>
  (facts, { data }) =>
    reaches(facts, text(data['purchaseOrderId']), step);

const heardOfParcel: Rule = (facts, { data }) => {
  const quiet = Object.entries(facts.quietParcels).filter(([shipmentId]) => shipmentId !== data['shipmentId']);
  return { ...facts, quietParcels: Object.fromEntries(quiet) };
};

/** A return that goes quiet is no trouble of its order's delivery. */
const wentQuiet: Rule = (facts, { data }) => {
  if (data['direction'] === 'return') return facts;
  const quiet = { status: text(data['status']), since: text(data['quietSince']) };
  return { ...facts, quietParcels: { ...facts.quietParcels, [text(data['shipmentId'])]: quiet } };
};

/** One rule per event that moves an order; all other events leave it where it is. */
const rules: Readonly<Record<string, Rule>> = {
  'order.placed': becomes('placed'),
  'order.held': becomesProblem('held'),
  'order.released': becomes('placed'),
  'order.routed': routed,
  'order.rerouted': routed,
  'order.unroutable': becomesProblem('unroutable'),
  'order.partly-shipped': becomes('partly_shipped'),
  'order.shipped': becomes('shipped'),
  'order.delivered': becomes('delivered'),
  'order.cancelled': becomes('cancelled'),
  'purchase-order.created': purchaseOrderReaches('created'),
  'purchase-order.sent': purchaseOrderReaches('sent'),
  'purchase-order.acknowledged': (facts, { data }) =>
    reaches(facts, text(data['purchaseOrderId']), data['status'] === 'rejected' ? 'closed' : 'acknowledged'),
  'purchase-order.shipped': purchaseOrderReaches('shipped'),
  'purchase-order.cancelled': purchaseOrderReaches('closed'),
  'purchase-order.expired': (facts, { data, occurredAt }) => {
    const id = text(data['purchaseOrderId']);
    return changed(reaches(facts, id, 'closed'), id, { expiredAt: occurredAt });
  },
  'shipment.status-changed': heardOfParcel,
  'shipment.delivered': heardOfParcel,
  'shipment.stalled': wentQuiet,
};

/** What is known after an event. */
export function afterEvent(facts: OrderFacts, event: ProgressEvent): OrderFacts {
  return rules[event.type]?.(facts, event) ?? facts;
}

/** Null while only other services have spoken of the order. */
export function stageOf({ status, purchaseOrders }: OrderFacts): Stage | null {
  if (status !== 'routed') return status;
  const open = Object.values(purchaseOrders).filter(({ step }) => step !== 'closed');
  const slowest = Math.min(...open.map(({ step }) => steps.indexOf(step)));
  if (open.length === 0 || slowest < steps.indexOf('sent')) return 'routed';
  return slowest < steps.indexOf('acknowledged') ? 'sent' : 'acknowledged';
}

/** The most urgent reason why a person should look, or null. */
export function attentionOf(facts: OrderFacts): Attention | null {
  const { status, problem } = facts;
  if (status === 'delivered' || status === 'cancelled') return null;
  if (problem && (status === 'held' || status === 'unroutable')) return { kind: status, ...problem };
  return stalled(facts) ?? expired(facts);
}

function stalled({ quietParcels }: OrderFacts): Attention | null {
  const [first] = Object.values(quietParcels).sort((a, b) => (a.since < b.since ? -1 : 1));
  return first ? { kind: 'stalled', reasonCode: first.status, nextAction: 'ASK_CARRIER', since: first.since } : null;
}

function expired({ purchaseOrders }: OrderFacts): Attention | null {
  const [since] = Object.values(purchaseOrders)
    .filter(({ decidedAgain: isDecided }) => !isDecided)
    .flatMap(({ expiredAt }) => expiredAt ?? [])
    .sort();
  return since === undefined
    ? null
    : { kind: 'expired', reasonCode: 'NO_ANSWER', nextAction: 'WAIT_FOR_REROUTE', since };
}

function decidedAgain(facts: OrderFacts, purchaseOrderId: unknown): OrderFacts {
  return typeof purchaseOrderId === 'string' ? changed(facts, purchaseOrderId, { decidedAgain: true }) : facts;
}

function reaches(facts: OrderFacts, id: string, step: Step): OrderFacts {
  const known = facts.purchaseOrders[id]?.step ?? 'planned';
  return changed(facts, id, { step: steps.indexOf(step) > steps.indexOf(known) ? step : known });
}

function changed(facts: OrderFacts, id: string, change: Partial<PurchaseOrderFacts>): OrderFacts {
  const known = facts.purchaseOrders[id] ?? { step: 'planned', expiredAt: null, decidedAgain: false };
  return { ...facts, purchaseOrders: { ...facts.purchaseOrders, [id]: { ...known, ...change } } };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const listOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
