import { describe, expect, it } from '@jest/globals';
import type { Allocation, OrderLine } from '../api/types.js';
import { actionsFor, supplierCodesOf, suppliersToStop, unitsFrom, unitsOf } from './order-facts.js';

const allocation = (supplierCode: string, status: string): Allocation => ({
  supplierId: supplierCode,
  supplierCode,
  purchaseOrderId: `po-${supplierCode}`,
  quantity: 1,
  status,
  shippedQuantity: 0,
  releasedQuantity: 0,
});

const line = (status: string, allocations: Allocation[] = [], quantity = 1): OrderLine => ({
  id: 'l1',
  externalLineId: '1',
  sku: 'MUG',
  title: 'Mug',
  quantity,
  unitPriceMinor: 100,
  status,
  statusReason: null,
  allocations,
});

describe('the suppliers of an order', () => {
  const lines = [
    line('allocated', [allocation('B', 'allocated'), allocation('A', 'rejected')]),
    line('shipped', [allocation('C', 'shipped'), allocation('B', 'acknowledged')]),
  ];

  it('are those that have units of it, each once', () => {
    expect(supplierCodesOf({ lines })).toEqual(['B', 'C']);
  });

  it('are asked to stop only when something of them has not left', () => {
    expect(suppliersToStop({ lines })).toEqual(['B']);
  });
});

describe('what a person can do', () => {
  it('is release or cancel while an order is on hold', () => {
    expect(actionsFor({ status: 'held', lines: [line('open')] })).toEqual({
      canCancel: true,
      canRelease: true,
      canReroute: false,
    });
  });

  it('is re-route when any line has no supplier, also while others are on their way', () => {
    const lines = [line('shipped'), line('unroutable')];
    expect(actionsFor({ status: 'partly_shipped', lines }).canReroute).toBe(true);
  });

  it('is nothing once everything has left or ended', () => {
    for (const status of ['shipped', 'delivered', 'cancelled'] as const) {
      expect(Object.values(actionsFor({ status, lines: [line('unroutable')] }))).toEqual([false, false, false]);
    }
  });
});

describe('facts of an order', () => {
  it('count of an allocation what still comes; of one that has ended, what it was about', () => {
    expect(unitsFrom({ quantity: 5, releasedQuantity: 2 })).toBe(3);
    expect(unitsFrom({ quantity: 5, releasedQuantity: 5 })).toBe(5);
  });

  it('count units, not lines', () => {
    expect(unitsOf({ lines: [line('open', [], 2), line('open', [], 3)] })).toBe(5);
  });
});
