import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shareOut } from './share-out.js';

describe('an amount shared out', () => {
  it('is all there, and nobody is a whole unit away from the exact share', () => {
    const weights = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(fc.nat(1_000_000), weights, (amount, of) => {
        const parts = shareOut(amount, of);
        const total = of.reduce((sum, weight) => sum + weight, 0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
        if (total > 0)
          for (const [index, part] of parts.entries())
            expect(Math.abs(part - (amount * of[index]!) / total)).toBeLessThan(1);
      }),
    );
  });

  it('goes to the first where there is nothing to go by', () => {
    expect(shareOut(7, [0, 0])).toEqual([7, 0]);
    expect(shareOut(7, [])).toEqual([]);
  });
});
