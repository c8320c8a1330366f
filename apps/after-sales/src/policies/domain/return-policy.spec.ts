import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { agreementWith, defaultReturnPolicy, isExcluded } from './return-policy.js';

const excludes = (pattern: string, sku: string): boolean =>
  isExcluded({ ...defaultReturnPolicy, excludedSkus: [pattern] }, sku);

describe('goods that a policy excludes', () => {
  it.each([
    ['MUG', 'MUG', true],
    ['MUG', 'MUG-RED', false],
    ['MUG*', 'MUG-RED', true],
    ['*-RED', 'MUG-RED', true],
    ['M*-R*D', 'MUG-RED', true],
    ['*UG*', 'MUG', true],
    ['MU*UG', 'MUG', false],
    ['*', '', true],
    ['a.c', 'abc', false],
    ['mug*', 'MUG-RED', false],
  ])('%s names %s: %s', (pattern, sku, expected) => {
    expect(excludes(pattern, sku)).toBe(expected);
  });

  it('are named as the same pattern in other words names them', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    const sku = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(letters, sku, (pattern, text) => {
        expect(excludes(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'u').test(text));
      }),
    );
  });
});

describe('an agreement', () => {
  it('is that of the supplier, else what holds for all others', () => {
    const agreement = { supplierId: 's', destination: 'donate', defectPayer: 'supplier', keepBelowMinor: 5 } as const;
    const policy = { ...defaultReturnPolicy, agreements: [agreement], otherDestination: 'merchant' as const };
    expect(agreementWith(policy, 's')).toEqual(agreement);
    expect(agreementWith(policy, 'other')).toMatchObject({ destination: 'merchant', defectPayer: 'merchant' });
  });
});
