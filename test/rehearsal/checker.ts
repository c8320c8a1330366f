import type { Client } from 'pg';
import type { Ledger, ProductOrder } from './ledger.js';

/** Where an order may rest: delivered, or stopped with a typed reason that somebody can act on. */
export const restingStates: readonly string[] = ['delivered', 'cancelled', 'unroutable', 'held'];

/** An allocation of which nothing is left says so. */
const givenBack = ['rejected', 'expired', 'cancelled'];

/** One thing that must never be, with the id to look for. */
export interface Anomaly {
  readonly kind:
    'lost' | 'duplicatePurchaseOrder' | 'duplicateNotification' | 'outOfOrder' | 'oversold' | 'unexplained';
  readonly subject: string;
  readonly detail: string;
}

export interface Evidence {
  readonly ledger: Ledger;
  readonly orders: readonly ProductOrder[];
  /** Databases of the services, by service name. */
  readonly databases: ReadonlyMap<string, Client>;
}

/** Holds the product's tables against the partners' books. No anomaly in n orders bounds the rate by 3/n at 95 %. */
export async function findAnomalies({ ledger, orders, databases }: Evidence): Promise<Anomaly[]> {
  return [
    ...lostOrders(ledger, orders),
    ...duplicateOrders(ledger),
    ...duplicatePurchases(ledger, orders),
    ...duplicateMails(ledger),
    ...unexplained(orders),
    ...(await outOfOrder(databaseOf(databases, 'console'))),
    ...(await oversold(databaseOf(databases, 'order'))),
  ];
}

/** Every order that the product took must exist, and be at rest with every unit accounted for. */
function lostOrders(ledger: Ledger, orders: readonly ProductOrder[]): Anomaly[] {
  const known = new Map(orders.map((order) => [order.id, order]));
  return ledger.orders
    .filter(({ state }) => state === 'accepted')
    .flatMap(({ externalId, productOrderIds }) => productOrderIds.map((id) => ({ externalId, order: known.get(id) })))
    .flatMap(({ externalId, order }): Anomaly[] => {
      if (!order) return [{ kind: 'lost', subject: externalId, detail: 'accepted, but the product does not know it' }];
      if (!restingStates.includes(order.status))
        return [{ kind: 'lost', subject: externalId, detail: `never came to rest: ${order.status}` }];
      return [];
    });
}

function duplicateOrders(ledger: Ledger): Anomaly[] {
  return ledger.orders
    .filter(({ productOrderIds }) => productOrderIds.length > 1)
    .map(({ externalId, productOrderIds }) => ({
      kind: 'duplicatePurchaseOrder',
      subject: externalId,
      detail: `became ${productOrderIds.join(' and ')}`,
    }));
}

/** More units accepted by suppliers than the customer ordered means that something was bought twice. */
function duplicatePurchases(ledger: Ledger, orders: readonly ProductOrder[]): Anomaly[] {
  const accepted = new Map<string, number>();
  for (const { orderId, answered, state } of ledger.bookings) {
    if (state === 'cancelled' || state === 'refused') continue;
    const units = (answered ?? []).reduce((sum, line) => sum + line.acceptedQuantity + line.backorderedQuantity, 0);
    accepted.set(orderId, (accepted.get(orderId) ?? 0) + units);
  }
  return orders.flatMap((order): Anomaly[] => {
    const ordered = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const bought = accepted.get(order.id) ?? 0;
    return bought > ordered
      ? [
          {
            kind: 'duplicatePurchaseOrder',
            subject: order.externalId,
            detail: `${String(bought)} units bought for ${String(ordered)} ordered`,
          },
        ]
      : [];
  });
}

function duplicateMails(ledger: Ledger): Anomaly[] {
  const seen = new Map<string, number>();
  for (const { messageId, to, subject } of ledger.mails) {
    const identity = messageId ?? `${to.join(',')} ${subject}`;
    seen.set(identity, (seen.get(identity) ?? 0) + 1);
  }
  return [...seen]
    .filter(([, times]) => times > 1)
    .map(([identity, times]) => ({
      kind: 'duplicateNotification',
      subject: identity,
      detail: `arrived ${String(times)} times`,
    }));
}

/** Units that no allocation and no typed state speaks for. */
function unexplained(orders: readonly ProductOrder[]): Anomaly[] {
  return orders.flatMap((order) =>
    order.lines.flatMap((line): Anomaly[] => {
      const held = line.allocations
        .filter(({ shippedQuantity, status }) => shippedQuantity > 0 || !givenBack.includes(status))
        .reduce((sum, { quantity }) => sum + quantity, 0);
      const complete = held === line.quantity;
      const typed = ['unroutable', 'cancelled'].includes(line.status) || order.status === 'held';
      return (complete || typed) && held <= line.quantity
        ? []
        : [
            {
              kind: 'unexplained',
              subject: order.externalId,
              detail: `line ${line.id} (${line.status}): ${String(held)} of ${String(line.quantity)} units`,
            },
          ];
    }),
  );
}

/** In the reading order of the event log, the versions of each key must be 1, 2, 3 … */
async function outOfOrder(console: Client): Promise<Anomaly[]> {
  const { rows } = await console.query<{ topic: string; key: string; key_version: string; expected: string }>(
    `SELECT topic, key, key_version, expected FROM (
       SELECT topic, key, key_version, row_number() OVER (PARTITION BY topic, key ORDER BY xid, seq) AS expected
         FROM events WHERE topic IN ('kervan.orders.v1', 'kervan.purchase-orders.v1', 'kervan.shipments.v1', 'kervan.notifications.v1')
     ) numbered WHERE key_version <> expected LIMIT 100`,
  );
  return rows.map(({ topic, key, key_version, expected }) => ({
    kind: 'outOfOrder',
    subject: `${topic} ${key}`,
    detail: `version ${key_version} was handled as number ${expected}`,
  }));
}

/** Commitments that hold stock, against what the newest feed said and what each was taken from. */
async function oversold(order: Client): Promise<Anomaly[]> {
  const { rows } = await order.query<{ id: string; committed: string; held: string }>(
    `SELECT o.id, o.committed, coalesce(sum(c.quantity) FILTER (WHERE c.state <> 'released'), 0) AS held
       FROM offers o LEFT JOIN commitments c ON c.offer_id = o.id
      GROUP BY o.id HAVING o.committed <> coalesce(sum(c.quantity) FILTER (WHERE c.state <> 'released'), 0)`,
  );
  return rows.map(({ id, committed, held }) => ({
    kind: 'oversold',
    subject: id,
    detail: `${committed} committed, ${held} in the ledger`,
  }));
}

/** @throws Error when nobody connected to it. */
export function databaseOf(databases: ReadonlyMap<string, Client>, name: string): Client {
  const client = databases.get(name);
  if (!client) throw new Error(`no connection to the database of ${name}`);
  return client;
}
