import { describe, expect, it } from '@jest/globals';
import { decisionBars } from './decision-bars.js';
import { candidate, decision, offer } from './decision-samples.js';

describe('the bars of a decision', () => {
  const dear = candidate('dear', { dearerByMinor: 600, reason: 'DEARER' });
  const near = candidate('near', { dearerByMinor: 250, reason: 'DEARER' });
  const out = candidate('out', { reason: 'FEED_TOO_OLD' });
  const first = candidate('first', { chosen: true, goodsMinor: 500, parcelMinor: 100 });
  const second = candidate('second', { chosen: true, goodsMinor: 350, parcelMinor: 50 });

  it('show winners first, then losers from near to far, then who was not considered', () => {
    const { bars } = decisionBars(decision([out, dear, first, near, second]));
    expect(bars.map(({ candidate: { supplierCode } }) => supplierCode)).toEqual([
      'first',
      'second',
      'near',
      'dear',
      'out',
    ]);
    expect(bars.map(({ kind }) => kind)).toEqual(['chosen', 'chosen', 'loser', 'loser', 'excluded']);
  });

  it('let the winners follow each other up to the cost of the plan', () => {
    const { bars, bound } = decisionBars(decision([first, second, dear]));
    expect(bars[0]?.parts).toEqual([
      { kind: 'goods', from: 0, to: 500 / 1600 },
      { kind: 'parcel', from: 500 / 1600, to: 600 / 1600 },
    ]);
    expect(bars[1]?.parts.at(-1)?.to).toBe(1000 / 1600);
    expect(bound).toBe(1000 / 1600);
  });

  it('let a loser reach as far as the best plan with it would have cost', () => {
    const { bars } = decisionBars(decision([first, second, dear]));
    expect(bars[2]).toMatchObject({ totalMinor: 1600, parts: [{ kind: 'same' }, { kind: 'dearer', to: 1 }] });
  });

  it('leave out a parcel that costs nothing because it is open already', () => {
    const free = candidate('free', { chosen: true, goodsMinor: 1000, parcelMinor: 0, alreadyOpen: true });
    expect(decisionBars(decision([free])).bars[0]?.parts.map(({ kind }) => kind)).toEqual(['goods']);
  });

  it('show what a winner weighs part by part, its units multiplied, and end at the sum', () => {
    const costs = {
      ...{ goodsMinor: 300, shippingMinor: 40, leadTimeMinor: 20, lateMinor: 0, qualityMinor: 0, stockAgeMinor: 0 },
      ...{ acceptanceMinor: 15, scarcityMinor: 0, preferenceMinor: 0, unitMinor: 375 },
    };
    const winner = candidate('winner', {
      chosen: true,
      goodsMinor: 600,
      parcelMinor: 250,
      offers: [offer('winner', 'l1', { chosenQuantity: 2, costs })],
    });
    const [bar] = decisionBars(decision([winner])).bars;
    expect(bar?.parts.map(({ kind }) => kind)).toEqual(['goods', 'shipping', 'parcel', 'leadTime', 'acceptance']);
    expect(bar?.totalMinor).toBe(1000);
    expect(bar?.parts.at(-1)?.to).toBe(1);
  });

  it('can be drawn when nothing could be routed', () => {
    expect(decisionBars(decision([out], { costMinor: 0, lowerBoundMinor: 0 })).bound).toBe(0);
  });
});
