import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { returnReasons } from '#contracts';
import { defaultReturnPolicy, type ReturnPolicy } from '../../policies/domain/return-policy.js';
import { assessReturn, type AssessedLine, type UnitsToReturn } from './assess-return.js';
import { compareAnswers, countChanges, type ComparedLine } from './compare-answers.js';

const now = new Date('2026-11-22T12:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const units = (sku: string, more: Partial<UnitsToReturn> = {}): UnitsToReturn => ({
  ...{ orderLineId: sku, sku, quantity: 1, unitPriceMinor: 1_000, reasonCode: 'CHANGED_MIND', supplierId: 's1' },
  ...more,
});

interface Bought {
  readonly deliveredAt: Date | null;
  readonly country: string | null;
  readonly lines: readonly UnitsToReturn[];
}

const compared = (
  { deliveredAt, country, lines }: Bought,
  draft: Partial<ReturnPolicy>,
  active: Partial<ReturnPolicy> = {},
): ComparedLine[] => {
  const under = (policy: Partial<ReturnPolicy>): AssessedLine[] =>
    assessReturn({
      ...{ kind: 'return', country, deliveredAt, now, lines, policy: { ...defaultReturnPolicy, ...policy } },
    });
  return compareAnswers(under(active), under(draft));
};

describe('two policies about the same order', () => {
  const late: Bought = { deliveredAt: daysAgo(20), country: 'US', lines: [units('MUG'), units('LAMP')] };

  it('answer each line side by side, with what is otherwise', () => {
    const [mug, lamp] = compared(late, { windowDays: 30, excludedSkus: ['LAMP'] });
    expect(mug).toMatchObject({
      ...{ orderLineId: 'MUG', active: { clause: 'WINDOW_CLOSED' }, draft: { clause: 'MERCHANT_WINDOW' } },
      otherwise: ['allowed', 'clause'],
    });
    // It was refused before, and is, by another clause.
    expect(lamp).toMatchObject({ draft: { allowed: false, clause: 'EXCLUDED_GOODS' }, otherwise: ['clause'] });
  });

  it('are otherwise also where only the way back is', () => {
    const fresh = { ...late, deliveredAt: daysAgo(3) };
    const [line] = compared(fresh, { otherDestination: 'keep', changeOfMindPayer: 'merchant' });
    expect(line?.otherwise).toEqual(['destination', 'payer']);
  });

  it('are the same where neither takes the goods back, whoever would have paid the way', () => {
    const [line] = compared(
      { ...late, lines: [units('MUG')] },
      { otherDestination: 'keep', changeOfMindPayer: 'merchant' },
    );
    expect(line).toMatchObject({ draft: { allowed: false, payer: 'merchant' }, otherwise: [] });
  });

  it('leave to the law what is the law’s', () => {
    const turkish = { deliveredAt: daysAgo(3), country: 'TR', lines: [units('MUG')] };
    expect(compared(turkish, { windowDays: 0, changeOfMindPayer: 'customer' })[0]?.otherwise).toEqual([]);
  });
});

describe('what a policy would change over many orders', () => {
  it('is counted by order, by line, by what is otherwise and by clause', () => {
    const order = (days: number, ...lines: UnitsToReturn[]): Bought => ({
      ...{ deliveredAt: daysAgo(days), country: 'US', lines },
    });
    const orders = [order(20, units('MUG'), units('LAMP')), order(20, units('MUG')), order(3, units('MUG'))];
    const draft = { windowDays: 30, excludedSkus: ['LAMP'] };
    expect(countChanges(orders.map((one) => compared(one, draft)))).toEqual({
      ...{ orders: 3, lines: 4, ordersOtherwise: 2, linesOtherwise: 3, newlyAllowed: 2, newlyRefused: 0 },
      byPart: { allowed: 2, clause: 3, destination: 0, payer: 0 },
      byClause: [
        { from: 'WINDOW_CLOSED', to: 'MERCHANT_WINDOW', lines: 2 },
        { from: 'WINDOW_CLOSED', to: 'EXCLUDED_GOODS', lines: 1 },
      ],
    });
  });

  it('is nothing where there is nothing', () => {
    expect(countChanges([])).toMatchObject({ orders: 0, lines: 0, linesOtherwise: 0, byClause: [] });
    expect(countChanges([[]])).toMatchObject({ orders: 1, ordersOtherwise: 0 });
  });

  const policies: fc.Arbitrary<Partial<ReturnPolicy>> = fc.record({
    windowDays: fc.integer({ min: 0, max: 60 }),
    excludedSkus: fc.subarray(['MUG', 'LAMP', '*']),
    changeOfMindPayer: fc.constantFrom('customer', 'merchant'),
    otherDestination: fc.constantFrom('supplier', 'merchant', 'keep', 'donate'),
  });
  const bought: fc.Arbitrary<Bought> = fc.record({
    deliveredAt: fc.option(fc.integer({ min: 0, max: 900 }).map(daysAgo), { nil: null }),
    country: fc.constantFrom('TR', 'DE', 'US', null),
    lines: fc.array(
      fc
        .tuple(fc.constantFrom('MUG', 'LAMP'), fc.constantFrom(...returnReasons))
        .map(([sku, reasonCode]) => units(sku, { reasonCode })),
      { maxLength: 3 },
    ),
  });

  it('is nothing against itself, the same seen from the other side, and never more than there is', () => {
    fc.assert(
      fc.property(fc.array(bought, { maxLength: 5 }), policies, policies, (orders, one, other) => {
        const there = countChanges(orders.map((order) => compared(order, one, other)));
        const back = countChanges(orders.map((order) => compared(order, other, one)));
        expect(countChanges(orders.map((order) => compared(order, one, one))).linesOtherwise).toBe(0);
        expect([back.linesOtherwise, back.newlyRefused]).toEqual([there.linesOtherwise, there.newlyAllowed]);
        expect(there.byClause.reduce((sum, { lines }) => sum + lines, 0)).toBe(there.byPart.clause);
        expect(there.linesOtherwise).toBeLessThanOrEqual(there.lines);
        expect(there.ordersOtherwise).toBeLessThanOrEqual(there.linesOtherwise);
      }),
      { numRuns: 60 },
    );
  });
});
