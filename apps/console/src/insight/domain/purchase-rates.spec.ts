import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectedRepeats, fitPurchaseRates, holdOut, type CustomerGroup } from './purchase-rates.js';

const group = fc.record({ customers: fc.integer({ min: 1, max: 50 }), repeats: fc.nat(6) });

describe('the rates at which customers buy again', () => {
  it('expect of all together what all together did, where all are known for as long', () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 8 }), (some) => {
        const groups: CustomerGroup[] = some.map((one) => ({ ...one, days: 200 }));
        const rates = fitPurchaseRates(groups)!;
        const expected = groups.reduce((sum, one) => sum + one.customers * expectedRepeats(rates, one, 200), 0);
        const did = groups.reduce((sum, one) => sum + one.customers * one.repeats, 0);
        expect(expected).toBeCloseTo(did, 6);
      }),
      { numRuns: 60 },
    );
  });

  it('expect more of who bought more, and less than who bought more did', () => {
    const groups = [
      { customers: 80, repeats: 0, days: 100 },
      { customers: 15, repeats: 1, days: 100 },
      { customers: 5, repeats: 6, days: 100 },
    ];
    const rates = fitPurchaseRates(groups)!;
    const [none, , many] = groups.map((one) => expectedRepeats(rates, one, 100));
    expect(none).toBeGreaterThan(0);
    expect(many).toBeGreaterThan(none!);
    expect(many).toBeLessThan(6);
  });

  it('are the same for everybody where nothing tells customers apart', () => {
    const rates = fitPurchaseRates([{ customers: 10, repeats: 1, days: 50 }])!;
    expect(rates.shape).toBe(Number.POSITIVE_INFINITY);
    expect(expectedRepeats(rates, { customers: 1, repeats: 9, days: 50 }, 100)).toBeCloseTo(2, 9);
  });

  it('are none of nobody, and nothing where nobody ever bought again', () => {
    expect(fitPurchaseRates([])).toBeNull();
    const rates = fitPurchaseRates([{ customers: 10, repeats: 0, days: 50 }])!;
    expect(expectedRepeats(rates, { customers: 1, repeats: 0, days: 50 }, 365)).toBe(0);
  });

  it('are judged by what they would have said of days that are past', () => {
    const steady = [{ customers: 100, repeats: 2, days: 180, later: 1 }];
    expect(holdOut(steady, 90)).toMatchObject({ customers: 100, predictedOrders: 100, actualOrders: 100, error: 0 });
    expect(holdOut([{ ...steady[0]!, later: 2 }], 90)).toMatchObject({ error: -0.5, absoluteErrorPerCustomer: 1 });
    expect(holdOut([{ ...steady[0]!, later: 0 }], 90)).toMatchObject({ error: null });
    expect(holdOut([], 90)).toBeNull();
  });
});
