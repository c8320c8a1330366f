import { describe, expect, it } from '@jest/globals';
import { allEvents } from '#contracts';
import { hasSummary, summaryParameters, summaryText } from './summary.js';

const sentence = (type: string, data: object): string => summaryText(type, summaryParameters({ type, data }));

describe('the sentence about an event', () => {
  it('exists for every event of the contracts', () => {
    const missing = allEvents()
      .map(({ info }) => info.type)
      .filter((type) => !hasSummary(type));
    expect(missing).toEqual([]);
  });

  it('names suppliers once each, and says so when there is none', () => {
    const purchaseOrders = [{ supplierCode: 'ANA' }, { supplierCode: 'BOS' }, { supplierCode: 'ANA' }];
    expect(sentence('order.routed', { routingVersion: 1, purchaseOrders, decision: {} })).toBe('Routed to ANA, BOS');
    expect(sentence('order.routed', { routingVersion: 1, purchaseOrders: [] })).toBe('Routed to nobody');
  });

  it('adds up what a supplier answered', () => {
    const lines = [
      { acceptedQuantity: 2, backorderedQuantity: 0, rejectedQuantity: 1 },
      { acceptedQuantity: 1, backorderedQuantity: 4, rejectedQuantity: 0 },
    ];
    expect(sentence('purchase-order.acknowledged', { status: 'partly_acknowledged', lines })).toBe(
      'Supplier answered: 3 accepted, 4 backordered, 1 rejected',
    );
  });

  it('never fails on an event from a newer producer', () => {
    expect(sentence('order.gift-wrapped', { paper: 'red' })).toBe('order.gift-wrapped');
    expect(sentence('order.held', { reasonCode: { nested: true } })).toBe('Held: –');
  });
});
