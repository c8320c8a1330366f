import { describe, expect, it } from '@jest/globals';
import type { ChangedDecision, PlanTotals } from '../api/types.js';
import { changeBars, figuresOf, progressShare } from './figures.js';

const totals = (given: Partial<PlanTotals> = {}): PlanTotals => ({
  ...{ paidMinor: 0, parcels: 0, units: 0, unfilledUnits: 0, unitDays: 0, lateUnits: 0, splitLines: 0 },
  ...{ oversoldUnits: 0, expectedAbsentUnits: 0 },
  ...given,
});
const changed = (orderId: string, paidDifferenceMinor: number, currency = 'TRY'): ChangedDecision => ({
  ...{ orderId, routingVersion: 1, currency, paidDifferenceMinor },
  ...{ before: totals(), after: totals() },
});

describe('the figures of a simulation', () => {
  const figure = (name: string, before: PlanTotals, after: PlanTotals) =>
    figuresOf({ before, after }).find((one) => one.name === name);

  it('change in shares of what happened', () => {
    expect(figure('paid', totals({ paidMinor: 2000 }), totals({ paidMinor: 1900 }))).toMatchObject({ change: -0.05 });
  });

  it('count days for each unit, so that a plan that fills more is not called slower', () => {
    const before = totals({ units: 2, unitDays: 6 });
    const after = totals({ units: 4, unitDays: 12 });
    expect(figure('days', before, after)).toMatchObject({ before: 3, after: 3, change: 0 });
  });

  it('have no share of nothing, and no change between nothing and nothing', () => {
    expect(figure('splits', totals(), totals({ splitLines: 2 }))).toMatchObject({ change: null });
    expect(figure('splits', totals(), totals())).toMatchObject({ change: 0 });
    expect(figure('days', totals(), totals())).toMatchObject({ before: 0, after: 0 });
  });
});

describe('the decisions that change most', () => {
  it('go from the largest saving to the largest loss, each on the scale of the largest', () => {
    const bars = changeBars([changed('a', 50), changed('b', -200), changed('c', 100)], 'TRY');
    expect(bars.map(({ decision, share }) => [decision.orderId, share])).toEqual([
      ['b', -1],
      ['a', 0.25],
      ['c', 0.5],
    ]);
  });

  it('never share a scale with another currency', () => {
    expect(changeBars([changed('a', 50), changed('b', 9_000, 'EUR')], 'TRY').map(({ share }) => share)).toEqual([1]);
  });

  it('can be of the same cost', () => {
    expect(changeBars([changed('a', 0)], 'TRY')[0]?.share).toBe(0);
  });
});

describe('progress', () => {
  it('is whole when there was nothing to do, and never more than whole', () => {
    expect(progressShare({ decisions: 0, processed: 0 })).toBe(1);
    expect(progressShare({ decisions: 10, processed: 12 })).toBe(1);
    expect(progressShare({ decisions: 200, processed: 50 })).toBe(0.25);
  });
});
