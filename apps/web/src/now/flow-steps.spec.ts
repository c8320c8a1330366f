import { describe, expect, it } from '@jest/globals';
import { flowOf, ordersAt } from './flow-steps.js';

const stage = (name: string, orders: number, since?: string) => ({
  stage: name,
  orders,
  oldest: since === undefined ? null : { orderId: `o-${name}`, externalId: name, since },
});

describe('the way of an order in figures', () => {
  it('goes from placed to delivered, also through steps where nobody stands', () => {
    const steps = flowOf({ stages: [stage('routed', 3)], lastMinute: { 'order.routed': 4 } });
    expect(steps.map(({ name, orders }) => [name, orders])).toEqual([
      ['placed', 0],
      ['routed', 3],
      ['sent', 0],
      ['acknowledged', 0],
      ['shipped', 0],
      ['delivered', 0],
    ]);
    expect(steps[1]?.lastMinute).toBe(4);
  });

  it('counts partly shipped orders with those that wait to be shipped, and names the oldest of both', () => {
    const steps = flowOf({
      stages: [stage('acknowledged', 2, '2026-11-22T09:00:00Z'), stage('partly_shipped', 1, '2026-11-20T09:00:00Z')],
      lastMinute: {},
    });
    expect(steps[3]).toMatchObject({ orders: 3, oldest: { externalId: 'partly_shipped' } });
  });

  it('lets nobody wait where an order has arrived', () => {
    const steps = flowOf({ stages: [stage('delivered', 9, '2026-11-20T09:00:00Z')], lastMinute: {} });
    expect(steps[5]).toMatchObject({ orders: 9, oldest: null });
  });

  it('knows who stands aside', () => {
    expect(ordersAt({ stages: [stage('held', 2)] }, 'held')).toBe(2);
    expect(ordersAt({ stages: [] }, 'held')).toBe(0);
  });
});
