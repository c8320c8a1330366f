import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scarcitySurcharges } from './scarcity.js';

const near = { supplierId: 'near', unitCostMinor: 400, available: 3 };
const far = { supplierId: 'far', unitCostMinor: 700, available: 5 };
const last = { supplierId: 'last', unitCostMinor: 900, available: 50 };

const priced = (expectedUnits: number, sharePermille = 1000, variance = 0) =>
  Object.fromEntries(scarcitySurcharges([far, last, near], expectedUnits, variance, sharePermille));

describe('the price of taking scarce stock', () => {
  it('is nothing while the cheapest supplier can serve everybody who is expected', () => {
    expect(priced(3)).toEqual({ near: 0, far: 0, last: 0 });
  });

  it('is what a later order will have to pay more', () => {
    expect(priced(4)).toEqual({ near: 300, far: 0, last: 0 });
    expect(priced(9)).toEqual({ near: 500, far: 200, last: 0 });
  });

  it('is charged in part where the expectation is rough', () => {
    expect(priced(9, 500)).toEqual({ near: 250, far: 100, last: 0 });
  });

  it('is the mean over what may come where the number is not sure', () => {
    const { near: surcharge } = priced(3, 1000, 4);
    expect(surcharge).toBeGreaterThan(0);
    expect(surcharge).toBeLessThan(priced(4)['near']!);
  });

  it('never makes a dearer supplier look cheaper than a cheaper one, nor falls as more is expected', () => {
    const stocks = fc.array(fc.record({ unitCostMinor: fc.nat(1_000), available: fc.nat(20) }), { maxLength: 8 });
    fc.assert(
      fc.property(
        stocks,
        fc.nat(60),
        fc.nat(60),
        fc.nat(50),
        fc.nat(1000),
        (drawn, expected, more, variance, share) => {
          const all = drawn.map((stock, index) => ({ ...stock, supplierId: String(index) }));
          const [now, later] = [
            scarcitySurcharges(all, expected, variance, share),
            scarcitySurcharges(all, expected + more, variance, share),
          ];
          for (const a of all) {
            expect(later.get(a.supplierId)!).toBeGreaterThanOrEqual(now.get(a.supplierId)!);
            for (const b of all.filter((other) => other.unitCostMinor > a.unitCostMinor)) {
              const [cheap, dear] = [a, b].map((one) => one.unitCostMinor + now.get(one.supplierId)!) as [
                number,
                number,
              ];
              expect(cheap).toBeLessThanOrEqual(dear);
            }
          }
        },
      ),
    );
  });
});
