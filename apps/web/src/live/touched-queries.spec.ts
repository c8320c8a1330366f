import { describe, expect, it } from '@jest/globals';
import type { EventItem } from '../api/types.js';
import { touchedQueries } from './touched-queries.js';

const event = (type: string, data: Record<string, unknown> = {}): EventItem => ({
  id: 'e1',
  type,
  occurredAt: '2026-11-22T09:00:00Z',
  producer: 'order',
  summary: '',
  data,
});

describe('what an event makes old', () => {
  it('is the list of orders and the order itself when an order moved', () => {
    expect(touchedQueries(event('order.routed', { orderId: 'o1' }))).toEqual([['orders'], ['order', 'o1']]);
  });

  it('includes the order when its supplier answered', () => {
    expect(touchedQueries(event('purchase-order.acknowledged', { orderId: 'o1' }))).toContainEqual(['order', 'o1']);
  });

  it('is only the offers when a feed changed stock', () => {
    expect(touchedQueries(event('offer.changed'))).toEqual([['offers']]);
  });

  it('is nothing for a kind that no page shows', () => {
    expect(touchedQueries(event('weather.changed'))).toEqual([]);
  });
});
