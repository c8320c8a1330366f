import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  afterEvent,
  attentionOf,
  nothingKnown,
  stageOf,
  type OrderFacts,
  type ProgressEvent,
} from './order-progress.js';

const at = (type: string, data: Record<string, unknown> = {}): ProgressEvent => ({
  type,
  occurredAt: '2026-11-22T09:00:00.000Z',
  data,
});
const after = (...events: ProgressEvent[]): OrderFacts => events.reduce(afterEvent, nothingKnown);

const placed = at('order.placed');
const routedTo = (...ids: string[]) =>
  at('order.routed', { purchaseOrders: ids.map((purchaseOrderId) => ({ purchaseOrderId })) });
const rerouted = (causedBy: string, ...ids: string[]) =>
  at('order.rerouted', {
    causedByPurchaseOrderId: causedBy,
    purchaseOrders: ids.map((purchaseOrderId) => ({ purchaseOrderId })),
  });
const purchaseOrder = (what: string, purchaseOrderId: string, more = {}) =>
  at(`purchase-order.${what}`, { purchaseOrderId, ...more });

describe('the stage of an order', () => {
  it('is as far as its slowest purchase order', () => {
    const two = [placed, routedTo('p', 'q')];
    expect(stageOf(after(...two))).toBe('routed');
    expect(stageOf(after(...two, purchaseOrder('sent', 'p')))).toBe('routed');
    expect(stageOf(after(...two, purchaseOrder('sent', 'p'), purchaseOrder('sent', 'q')))).toBe('sent');
    const answered = [purchaseOrder('sent', 'q'), purchaseOrder('acknowledged', 'p', { status: 'acknowledged' })];
    expect(stageOf(after(...two, ...answered))).toBe('sent');
  });

  it('goes back to routed when a refused purchase order is replaced', () => {
    const refused = purchaseOrder('acknowledged', 'p', { status: 'rejected' });
    const facts = after(placed, routedTo('p'), purchaseOrder('sent', 'p'), refused, rerouted('p', 'q'));
    expect(stageOf(facts)).toBe('routed');
    expect(stageOf(afterEvent(facts, purchaseOrder('sent', 'q')))).toBe('sent');
  });

  it('is unknown while the order itself was not heard of', () => {
    expect(stageOf(after(purchaseOrder('created', 'p')))).toBeNull();
  });

  it('stays partly shipped when the rest is routed again', () => {
    expect(stageOf(after(placed, routedTo('p'), at('order.partly-shipped'), rerouted('p', 'q')))).toBe(
      'partly_shipped',
    );
  });
});

describe('what needs a person', () => {
  it('is a held order until it is released', () => {
    const held = after(placed, at('order.held', { reasonCode: 'PAYMENT_PENDING', nextAction: 'MARK_PAID' }));
    expect(attentionOf(held)).toMatchObject({ kind: 'held', reasonCode: 'PAYMENT_PENDING', nextAction: 'MARK_PAID' });
    expect(attentionOf(afterEvent(held, at('order.released')))).toBeNull();
  });

  it('is a parcel that nobody heard of until somebody does', () => {
    const quiet = at('shipment.stalled', { shipmentId: 's', status: 'in_transit', quietSince: '2026-11-20T00:00:00Z' });
    const facts = after(placed, routedTo('p'), quiet);
    expect(attentionOf(facts)).toMatchObject({ kind: 'stalled', since: '2026-11-20T00:00:00Z' });
    expect(attentionOf(afterEvent(facts, at('shipment.status-changed', { shipmentId: 's' })))).toBeNull();
  });

  it('is a silent supplier only until its units are routed again, whichever is heard first', () => {
    const expiry = purchaseOrder('expired', 'p');
    expect(attentionOf(after(placed, routedTo('p'), expiry))).toMatchObject({ kind: 'expired' });
    expect(attentionOf(after(placed, routedTo('p'), expiry, rerouted('p', 'q')))).toBeNull();
    expect(attentionOf(after(placed, routedTo('p'), rerouted('p', 'q'), expiry))).toBeNull();
  });

  it('is nothing once the order is over', () => {
    const quiet = at('shipment.stalled', { shipmentId: 's', status: 'in_transit', quietSince: '2026-11-20T00:00:00Z' });
    expect(attentionOf(after(placed, quiet, at('order.cancelled')))).toBeNull();
  });
});

describe('topics overtaking each other', () => {
  it('changes nothing about where the order ends up', () => {
    const orders = [placed, routedTo('p'), rerouted('p', 'q')];
    const purchaseOrders = [
      purchaseOrder('created', 'p'),
      purchaseOrder('sent', 'p'),
      purchaseOrder('expired', 'p'),
      purchaseOrder('created', 'q'),
      purchaseOrder('sent', 'q'),
    ];
    const expected = after(...orders, ...purchaseOrders);
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (choices) => {
        const [left, right] = [[...orders], [...purchaseOrders]];
        const merged = choices.flatMap(
          (first) => (first ? (left.shift() ?? right.shift()) : (right.shift() ?? left.shift())) ?? [],
        );
        const facts = after(...merged);
        expect([stageOf(facts), attentionOf(facts)]).toEqual([stageOf(expected), attentionOf(expected)]);
        expect(facts).toEqual(expected);
      }),
    );
  });
});
