import { describe, expect, it } from '@jest/globals';
import { givenOf, SHIPPING, type RefundDraft } from './refund-draft.js';

const line = (lineId: string, leftMinor: number) => ({
  ...{ lineId, leftMinor, sku: lineId, title: lineId, quantity: 1, paidMinor: 10_000 },
});
const left = {
  ...{ currency: 'TRY', lines: [line('mug', 5_000), line('lamp', 0)], shippingLeftMinor: 500, leftMinor: 5_200 },
  refunds: [],
};
const draft = (amounts: RefundDraft['amounts'], more: Partial<RefundDraft> = {}): RefundDraft => ({
  ...{ amounts, reason: ' a crack ', solves: true, cause: 'damaged', partyAtFault: 'supplier' },
  ...more,
});

describe('what is about to be paid back', () => {
  it('is exact in minor units, with both signs of decimals, and may solve the complaint', () => {
    expect(givenOf(draft({ mug: '12,5', [SHIPPING]: '5.00' }), left, true)).toEqual({
      ...{ currency: 'TRY', lines: [{ lineId: 'mug', amountMinor: 1_250 }], shippingMinor: 500, reason: 'a crack' },
      solution: { cause: 'damaged', partyAtFault: 'supplier' },
    });
    expect(givenOf(draft({ mug: '50' }, { solves: false }), left, true)).toMatchObject({ solution: null });
    // What is solved already is not solved again.
    expect(givenOf(draft({ mug: '50' }), left, false)).toMatchObject({ solution: null });
  });

  it('is nothing as long as there is no amount, more than is left, no reason, or no solution', () => {
    expect(givenOf(draft({}), left, true)).toBeNull();
    expect(givenOf(draft({ lamp: '1' }), left, true)).toBeNull();
    for (const mug of ['0', 'x', '1.005', '50.01']) expect(givenOf(draft({ mug }), left, true)).toBeNull();
    expect(givenOf(draft({ mug: '50', [SHIPPING]: '2.01' }), left, true)).toBeNull();
    expect(givenOf(draft({ mug: '50' }, { reason: ' ' }), left, true)).toBeNull();
    expect(givenOf(draft({ mug: '50' }, { partyAtFault: null }), left, true)).toBeNull();
  });
});
