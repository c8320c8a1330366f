import { describe, expect, it } from '@jest/globals';
import type { PurchaseOrder, PurchaseOrderLine } from '../api/types.js';
import { costOf, dueOf, shippable, taskOf, unanswered } from './line-facts.js';

const line = (given: Partial<PurchaseOrderLine> = {}): PurchaseOrderLine => ({
  id: 'l1',
  supplierSku: 'S-1',
  sku: 'MUG',
  title: 'Mug',
  quantity: 5,
  acknowledgedQuantity: 0,
  rejectedQuantity: 0,
  backorderedQuantity: 0,
  shippedQuantity: 0,
  cancelledQuantity: 0,
  expiredQuantity: 0,
  unitCostMinor: 100,
  ...given,
});

const purchaseOrder = (lines: PurchaseOrderLine[], status: PurchaseOrder['status'] = 'sent'): PurchaseOrder => ({
  id: 'p1',
  number: 'PO-1',
  supplierId: 's1',
  supplierCode: 'C',
  orderId: 'o1',
  status,
  routingVersion: 1,
  currency: 'TRY',
  shipTo: null,
  addressChange: null,
  lines,
  createdAt: '2026-11-22T09:00:00Z',
  updatedAt: '2026-11-22T09:00:00Z',
  sentAt: null,
  acknowledgeBy: '2026-11-22T10:00:00Z',
  shipBy: '2026-11-24T10:00:00Z',
});

describe('the units of a line', () => {
  it('are unanswered until accepted, put off, rejected, cancelled or expired', () => {
    expect(unanswered(line())).toBe(5);
    expect(unanswered(line({ acknowledgedQuantity: 2, backorderedQuantity: 1, rejectedQuantity: 1 }))).toBe(1);
    expect(unanswered(line({ cancelledQuantity: 3, expiredQuantity: 2 }))).toBe(0);
  });

  it('may leave unless they were given up or have left, the ones put off included', () => {
    expect(shippable(line({ acknowledgedQuantity: 3, backorderedQuantity: 2, shippedQuantity: 1 }))).toBe(4);
    expect(shippable(line({ rejectedQuantity: 5 }))).toBe(0);
  });
});

describe('what a supplier has to do', () => {
  it('is to answer while any unit is unanswered, by the time to answer', () => {
    const open = purchaseOrder([line({ acknowledgedQuantity: 5 }), line({ acknowledgedQuantity: 4 })]);
    expect(taskOf(open)).toBe('acknowledge');
    expect(dueOf(open)).toBe(open.acknowledgeBy);
  });

  it('is to ship once everything is answered, by the time to ship', () => {
    const accepted = purchaseOrder([line({ acknowledgedQuantity: 5 })], 'acknowledged');
    expect(taskOf(accepted)).toBe('ship');
    expect(dueOf(accepted)).toBe(accepted.shipBy);
  });

  it('is to say first whether it can go to another address, by the time when silence is a no', () => {
    const nowhere = { line2: null, district: null, region: null, postalCode: null };
    const shipTo = { ...nowhere, name: 'Ayşe', line1: 'Atatürk Bulvarı 9', city: 'Ankara', country: 'TR' };
    const addressChange = { changeId: 'c1', shipTo, answerBy: '2026-11-23T10:00:00Z' };
    const asked = { ...purchaseOrder([line()]), addressChange };
    expect([taskOf(asked), dueOf(asked)]).toEqual(['address', '2026-11-23T10:00:00Z']);
  });

  it('is nothing when it has ended, whatever the quantities say', () => {
    for (const status of ['rejected', 'cancelled', 'expired', 'shipped'] as const) {
      expect(taskOf(purchaseOrder([line()], status))).toBe('done');
    }
    expect(dueOf(purchaseOrder([line()], 'cancelled'))).toBeNull();
  });
});

describe('the cost of a purchase order', () => {
  it('is unit cost times quantity over its lines', () => {
    expect(costOf(purchaseOrder([line(), line({ quantity: 2, unitCostMinor: 250 })]))).toBe(1000);
  });
});
