import type {
  ClaimCredited,
  ClaimOpened,
  ComplaintFirstAnswered,
  ComplaintMerged,
  ComplaintOpened,
  ComplaintReopened,
  ComplaintSolved,
  OrderCancelled,
  OrderPlaced,
  OrderRerouted,
  OrderRouted,
  PurchaseOrderCreated,
  PurchaseOrderShipped,
  RefundFailed,
  RefundRequested,
  ReturnApproved,
  ReturnClosed,
  ReturnExpired,
  ReturnLabelIssued,
  ReturnRefused,
  ReturnRequested,
  ShipmentDelivered,
  ShipmentPromised,
  ShipmentRegistered,
  ShipmentStatusChanged,
  SurveyAnswered,
} from '#contracts';

/** What is told, by event type: all that facts are made of. */
export interface ToldFacts {
  'order.placed': OrderPlaced;
  'order.cancelled': OrderCancelled;
  'order.routed': OrderRouted;
  'order.rerouted': OrderRerouted;
  'purchase-order.created': PurchaseOrderCreated;
  'purchase-order.shipped': PurchaseOrderShipped;
  'shipment.registered': ShipmentRegistered;
  'shipment.promised': ShipmentPromised;
  'shipment.delivered': ShipmentDelivered;
  'shipment.status-changed': ShipmentStatusChanged;
  'return.requested': ReturnRequested;
  'return.approved': ReturnApproved;
  'return.refused': ReturnRefused;
  'return.label-issued': ReturnLabelIssued;
  'return.expired': ReturnExpired;
  'return.closed': ReturnClosed;
  'refund.requested': RefundRequested;
  'refund.failed': RefundFailed;
  'claim.opened': ClaimOpened;
  'claim.credited': ClaimCredited;
  'complaint.opened': ComplaintOpened;
  'complaint.first-answered': ComplaintFirstAnswered;
  'complaint.solved': ComplaintSolved;
  'complaint.reopened': ComplaintReopened;
  'complaint.merged': ComplaintMerged;
  'survey.answered': SurveyAnswered;
}

export type ToldType = keyof ToldFacts;

/** All of {@link ToldFacts}; the compiler sees to it that none is missing. */
const toldTypeSet: Readonly<Record<ToldType, true>> = {
  'order.placed': true,
  'order.cancelled': true,
  'order.routed': true,
  'order.rerouted': true,
  'purchase-order.created': true,
  'purchase-order.shipped': true,
  'shipment.registered': true,
  'shipment.promised': true,
  'shipment.delivered': true,
  'shipment.status-changed': true,
  'return.requested': true,
  'return.approved': true,
  'return.refused': true,
  'return.label-issued': true,
  'return.expired': true,
  'return.closed': true,
  'refund.requested': true,
  'refund.failed': true,
  'claim.opened': true,
  'claim.credited': true,
  'complaint.opened': true,
  'complaint.first-answered': true,
  'complaint.solved': true,
  'complaint.reopened': true,
  'complaint.merged': true,
  'survey.answered': true,
};
export const toldTypes = Object.keys(toldTypeSet) as readonly ToldType[];

/** An event of an order as it was recorded, personal data masked. */
export interface RecordedFact {
  readonly topic: string;
  readonly keyVersion: number;
  readonly type: string;
  readonly data: unknown;
}

/** Whether an event can change a fact. Of what a parcel goes through only a delivery that was none can. */
export function changesFacts({ type, data }: Pick<RecordedFact, 'type' | 'data'>): boolean {
  if (type === 'shipment.status-changed') return (data as ShipmentStatusChanged).previousStatus === 'delivered';
  return type in toldTypeSet;
}

/** The events of one order, by type, those of one topic in the order in which they were told. */
export class OrderEvents {
  private readonly sorted: readonly RecordedFact[];

  /** @param events in any order, those that change nothing among them. */
  constructor(events: readonly RecordedFact[]) {
    this.sorted = [...events].sort((a, b) =>
      a.topic === b.topic ? a.keyVersion - b.keyVersion : a.topic < b.topic ? -1 : 1,
    );
  }

  of<T extends ToldType>(type: T): readonly ToldFacts[T][] {
    return this.sorted.flatMap((event) => (event.type === type ? [event.data as ToldFacts[T]] : []));
  }

  /** Those of several types of one topic, in order. */
  among<T extends ToldType>(...types: readonly T[]): readonly { type: T; data: ToldFacts[T] }[] {
    return this.sorted.flatMap(({ type, data }) =>
      types.includes(type as T) ? [{ type: type as T, data: data as ToldFacts[T] }] : [],
    );
  }
}
