import { describe, expect, it } from '@jest/globals';
import { topics, type Envelope } from '#contracts';
import { ALL, bodyOf, isForMerchants, merchantEventTypes, subscriptions, takes } from './merchant-events.js';

const envelope = (type: string, data: object): Envelope => ({
  ...{ id: '0190', type, version: 1, topic: topics.orders, merchantId: 'm', key: 'o', keyVersion: 3 },
  ...{ occurredAt: '2026-11-22T09:00:00.000Z', producer: 'order', correlationId: 'c', causationId: null },
  ...{ traceparent: null, data },
});

describe('what merchants are told by webhook', () => {
  it('is everything about orders, parcels and what comes after, and nothing that services say among themselves', () => {
    expect(merchantEventTypes).toEqual(
      expect.arrayContaining([
        'order.placed',
        'shipment.delivered',
        'return.received',
        'complaint.opened',
        'refund.completed',
      ]),
    );
    expect(['deadline.passed', 'survey.requested', 'offer.changed', 'ping'].filter(isForMerchants)).toEqual([]);
  });

  it('is subscribed to by name, by family or as a whole', () => {
    expect(takes(['order.*'], 'order.held')).toBe(true);
    expect(takes(['order.held'], 'order.held')).toBe(true);
    expect(takes([ALL], 'refund.failed')).toBe(true);
    expect(takes(['order.*', 'shipment.delivered'], 'shipment.stalled')).toBe(false);
    expect(subscriptions).toEqual(expect.arrayContaining(['return.*', 'return.received', ALL]));
  });

  it('says who the customer is to nobody, and opens no page', () => {
    const personal = { customer: { email: 'a@example.com' }, shippingAddress: {}, trackingToken: 'secret' };
    const body = JSON.parse(bodyOf(envelope('order.placed', { orderId: 'o', totalMinor: 1, ...personal }))) as object;

    expect(body).toEqual({
      ...{ type: 'order.placed', timestamp: '2026-11-22T09:00:00.000Z', version: 1, merchantId: 'm', sequence: 3 },
      data: { orderId: 'o', totalMinor: 1 },
    });
  });
});
