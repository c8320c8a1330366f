import { describe, expect, it } from '@jest/globals';
import { mayOpen, pagesOf } from './pages.js';

describe('what a role may open', () => {
  it('lets a supplier see what it has to do, its purchase orders and what it lost, and nothing else', () => {
    expect(mayOpen('supplier', '/to-do')).toBe(true);
    expect(mayOpen('supplier', '/purchase-orders/p1')).toBe(true);
    expect(mayOpen('supplier', '/purchase-orders')).toBe(false);
    expect(mayOpen('supplier', '/lost')).toBe(true);
    expect(mayOpen('supplier', '/complaints/c1')).toBe(true);
    expect(mayOpen('supplier', '/orders')).toBe(false);
    expect(mayOpen('supplier', '/routing/lost')).toBe(false);
  });

  it('keeps the desk of the operator from a merchant', () => {
    for (const path of ['/now', '/parked', '/events', '/keys']) expect(mayOpen('merchant', path)).toBe(false);
    expect(mayOpen('merchant', '/orders/o1')).toBe(true);
  });

  it('does not take a longer name for a page below', () => {
    expect(mayOpen('operator', '/orders-of-old')).toBe(false);
  });

  it('gives each page of a role its own letter', () => {
    const letters = pagesOf('operator').map(({ letter }) => letter);
    expect(new Set(letters).size).toBe(letters.length);
  });
});
