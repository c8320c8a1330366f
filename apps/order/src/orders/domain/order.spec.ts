import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PurchaseOrderAcknowledged } from '#contracts';
import { anOrder, QUANTITY, route, ship, told } from '../../../test/order-models.js';
import { openUnits, unansweredUnits, type Allocation } from './allocation.js';
import type { Order } from './order.js';
import { countOrder } from './order-progress.js';
import { orderStatuses, orderTransitions, type OrderStatus } from './order-state.js';
import { noteAcknowledged, noteDelivered } from './supplier-answers.js';

const acknowledge = (order: Order, purchaseOrderId: string, accepted: number, backordered: number, rejected: number) =>
  noteAcknowledged(order, {
    purchaseOrderId,
    lines: [
      {
        orderLineId: 'line',
        acceptedQuantity: accepted,
        backorderedQuantity: backordered,
        rejectedQuantity: rejected,
      },
    ],
  } as PurchaseOrderAcknowledged);

const deliver = (order: Order, shipmentId: string): void => {
  noteDelivered(order, { shipmentId, orderId: 'order', deliveredAt: '2026-11-22T09:00:00Z', place: null });
};

describe('an order', () => {
  it('is shipped when its last unit has left and delivered when its last parcel has arrived', () => {
    const order = anOrder();
    const purchaseOrder = route(order, QUANTITY);
    const first = ship(order, purchaseOrder, 2);
    expect(order.record.status).toBe('partly_shipped');
    const second = ship(order, purchaseOrder, 4);
    deliver(order, first);
    expect([order.record.status, order.record.lines[0]!.status]).toEqual(['shipped', 'shipped']);
    deliver(order, second);
    expect([order.record.status, order.record.lines[0]!.status]).toEqual(['delivered', 'delivered']);
    expect(told(order)).toEqual(['OrderRouted', 'OrderPartlyShipped', 'OrderShipped', 'OrderDelivered']);
  });

  it('needs a person when units have nobody, even when others have left already', () => {
    const order = anOrder();
    ship(order, route(order, 4), 4);

    expect([order.record.status, order.record.reasonCode]).toEqual(['unroutable', 'NO_STOCK']);
    ship(order, route(order, 2), 2);
    expect([order.record.status, order.record.reasonCode]).toEqual(['shipped', null]);
  });

  it('lets a supplier answer bit by bit, and refuses answers for more than it was asked for', () => {
    const order = anOrder();
    const purchaseOrder = route(order, QUANTITY);
    acknowledge(order, purchaseOrder, 2, 0, 0);
    acknowledge(order, purchaseOrder, 0, 3, 1);
    const [allocation] = order.record.allocations;

    expect(allocation).toMatchObject({
      accepted: 2,
      backordered: 3,
      released: 1,
      status: 'backordered',
      refused: true,
    });
    expect(() => acknowledge(order, purchaseOrder, 1, 0, 0)).toThrow('does not have 1 more units');
    expect(() => ship(order, purchaseOrder, 6)).toThrow('does not have 6 more units');
  });

  it('takes a parcel for an answer when the supplier gave no other', () => {
    const order = anOrder();
    ship(order, route(order, QUANTITY), 4);

    expect(unansweredUnits(order.record.allocations[0]!)).toBe(2);
  });

  const answers = () =>
    fc.array(
      fc.record({
        kind: fc.constantFrom(
          'route',
          'accept',
          'backorder',
          'reject',
          'expire',
          'cancel-po',
          'ship',
          'deliver',
          'cancel',
        ),
        units: fc.integer({ min: 1, max: QUANTITY }),
      }),
      { maxLength: 25 },
    );

  it('never loses or invents a unit, and only moves along its transitions, whatever suppliers and people do', () => {
    fc.assert(
      fc.property(answers(), (steps) => {
        const order = anOrder();
        route(order, QUANTITY);
        const shipments: string[] = [];
        for (const step of steps) {
          const before = order.record.status;
          acts[step.kind]!(order, step.units, shipments);
          const counts = countOrder(order.record.lines, order.record.allocations);

          expect(counts.missing + counts.open + counts.shipped + counts.cancelled).toBe(QUANTITY);
          expect(Math.min(counts.missing, counts.open, counts.shipped, counts.cancelled)).toBeGreaterThanOrEqual(0);
          expect(reachable(before)).toContain(order.record.status);
          for (const allocation of order.record.allocations) {
            expect(allocation.accepted + allocation.backordered).toBeLessThanOrEqual(
              allocation.quantity - allocation.released,
            );
            expect(openUnits(allocation)).toBeGreaterThanOrEqual(0);
          }
          if (order.record.status === 'cancelled') expect(counts.open + counts.missing).toBe(0);
          if (order.record.status === 'delivered') expect(counts.shipped + counts.cancelled).toBe(QUANTITY);
        }
      }),
      { numRuns: 500 },
    );
  });
});

type Act = (order: Order, units: number, shipments: string[]) => void;

const openAllocation = (order: Order) => order.record.allocations.find((candidate) => openUnits(candidate) > 0);

/** An answer about as many units of the first open allocation as there are, and the routing that follows. */
const answer =
  (
    room: (allocation: Allocation) => number,
    apply: (order: Order, purchaseOrderId: string, units: number) => void,
  ): Act =>
  (order, units) => {
    const allocation = openAllocation(order);
    const possible = Math.min(units, allocation ? room(allocation) : 0);
    if (!allocation || possible === 0) return;
    apply(order, allocation.purchaseOrderId, possible);
    if (order.missing().length > 0) route(order, units - 1, allocation.purchaseOrderId);
    else order.settle();
  };

const back = (as: 'expired' | 'cancelled') => (order: Order, purchaseOrderId: string, quantity: number) => {
  order.takeBack(purchaseOrderId, [{ orderLineId: 'line', quantity }], as);
};

/** Things that happen, each cut down to what is possible at the moment. */
const acts: Record<string, Act> = {
  route: (order, units) => order.missing().length > 0 && route(order, units),
  accept: answer(unansweredUnits, (order, id, units) => acknowledge(order, id, units, 0, 0)),
  backorder: answer(unansweredUnits, (order, id, units) => acknowledge(order, id, 0, units, 0)),
  reject: answer(unansweredUnits, (order, id, units) => acknowledge(order, id, 0, 0, units)),
  expire: answer(unansweredUnits, back('expired')),
  'cancel-po': answer(openUnits, back('cancelled')),
  ship: (order, units, shipments) => {
    const allocation = openAllocation(order);
    if (allocation) shipments.push(ship(order, allocation.purchaseOrderId, Math.min(units, openUnits(allocation))));
  },
  deliver: (order, _units, shipments) => {
    const shipment = shipments.shift();
    if (shipment !== undefined) deliver(order, shipment);
  },
  cancel: (order) => {
    if (!['shipped', 'delivered'].includes(order.record.status)) order.requestCancel('OTHER');
  },
};

/** States that follow in one or, since parcels may be delivered before they are announced, two steps. */
function reachable(from: OrderStatus): ReadonlySet<OrderStatus> {
  const next = orderStatuses.filter((status) => (orderTransitions[from] as readonly OrderStatus[]).includes(status));
  const further = next.includes('shipped') ? (['delivered'] as const) : [];
  return new Set([from, ...next, ...further]);
}
