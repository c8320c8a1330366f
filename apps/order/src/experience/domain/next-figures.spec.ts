import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterSalesOf } from '../../routing/domain/after-sales.js';
import { defaultExperience, type PolicyExperience } from '../../routing/domain/policy/routing-policy.js';
import type { ExperienceFigure, ScopedFigure } from './figure.js';
import { EVERYBODY, figureKey, nextFigures, type ExperienceCounts, type NextFigure } from './next-figures.js';

const TODAY = '2026-11-22';
const amounts = { handlingMinor: 500, lateUnitMinor: 200, dissatisfiedMinor: 100 };
const policy: PolicyExperience = { ...defaultExperience, ...amounts };
const unlimited: PolicyExperience = { ...policy, dailyChangePermille: 1000, shareMaxPermille: 1000 };

const counted = (supplierId: string, sku: string, changes: Partial<ExperienceCounts> = {}): ExperienceCounts => ({
  ...{ supplierId, sku, lane: 'TR-TR', delivered: 0, late: 0, problems: 0, refunded: 0, credited: 0 },
  ...{ scored: 0, dissatisfied: 0, deliveredInAll: 0 },
  ...changes,
});

const share = () => fc.double({ min: 0, max: 1, noNaN: true });
const someCounts = fc
  .uniqueArray(
    fc
      .record({
        supplier: fc.constantFrom('a', 'b'),
        sku: fc.constantFrom('MUG', 'LAMP'),
        delivered: fc.nat(80),
        ...{ problems: share(), late: share(), refunded: share(), credited: share(), bad: share() },
      })
      .map(({ supplier, sku, delivered, problems, late, refunded, credited, bad }) =>
        counted(supplier, sku, {
          ...{ delivered, deliveredInAll: delivered, problems: Math.floor(delivered * problems) },
          ...{ late: Math.floor(delivered * late), scored: 10, dissatisfied: Math.floor(10 * bad) },
          ...{ refunded: delivered * problems * refunded, credited: delivered * problems * refunded * credited },
        }),
      ),
    { minLength: 1, selector: ({ supplierId, sku }) => `${supplierId} ${sku}` },
  )
  // Without anything that went wrong there is nothing to weigh.
  .map((counts) => [...counts, counted('c', 'MUG', { delivered: 20, deliveredInAll: 20, problems: 1 })]);

const stored = ({ figure }: NextFigure, version = 1): ExperienceFigure => ({ version, computedAt: TODAY, ...figure });
const asFormer = (figures: readonly NextFigure[]) =>
  new Map(figures.map((each) => [figureKey(each.supplierId, each.scope, each.key), stored(each)]));

/** What a decision reads of a supplier. */
const figuresFor = (figures: readonly NextFigure[], supplierId: string): ScopedFigure[] =>
  figures
    .filter((each) => each.supplierId === supplierId || each.supplierId === EVERYBODY)
    .map((each) => ({ scope: each.scope, key: each.key, figure: stored(each) }));

const asked = (supplierId: string, sku: string) => ({
  ...{ orderId: 'order', supplierId, sku, unitPriceMinor: 10_000, goodsMinor: 6_000, isNeeded: false },
});
const costOf = (figures: readonly NextFigure[], supplierId: string, sku: string, by = unlimited): number =>
  afterSalesOf(figuresFor(figures, supplierId), asked(supplierId, sku), by, by)?.costMinor ?? 0;

const offers = ['a', 'b', 'c', 'new'].flatMap((supplier) =>
  ['MUG', 'LAMP', 'MAT'].map((sku) => [supplier, sku] as const),
);

describe('what a unit will probably cost after the sale', () => {
  it('never falls because one more of the same units had a problem, came late or made somebody unhappy', () => {
    fc.assert(
      fc.property(
        someCounts,
        fc.nat(),
        fc.constantFrom('problems', 'late', 'dissatisfied', 'refunded'),
        fc.constantFrom(policy, unlimited),
        (counts, at, what, by) => {
          const index = at % counts.length;
          const row = counts[index]!;
          const cases = what === 'dissatisfied' ? row.scored : row.delivered;
          fc.pre(row[what] + 1 <= cases);
          const worse = counts.map((each, n) => (n === index ? { ...each, [what]: each[what] + 1 } : each));
          const [before, after] = [counts, worse].map((each) => nextFigures(each, new Map(), by, TODAY));
          for (const [supplier, sku] of offers)
            expect(costOf(after!, supplier, sku, by)).toBeGreaterThanOrEqual(costOf(before!, supplier, sku, by));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('stays within the policy’s bounds of the goods, and says which bound held it', () => {
    const bounded = { ...unlimited, shareMinPermille: 20, shareMaxPermille: 150 };
    fc.assert(
      fc.property(someCounts, (counts) => {
        const figures = nextFigures(counts, new Map(), bounded, TODAY);
        for (const [supplier, sku] of offers) {
          const found = afterSalesOf(figuresFor(figures, supplier), asked(supplier, sku), bounded, bounded)!;
          const { refundMinor, creditMinor, otherMinor, limitedBy } = found.experience;
          const expected = refundMinor - creditMinor + otherMinor;
          expect(found.costMinor).toBe(Math.min(900, Math.max(120, expected)));
          expect(limitedBy).toBe(expected > 900 ? 'most' : expected < 120 ? 'least' : null);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('moves in a day by no more than the policy lets it, however often it is reckoned', () => {
    const slow = { ...policy, dailyChangePermille: 30 };
    fc.assert(
      fc.property(someCounts, someCounts, someCounts, (first, second, third) => {
        const start = asFormer(nextFigures(first, new Map(), slow, '2026-11-21'));
        const noon = asFormer(nextFigures(second, start, slow, TODAY));
        const evening = nextFigures(third, noon, slow, TODAY);
        for (const each of evening) {
          const name = figureKey(each.supplierId, each.scope, each.key);
          const morning = start.get(name);
          if (!morning || !noon.has(name)) continue;
          for (const share of ['problems', 'refund', 'credit', 'late', 'dissatisfied'] as const)
            expect(Math.abs(each.figure.weighed[share] - morning.weighed[share])).toBeLessThanOrEqual(30_000);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is nothing while nothing went wrong, and while the policy does not ask', () => {
    expect(nextFigures([counted('a', 'MUG', { delivered: 90 })], new Map(), policy, TODAY)).toEqual([]);
    const figures = nextFigures([counted('a', 'MUG', { delivered: 90, problems: 9 })], new Map(), policy, TODAY);
    const off = { ...policy, enabled: false };
    expect(afterSalesOf(figuresFor(figures, 'a'), asked('a', 'MUG'), off, off)).toBeUndefined();
  });
});

describe('a figure', () => {
  it('believes of a supplier what the others show, and of a SKU what the supplier’s other SKUs show', () => {
    const counts = [
      counted('good', 'MUG', { delivered: 200, problems: 4 }),
      counted('bad', 'MUG', { delivered: 100, problems: 40 }),
      counted('bad', 'LAMP', { delivered: 0, problems: 0 }),
    ];
    const figures = nextFigures(counts, new Map(), policy, TODAY);
    const of = (supplierId: string, scope: string, key: string) =>
      figures.find((each) => each.supplierId === supplierId && each.scope === scope && each.key === key)!.figure
        .problems;
    // The others: 4 of 200 beside 50 ‰ worth 30 cases.
    expect(of('bad', 'supplier', '').parentPermille).toBe(Math.round((1000 * (4 + 1.5)) / 230));
    // Nothing was sold of its lamps: they are believed to be as its mugs are.
    const lamp = of('bad', 'sku', 'LAMP');
    expect(lamp.permille).toBe(lamp.parentPermille);
    expect(lamp.permille).toBeGreaterThan(300);
    expect(of('bad', 'sku', 'MUG').permille).toBeGreaterThan(of('bad', 'sku', 'MUG').parentPermille);
  });

  it('takes traffic away by steps, and only where the policy does', () => {
    const bad = counted('a', 'MUG', { delivered: 30, deliveredInAll: 30, problems: 18 });
    const sku = (figures: NextFigure[]) => figures.find(({ scope }) => scope === 'sku')!.figure.traffic;
    const first = nextFigures([bad], new Map(), policy, TODAY);
    expect(sku(first)).toMatchObject({ permille: 500, reason: 'BAD_SIGNS' });
    const more = { ...bad, delivered: 45, deliveredInAll: 45, problems: 27 };
    expect(sku(nextFigures([more], asFormer(first), policy, TODAY)).permille).toBe(250);
    expect(sku(nextFigures([more], asFormer(first), { ...policy, enabled: false }, TODAY)).permille).toBe(1000);
  });
});
