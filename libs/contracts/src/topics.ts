/**
 * Every topic that Kervan publishes. A breaking change of an event is a new version on the same topic, with an
 * upcaster from the one before: a key keeps its order, which two topics could not promise.
 */
export const topics = {
  /** Facts about an order, decided by `order`. Key: order id. */
  orders: 'kervan.orders.v1',
  /** What a supplier can deliver now. Key: offer id. Compacted: the newest message is the whole truth. */
  offers: 'kervan.offers.v1',
  /** Suppliers and their terms. Key: supplier id. Compacted. */
  suppliers: 'kervan.suppliers.v1',
  /** Purchase orders and what suppliers answered. Key: order id, so one order's facts stay in order. */
  purchaseOrders: 'kervan.purchase-orders.v1',
  /** Parcels and their progress. Key: order id. */
  shipments: 'kervan.shipments.v1',
  /** What people were told. Key: order id; of what is about no order, the id of what it is about. */
  notifications: 'kervan.notifications.v1',
  /** Returns, refunds, claims, complaints and surveys, decided by `after-sales`. Key: order id. */
  afterSales: 'kervan.after-sales.v1',
  /** What routing learned of suppliers, decided by `order`. Key: supplier id. */
  experience: 'kervan.experience.v1',
  /** Export and erasure of customers' data: ids and counts; what is handed out is sealed. Key: the request's id. */
  privacy: 'kervan.privacy.v1',
  /** API keys as hashes. Key: key id. Compacted. */
  access: 'kervan.access.v1',
  /** Merchants and their defaults. Key: merchant id. Compacted. */
  merchants: 'kervan.merchants.v1',
} as const;

/** The name of one of Kervan's topics. */
export type Topic = (typeof topics)[keyof typeof topics];

/** Topics on which only the newest message per key matters; the broker may forget the older ones. */
export const compactedTopics: readonly Topic[] = [topics.offers, topics.suppliers, topics.access, topics.merchants];

/** The topics about one order, each keyed by order id. */
export const orderTopics: readonly Topic[] = [
  topics.orders,
  topics.purchaseOrders,
  topics.shipments,
  topics.notifications,
  topics.afterSales,
];
