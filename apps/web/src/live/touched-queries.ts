import type { EventItem } from '../api/types.js';

export type QueryKey = readonly string[];

/** The order that an event is about, if it is about one. */
export function orderIdOf(event: EventItem): string | null {
  if (event.orderId) return event.orderId;
  const inData = event.data['orderId'];
  return typeof inData === 'string' ? inData : null;
}

const lists: Readonly<Record<string, readonly QueryKey[]>> = {
  order: [['orders']],
  'purchase-order': [['purchase-orders'], ['orders']],
  shipment: [['parcels'], ['orders']],
  notification: [['mailbox']],
  supplier: [['suppliers']],
  return: [['returns']],
  withdrawal: [['returns']],
  refund: [['refunds'], ['returns']],
  claim: [['claims']],
  complaint: [['complaints']],
  incident: [['incidents'], ['complaints']],
  survey: [['surveys']],
  review: [['reviews']],
  offer: [['offers']],
  access: [['keys']],
  merchant: [['merchants']],
};

/** What an event makes old: the lists of its kind and everything about its order. */
export function touchedQueries(event: EventItem): QueryKey[] {
  const kind = event.type.split('.')[0] ?? '';
  const keys: QueryKey[] = [...(lists[kind] ?? [])];
  const orderId = orderIdOf(event);
  if (orderId) keys.push(['order', orderId]);
  return keys;
}
