import { describe, expect, it } from '@jest/globals';
import type { ReturnLine } from '../api/types.js';
import { actionsFor, canReceive, draftsOf, expectedUnits, overfull, parcelStatus, receivedOf } from './return-facts.js';

const line = (more: Partial<ReturnLine> = {}): ReturnLine => ({
  ...{ id: 'a', lineId: 'l', sku: 'MUG', title: 'Mug', quantity: 3, reasonCode: null, supplierId: null },
  ...{ purchaseOrderId: null, clause: 'DEFECT', destination: 'merchant', payer: 'merchant', received: [] },
  ...{ refundedQuantity: 0, ...more },
});
const received = [{ reference: 'r', condition: 'damaged' as const, quantity: 2 }];

describe('what is still to come of a return', () => {
  it('is what did not come yet, and nothing of goods that the customer keeps', () => {
    expect(expectedUnits(line({ received }))).toBe(1);
    expect(expectedUnits(line({ destination: 'keep' }))).toBe(0);
  });

  it('is filled in with all that is expected, and more than that is noticed over all conditions', () => {
    const lines = [line({ received }), line({ id: 'b', destination: 'keep' })];
    const drafts = draftsOf(lines);
    expect(drafts).toEqual([{ returnLineId: 'a', quantity: 1, condition: 'as_new' }]);
    expect([...overfull(lines, drafts)]).toEqual([]);
    const more = [...drafts, { returnLineId: 'a', quantity: 1, condition: 'damaged' as const }];
    expect([...overfull(lines, more)]).toEqual(['a']);
    expect(receivedOf([{ returnLineId: 'a', quantity: 0, condition: 'used' }])).toEqual([]);
  });
});

describe('a parcel of a return', () => {
  it('has arrived when what goes there was booked in, though its carrier still says that it is on its way', () => {
    const parcel = { supplierId: 's', inTransitAt: '2026-11-23T09:00:00Z' };
    const back = line({ destination: 'supplier', supplierId: 's', quantity: 2 });
    const elsewhere = line({ destination: 'merchant' });
    expect(parcelStatus({ ...parcel, inTransitAt: null }, [back])).toBe('label_issued');
    expect(parcelStatus(parcel, [back, elsewhere])).toBe('in_transit');
    expect(parcelStatus(parcel, [{ ...back, received }, elsewhere])).toBe('received');
    expect(parcelStatus({ ...parcel, supplierId: null }, [{ ...back, received }, elsewhere])).toBe('in_transit');
  });
});

describe('what can be done with a return', () => {
  it('follows from its state', () => {
    expect(actionsFor({ status: 'requested', lines: [line()] })).toEqual(['cancel', 'refuse', 'approve']);
    expect(actionsFor({ status: 'approved', lines: [line()] })).toEqual(['cancel', 'label']);
    expect(actionsFor({ status: 'approved', lines: [line({ destination: 'keep' })] })).toEqual(['cancel']);
    expect(actionsFor({ status: 'closed', lines: [line()] })).toEqual([]);
  });

  it('is booking in while something is expected', () => {
    expect(canReceive({ status: 'in_transit', lines: [line()] })).toBe(true);
    expect(canReceive({ status: 'in_transit', lines: [line({ quantity: 2, received })] })).toBe(false);
    expect(canReceive({ status: 'requested', lines: [line()] })).toBe(false);
  });
});
