import { newestEvents, topics, type Envelope } from '#contracts';

/** What merchants can have sent to them comes from these. */
const told: ReadonlySet<string> = new Set([topics.orders, topics.shipments, topics.afterSales]);

/**
 * What services say to themselves or to each other; `survey.requested` carries the link that makes whoever has it
 * the customer.
 */
const internal: ReadonlySet<string> = new Set(['deadline.passed', 'exchange.requested', 'survey.requested']);

/** Types of events that merchants can subscribe to. */
export const merchantEventTypes: readonly string[] = newestEvents()
  .map(({ info }) => info)
  .filter(({ topic, type }) => told.has(topic) && !internal.has(type))
  .map(({ type }) => type)
  .sort();

const offered: ReadonlySet<string> = new Set(merchantEventTypes);

/** Whether merchants can have events of a type sent to them. */
export const isForMerchants = (type: string): boolean => offered.has(type);

/** Sent on demand, to try an endpoint. Nobody subscribes to it. */
export const PING = 'ping';

/** Everything of one kind, `order.*`; or everything. */
export const ALL = '*';
const familyOf = (type: string): string => `${type.slice(0, type.indexOf('.'))}.*`;

/** What can stand in a subscription. */
export const subscriptions: readonly string[] = [
  ...new Set([ALL, ...merchantEventTypes.map(familyOf), ...merchantEventTypes]),
];

/** Whether a subscription takes a type of event. */
export const takes = (subscribed: readonly string[], type: string): boolean =>
  subscribed.some((one) => one === ALL || one === type || one === familyOf(type));

/**
 * Left out of what is sent: who the customer is and where (read from the order, over an authenticated call), what
 * opens a page to whoever has it, what people wrote, and the routing decision, which has an address of its own.
 */
const omitted: ReadonlySet<string> = new Set([
  ...['customer', 'shippingAddress', 'contactEmail', 'trackingToken', 'link', 'text', 'explanation', 'decision'],
]);

/** The body that an endpoint gets: the same bytes at every attempt. */
export function bodyOf({ type, version, occurredAt, keyVersion, merchantId, data }: Envelope): string {
  const facts = Object.fromEntries(Object.entries(data).filter(([name]) => !omitted.has(name)));
  return JSON.stringify({
    type,
    timestamp: occurredAt,
    version,
    merchantId,
    // Counts the facts of one order and kind of topic: what comes late is known by it.
    sequence: keyVersion,
    data: facts,
  });
}
