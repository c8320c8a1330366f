import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { estimateOf } from './estimate.js';
import { ALL_TRAFFIC, isAdmitted, nextTrafficShare, type CanaryRule, type TrafficShare } from './traffic-share.js';

const rule: CanaryRule = {
  ...{ enabled: true, thresholdPermille: 200, stepsPermille: [500, 250, 100], probationUnits: 10 },
};
const estimate = (events: number, cases = 60) => estimateOf({ cases, events }, { share: 0.05, cases: 20 });
const bad = estimate(30);
const good = estimate(2);
const next = (now: TrafficShare, problems = bad, units = 60, today = '2026-11-22') =>
  nextTrafficShare(now, { problems, units, halfLifeDays: 60, today }, rule);

describe('the share of the traffic', () => {
  it('falls by one step on bad signs, and no further until the orders that still go there were seen', () => {
    const held = next(ALL_TRAFFIC);
    expect(held).toEqual({ permille: 500, since: '2026-11-22', unitsThen: 60, reason: 'BAD_SIGNS' });
    expect(next(held, bad, 69)).toBe(held);
    expect(next(held, bad, 70)).toMatchObject({ permille: 250, unitsThen: 70 });
  });

  it('comes back by steps as probation orders go well, or when nothing was heard for a half-life', () => {
    const held = { permille: 100, since: '2026-11-01', unitsThen: 60, reason: 'BAD_SIGNS' as const };
    expect(next(held, good, 65)).toBe(held);
    expect(next(held, good, 70)).toMatchObject({ permille: 250, reason: 'GOOD_SIGNS' });
    expect(next(held, good, 60, '2026-12-31')).toMatchObject({ permille: 250, reason: 'EVIDENCE_FADED' });
  });

  it('stays while the interval holds the threshold', () => {
    const doubtful = estimate(8, 20);
    expect([doubtful.lowPermille <= 200, doubtful.permille > 200]).toEqual([true, true]);
    const held = { permille: 250, since: '2026-01-01', unitsThen: 0, reason: 'BAD_SIGNS' as const };
    expect(next(held, doubtful)).toBe(held);
    expect(next(ALL_TRAFFIC, doubtful)).toBe(ALL_TRAFFIC);
  });

  it('is whole again when the merchant no longer wants it', () => {
    const held = { permille: 100, since: '2026-11-01', unitsThen: 0, reason: 'BAD_SIGNS' as const };
    const evidence = { problems: bad, units: 9, halfLifeDays: 60, today: '2026-11-22' };
    expect(nextTrafficShare(held, evidence, { ...rule, enabled: false }).permille).toBe(1000);
  });

  it('converges under evidence that stays the same, and never reaches nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(1000, 500, 250, 100, 33), fc.boolean(), (permille, isBad) => {
        let share: TrafficShare = { permille, since: '2026-01-01', unitsThen: 0, reason: null };
        const seen: number[] = [];
        for (let units = 10; units <= 100; units += 10) {
          share = next(share, isBad ? bad : good, units);
          seen.push(share.permille);
        }
        expect(share.permille).toBe(isBad ? Math.min(permille, 100) : 1000);
        expect(seen).toEqual([...seen].sort((a, b) => (isBad ? b - a : a - b)));
      }),
      { numRuns: 30 },
    );
  });
});

describe('who is admitted', () => {
  it('is the same for the same order each time, and whoever is admitted to less is to more', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.nat(1000), fc.nat(1000), (orderId, supplierId, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        if (isAdmitted(orderId, supplierId, 'MUG', less))
          expect(isAdmitted(orderId, supplierId, 'MUG', more)).toBe(true);
        expect(isAdmitted(orderId, supplierId, 'MUG', a)).toBe(isAdmitted(orderId, supplierId, 'MUG', a));
      }),
      { numRuns: 300 },
    );
    expect(isAdmitted('any', 'any', 'any', 1000)).toBe(true);
    expect(isAdmitted('any', 'any', 'any', 0)).toBe(false);
  });

  it.each([100, 250, 500])('is of ten thousand orders in a row a share of %d in a thousand', (permille) => {
    // Ids that differ in their last digits only, as ids of one moment do.
    const id = (n: number) => `0193500a-7c00-7000-8000-${String(n).padStart(12, '0')}`;
    const admitted = Array.from({ length: 10_000 }, (_, n) => isAdmitted(id(n), id(1), 'MUG', permille));
    const share = admitted.filter(Boolean).length / 10;
    // Five standard deviations of a binomial with 10,000 draws; the hash does not change, so neither does this.
    expect(Math.abs(share - permille)).toBeLessThan(5 * Math.sqrt((permille * (1000 - permille)) / 10_000));
  });
});
