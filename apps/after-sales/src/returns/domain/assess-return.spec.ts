import { describe, expect, it } from '@jest/globals';
import { defaultReturnPolicy, type ReturnPolicy } from '../../policies/domain/return-policy.js';
import { assessReturn, type AssessedLine, type ReturnQuestion, type UnitsToReturn } from './assess-return.js';

const units: UnitsToReturn = {
  ...{
    orderLineId: 'l1',
    sku: 'MUG',
    quantity: 1,
    unitPriceMinor: 1_000,
    reasonCode: 'CHANGED_MIND',
    supplierId: 's1',
  },
};
const now = new Date('2026-11-22T12:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

function assess(
  about: Partial<Omit<ReturnQuestion, 'policy' | 'lines'>>,
  line: Partial<UnitsToReturn> = {},
  policy: Partial<ReturnPolicy> = {},
): AssessedLine {
  const question = { kind: 'return' as const, country: 'DE', deliveredAt: daysAgo(3), now, ...about };
  const [answer] = assessReturn({
    ...{ ...question, policy: { ...defaultReturnPolicy, ...policy }, lines: [{ ...units, ...line }] },
  });
  return answer!;
}

describe('what may be returned', () => {
  it('is decided by the law first, then by the merchant’s own window', () => {
    expect(assess({})).toMatchObject({ allowed: true, clause: 'WITHDRAWAL_EU', payer: 'customer' });
    expect(assess({ country: 'TR' })).toMatchObject({ allowed: true, clause: 'WITHDRAWAL_TR', payer: 'merchant' });
    expect(assess({ deliveredAt: daysAgo(20) })).toMatchObject({ allowed: false, clause: 'WINDOW_CLOSED' });
    expect(assess({ deliveredAt: daysAgo(20) }, {}, { windowDays: 30, changeOfMindPayer: 'merchant' })).toMatchObject({
      ...{ allowed: true, clause: 'MERCHANT_WINDOW', payer: 'merchant' },
    });
    expect(assess({ country: 'US' })).toMatchObject({ allowed: true, clause: 'MERCHANT_WINDOW' });
    expect(assess({ country: 'US' }, {}, { windowDays: 0 })).toMatchObject({ allowed: false, clause: 'WINDOW_CLOSED' });
  });

  it('is what was broken for two years, whatever is excluded, and the customer never pays the way', () => {
    const excluded = { excludedSkus: ['*'] };
    const agreement = {
      supplierId: 's1',
      destination: 'supplier',
      defectPayer: 'supplier',
      keepBelowMinor: 0,
    } as const;
    expect(assess({}, {}, excluded)).toMatchObject({ allowed: false, clause: 'EXCLUDED_GOODS' });
    const broken = { reasonCode: 'DAMAGED' } as const;
    expect(assess({ deliveredAt: daysAgo(700) }, broken, excluded)).toMatchObject({
      clause: 'DEFECT',
      payer: 'merchant',
    });
    expect(assess({ deliveredAt: daysAgo(700) }, broken, { agreements: [agreement] })).toMatchObject({
      ...{ clause: 'DEFECT', payer: 'supplier' },
    });
    expect(assess({ deliveredAt: daysAgo(800) }, broken)).toMatchObject({ allowed: false, clause: 'WINDOW_CLOSED' });
  });

  it('is, before the last parcel came, only what is broken or withdrawn', () => {
    expect(assess({ deliveredAt: null })).toMatchObject({ allowed: false, clause: 'NOT_DELIVERED' });
    expect(assess({ deliveredAt: null }, { reasonCode: 'DAMAGED' })).toMatchObject({ allowed: true, clause: 'DEFECT' });
    expect(assess({ deliveredAt: null, kind: 'withdrawal' }, { reasonCode: null })).toMatchObject({
      ...{ allowed: true, clause: 'WITHDRAWAL_EU' },
    });
  });

  it('goes where the agreement says, or nowhere when it is not worth the way', () => {
    const agreement = {
      supplierId: 's1',
      destination: 'merchant',
      defectPayer: 'supplier',
      keepBelowMinor: 0,
    } as const;
    expect(assess({}, {}, { agreements: [agreement] }).destination).toBe('merchant');
    expect(assess({}, {}, { agreements: [{ ...agreement, keepBelowMinor: 1_001 }] }).destination).toBe('keep');
    expect(assess({}, { supplierId: null }).destination).toBe('keep');
  });

  it('is explained by every clause that was looked at, with the end of its window', () => {
    expect(assess({ deliveredAt: daysAgo(30) }).clauses).toEqual([
      { clause: 'EXCLUDED_GOODS', holds: false, until: null },
      { clause: 'WITHDRAWAL_EU', holds: false, until: '2026-11-06T23:00:00.000Z' },
      { clause: 'NOT_DELIVERED', holds: false, until: null },
      { clause: 'MERCHANT_WINDOW', holds: false, until: '2026-11-06T23:00:00.000Z' },
      { clause: 'WINDOW_CLOSED', holds: true, until: null },
    ]);
  });
});
