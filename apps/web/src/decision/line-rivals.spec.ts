import { describe, expect, it } from '@jest/globals';
import type { DecisionOffer } from '../api/types.js';
import { candidate, decision, offer } from './decision-samples.js';
import { lineRivals } from './line-rivals.js';

const one = (...offers: [code: string, given: Partial<DecisionOffer>][]) =>
  decision(
    offers.map(([code, given]) =>
      candidate(code, {
        chosen: (given.chosenQuantity ?? 0) > 0,
        parcelFixedMinor: 300,
        offers: [offer(code, 'l1', given)],
      }),
    ),
    { lines: [{ lineId: 'l1', sku: 'MUG', quantity: 2 }] },
  );

const codes = (made: ReturnType<typeof lineRivals>): string[] =>
  made.flatMap(({ rivals }) => rivals.map(({ candidate: { supplierCode } }) => supplierCode));
const verdicts = (made: ReturnType<typeof lineRivals>) =>
  made.flatMap(({ rivals }) => rivals.map(({ verdict }) => verdict));

describe('the rivals for a line', () => {
  it('are the taken ones, then the others from the cheapest unit on, then those that could not be asked', () => {
    const made = lineRivals(
      one(
        ['out', { unitCostMinor: 10, excluded: 'OUT_OF_STOCK' }],
        ['dear', { unitCostMinor: 900 }],
        ['near', { unitCostMinor: 510 }],
        ['won', { unitCostMinor: 500, chosenQuantity: 2 }],
      ),
    );
    expect(codes(made)).toEqual(['won', 'near', 'dear', 'out']);
    expect(made[0]?.takenUnits).toBe(2);
  });

  it('lost by what a unit is dearer than the dearest that was taken', () => {
    const made = lineRivals(
      one(
        ['a', { unitCostMinor: 400, chosenQuantity: 1 }],
        ['b', { unitCostMinor: 500, chosenQuantity: 1 }],
        ['c', { unitCostMinor: 650 }],
      ),
    );
    expect(verdicts(made).at(-1)).toEqual({ kind: 'dearer', byMinor: 150 });
  });

  it('lost with a cheaper unit because of the parcel that it would have needed', () => {
    const made = lineRivals(one(['won', { unitCostMinor: 500, chosenQuantity: 2 }], ['cheap', { unitCostMinor: 460 }]));
    expect(verdicts(made)[1]).toEqual({ kind: 'cheaper', byMinor: 40, parcelMinor: 300 });
  });

  it('are weighed with everything that the policy puts on a unit, not with the price alone', () => {
    const costs = {
      ...{ goodsMinor: 300, shippingMinor: 40, leadTimeMinor: 200, lateMinor: 0, qualityMinor: 0, stockAgeMinor: 0 },
      ...{ acceptanceMinor: 0, scarcityMinor: 0, preferenceMinor: 0, unitMinor: 540 },
    };
    const made = lineRivals(
      one(['won', { unitCostMinor: 500, chosenQuantity: 2 }], ['slow', { unitCostMinor: 300, costs }]),
    );
    const slow = made[0]?.rivals[1];
    expect(slow?.verdict).toEqual({ kind: 'dearer', byMinor: 40 });
    expect(slow?.parts.map(({ kind }) => kind)).toEqual(['goods', 'shipping', 'leadTime']);
    expect(slow?.parts.at(-1)?.to).toBe(1);
  });

  it('have no price in the currency of the decision while there is no rate', () => {
    const made = lineRivals(
      one(['won', { chosenQuantity: 2 }], ['far', { currency: 'USD', excluded: 'CURRENCY_MISMATCH' }]),
    );
    expect(made[0]?.rivals[1]).toMatchObject({ unitMinor: null, parts: [] });
  });
});
