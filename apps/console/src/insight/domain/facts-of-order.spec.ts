import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factsOfOrder } from './facts-of-order.js';
import type { RecordedFact } from './recorded-fact.js';

const [orderId, line, poLine, supplier, shipment] = ['o', 'l', 'pl', 's', 'p'];
const versions = new Map<string, number>();

/** An event as it was recorded; its place in its topic is that in this file. */
function told(topic: string, type: string, data: object): RecordedFact {
  const keyVersion = (versions.get(topic) ?? 0) + 1;
  versions.set(topic, keyVersion);
  return { topic, type, keyVersion, data: { orderId, ...data } };
}

const decision = { currency: 'TRY', candidates: [{ chosen: true, supplierId: supplier, parcelMinor: 301 }] };
const returned = { returnLineId: 'rl', orderLineId: line, sku: 'MUG', quantity: 1, reasonCode: null };
const refund = { currency: 'TRY', amountMinor: 900, lines: [{ orderLineId: line, quantity: 1, amountMinor: 1000 }] };

const events: readonly RecordedFact[] = [
  told('orders', 'order.placed', {
    ...{ placedAt: '2026-01-31T23:59:59.000Z', currency: 'TRY', totalMinor: 2000, source: 'rest', promiseBy: null },
    ...{ lines: [{ lineId: line, sku: 'MUG' }], shippingAddress: { country: 'TR' } },
  }),
  told('orders', 'order.routed', { decision, purchaseOrders: [{ purchaseOrderId: 'po', supplierId: supplier }] }),
  told('purchase-orders', 'purchase-order.created', {
    ...{ purchaseOrderId: 'po', supplierId: supplier, currency: 'TRY' },
    lines: [{ purchaseOrderLineId: poLine, orderLineId: line, sku: 'MUG', unitCostMinor: 400 }],
  }),
  told('purchase-orders', 'purchase-order.shipped', {
    ...{ purchaseOrderId: 'po', supplierId: supplier },
    parcels: [{ lines: [{ purchaseOrderLineId: poLine, orderLineId: line, quantity: 2 }] }],
  }),
  told('shipments', 'shipment.registered', {
    ...{ shipmentId: shipment, supplierId: supplier, carrier: 'aras', shippedAt: '2026-02-01T08:00:00.000Z' },
    lines: [{ orderLineId: line, quantity: 2 }],
  }),
  told('shipments', 'shipment.promised', { shipmentId: shipment, promiseVersion: 1, latestDay: '2026-02-03' }),
  told('shipments', 'shipment.delivered', { shipmentId: shipment, deliveredAt: '2026-02-03T10:00:00.000Z' }),
  told('shipments', 'shipment.promised', { shipmentId: shipment, promiseVersion: 2, latestDay: '2026-02-09' }),
  told('shipments', 'shipment.status-changed', { shipmentId: shipment, previousStatus: 'delivered' }),
  told('shipments', 'shipment.delivered', { shipmentId: shipment, deliveredAt: '2026-02-05T10:00:00.000Z' }),
  told('after-sales', 'return.requested', {
    ...{ returnId: 'r', kind: 'withdrawal', requestedAt: '2026-02-10T10:00:00.000Z' },
    lines: [{ ...returned, supplierId: supplier, purchaseOrderId: 'po' }],
  }),
  told('after-sales', 'return.label-issued', {
    ...{ returnId: 'r', shipmentId: 'back', purchaseOrderId: null, payer: 'merchant' },
    lines: [{ orderLineId: line, quantity: 1 }],
  }),
  told('after-sales', 'refund.requested', {
    refundId: 'f',
    returnId: 'r',
    claimId: null,
    complaintId: null,
    sum: refund,
  }),
  told('after-sales', 'complaint.opened', { complaintId: 'c1', type: 'late', openedAt: '2026-02-04T10:00:00.000Z' }),
  told('after-sales', 'complaint.first-answered', { complaintId: 'c1', businessSeconds: 60 }),
  told('after-sales', 'complaint.solved', { complaintId: 'c1', cause: 'late', solvedAt: 'x', businessSeconds: 90 }),
  told('after-sales', 'complaint.reopened', { complaintId: 'c1' }),
];
const owner = { merchantId: 'm', person: null };

describe('the facts of an order', () => {
  const facts = factsOfOrder(owner, events)!;

  it('count it on the day it was placed in UTC, with what was paid back', () => {
    expect(facts.order).toMatchObject({ day: '2026-01-31', value_minor: 2000, refunded_minor: 900, is_purchase: true });
    expect(facts.order).toMatchObject({ suppliers: [supplier], skus: ['MUG'], carriers: ['aras'], country: 'TR' });
  });

  it('put together what a supplier and SKU came to, the way back valued like the parcel out', () => {
    expect(facts.units).toHaveLength(1);
    expect(facts.units[0]).toMatchObject({ shipped_units: 2, returned_units: 1, goods_minor: 800 });
    expect(facts.units[0]).toMatchObject({ shipping_minor: 301, way_back_minor: 301, refunded_minor: 900 });
  });

  it('hold a parcel to the first promise and to the delivery that stood', () => {
    expect(facts.parcels[0]).toMatchObject({ due_at: '2026-02-03T23:59:59.999Z', day: '2026-02-03' });
    expect(facts.parcels[0]).toMatchObject({ delivered_at: '2026-02-05T10:00:00.000Z' });
  });

  it('know no solution of a complaint that is open again, and no reason where the law forbids to ask', () => {
    expect(facts.complaints[0]).toMatchObject({ first_answer_seconds: 60, solution_seconds: null, cause: null });
    expect(facts.returns[0]).toMatchObject({ reason: 'WITHDRAWAL', is_returned: true });
  });

  it('are none while the order itself was not heard of', () => {
    expect(factsOfOrder(owner, events.slice(1))).toBeNull();
  });

  it('are the same in whatever order events are read', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...events], { minLength: events.length }), (shuffled) => {
        expect(factsOfOrder(owner, shuffled)).toEqual(facts);
      }),
      { numRuns: 40 },
    );
  });
});
