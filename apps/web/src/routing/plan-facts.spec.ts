import { describe, expect, it } from '@jest/globals';
import { candidate, decision, offer } from '../decision/decision-samples.js';
import { changedLines, planFacts } from './plan-facts.js';

const lines = (id: string) => [
  { lineId: `${id}1`, sku: 'MUG', quantity: 2 },
  { lineId: `${id}2`, sku: 'LAMP', quantity: 1 },
];
const costs = {
  ...{ goodsMinor: 500, shippingMinor: 50, leadTimeMinor: 30, lateMinor: 0, qualityMinor: 0, stockAgeMinor: 0 },
  ...{ acceptanceMinor: 0, scarcityMinor: 0, preferenceMinor: 0, unitMinor: 580 },
};
const planOf = (id: string, second: string) =>
  decision(
    [
      candidate('ege', {
        chosen: true,
        parcelMinor: 300,
        offers: [offer('ege', `${id}1`, { chosenQuantity: 2, costs, expectedDays: 3 })],
      }),
      candidate(second, {
        chosen: true,
        goodsMinor: 500,
        parcelMinor: 200,
        offers: [offer(second, `${id}2`, { chosenQuantity: 1 })],
      }),
      candidate('loser', { dearerByMinor: 10, offers: [offer('loser', `${id}1`)] }),
    ],
    { lines: lines(id), unfilled: [{ lineId: `${id}2`, quantity: 4 }] },
  );

describe('what a plan comes to', () => {
  it('keeps what is paid apart from what is only weighed', () => {
    expect(planFacts(planOf('a', 'nord'))).toMatchObject({
      paidMinor: 2 * 550 + 300 + 500 + 200,
      weighedMinor: 60,
      parcels: 2,
      days: 3,
      unfilled: 4,
    });
  });

  it('knows which lines another plan gives to somebody else, though previews number their lines anew', () => {
    expect(changedLines(planFacts(planOf('a', 'nord')), planFacts(planOf('b', 'berlin')))).toEqual([false, true]);
  });

  it('has no days when nothing leaves', () => {
    expect(planFacts(decision([])).days).toBeNull();
  });
});
