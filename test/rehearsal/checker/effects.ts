import { restingStates } from '../load.js';
import type { Ledger, ProductOrder } from '../ledger.js';
import type { Anomaly } from './anomaly.js';

/** An allocation of which nothing is left says so. */
const givenBack = ['rejected', 'expired', 'cancelled'];

/** Holds what the product shows to its merchant against the books of stores, suppliers and customers. */
export function wrongEffects(ledger: Ledger, orders: readonly ProductOrder[]): Anomaly[] {
  return [
    ...lostOrders(ledger, orders),
    ...phantomOrders(ledger, orders),
    ...duplicateOrders(ledger),
    ...duplicatePurchases(ledger, orders),
    ...duplicateMails(ledger),
    ...unexplained(orders),
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

/** What no store ever ordered must not exist, nor be bought. */
function phantomOrders(ledger: Ledger, orders: readonly ProductOrder[]): Anomaly[] {
  const ordered = new Set(ledger.orders.map(({ externalId }) => externalId));
  const known = new Set(orders.map(({ id }) => id));
  return [
    ...orders
      .filter(({ externalId }) => !ordered.has(externalId))
      .map(({ externalId }): Anomaly => ({ kind: 'phantom', subject: externalId, detail: 'no store ordered it' })),
    ...ledger.bookings
      .filter(({ orderId }) => !known.has(orderId))
      .map(({ purchaseOrderId, orderId }): Anomaly => ({
        kind: 'phantom',
        subject: purchaseOrderId,
        detail: `a supplier booked it for order ${orderId}, which does not exist`,
      })),
  ];
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
