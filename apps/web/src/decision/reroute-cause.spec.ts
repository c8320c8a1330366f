import { describe, expect, it } from '@jest/globals';
import type { Allocation, Order } from '../api/types.js';
import { decision } from './decision-samples.js';
import { rerouteCause } from './reroute-cause.js';

const orderWith = (...allocations: Partial<Allocation>[]): Pick<Order, 'lines'> => ({
  lines: [{ allocations } as Order['lines'][number]],
});

describe('why an order was routed again', () => {
  it('is nothing for the first routing', () => {
    expect(rerouteCause(decision([]), orderWith())).toBeNull();
  });

  it('is the supplier that rejected, by its name', () => {
    const order = orderWith({ purchaseOrderId: 'p1', supplierCode: 'ege', status: 'rejected' });
    const again = decision([], { routingVersion: 2, causedByPurchaseOrderId: 'p1' });
    expect(rerouteCause(again, order)).toEqual({ kind: 'rejected', supplierCode: 'ege' });
  });

  it('is units given back where the supplier kept a part', () => {
    const order = orderWith({ purchaseOrderId: 'p1', supplierCode: 'ege', status: 'acknowledged' });
    const again = decision([], { routingVersion: 2, causedByPurchaseOrderId: 'p1' });
    expect(rerouteCause(again, order)).toEqual({ kind: 'gave-back', supplierCode: 'ege' });
  });

  it('is a person when no purchase order was the cause', () => {
    expect(rerouteCause(decision([], { routingVersion: 2 }), orderWith())).toEqual({ kind: 'asked', supplierCode: '' });
  });
});
