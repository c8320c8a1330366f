/** What a message of a store is about, as far as orders are concerned. */
export type StoreTopic = 'created' | 'changed' | 'deleted';

const topics: Readonly<Record<string, StoreTopic>> = {
  'orders/create': 'created',
  'orders/updated': 'changed',
  'orders/paid': 'changed',
  'orders/cancelled': 'changed',
  'order.created': 'created',
  'order.updated': 'changed',
  'order.restored': 'changed',
  'order.deleted': 'deleted',
};

/** Null for everything that needs nothing from us; it is acknowledged and ignored. */
export const storeTopicOf = (topic: string): StoreTopic | null => topics[topic] ?? null;
