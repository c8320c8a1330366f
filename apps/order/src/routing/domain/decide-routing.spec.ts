import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anInput, anOffer, anyInput, aPolicy, aSupplier, aUnit } from '../../../test/routing-inputs.js';
import { decideRouting, unroutableReason } from './decide-routing.js';
import type { RoutingInput } from './routing-input.js';
import { emptyRecord } from './supplier-record.js';

const reasons = (input: RoutingInput) =>
  Object.fromEntries(decideRouting(input).candidates.map((each) => [each.supplierCode, each.reason]));
const winners = (input: RoutingInput) =>
  decideRouting(input)
    .candidates.filter((each) => each.chosen)
    .map((each) => each.supplierCode);

/** Two suppliers of mugs; `dear` costs 100 more a unit. */
const twoOfMugs = (changes: Partial<RoutingInput> = {}) =>
  anInput({
    units: [aUnit('MUG', 2)],
    suppliers: [aSupplier('cheap'), aSupplier('dear')],
    offers: [anOffer('cheap', 'MUG'), anOffer('dear', 'MUG', { unitCostMinor: 600 })],
    ...changes,
  });

describe('any decision under any policy', () => {
  it('never takes from an offer that is excluded, nor more than is available', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const decision = decideRouting(input);
        const offers = decision.candidates.flatMap((candidate) => candidate.offers);
        for (const take of decision.plan) {
          const offer = offers.find((each) => each.offerId === take.offerId && each.lineId === take.lineId);
          expect(offer?.excluded).toBeNull();
        }
        for (const { offerId, onHand, committed } of input.offers) {
          const taken = decision.plan
            .filter((take) => take.offerId === offerId)
            .reduce((sum, t) => sum + t.quantity, 0);
          expect(taken).toBeLessThanOrEqual(Math.max(0, onHand - committed));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is the same, byte for byte, when its recorded input is decided again', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const recorded = JSON.parse(JSON.stringify(input)) as RoutingInput;
        expect(JSON.stringify(decideRouting(recorded))).toBe(JSON.stringify(decideRouting(input)));
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on the order in which offers and suppliers are handed in', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const turned = { ...input, offers: [...input.offers].reverse(), suppliers: [...input.suppliers].reverse() };
        expect(decideRouting(turned)).toEqual(decideRouting(input));
      }),
      { numRuns: 200 },
    );
  });

  it('adds up: every line is taken or unfilled, and the parts of the cost make the cost', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { lines, plan, unfilled, candidates, costMinor } = decideRouting(input);
        for (const { lineId, quantity } of lines) {
          const of = (items: readonly { lineId: string; quantity: number }[]) =>
            items.filter((item) => item.lineId === lineId).reduce((sum, item) => sum + item.quantity, 0);
          expect(of(plan) + of(unfilled)).toBe(quantity);
        }
        const parts = candidates.map(
          (each) => each.goodsMinor + each.parcelMinor + (each.shippingMinor ?? 0) + (each.penaltyMinor ?? 0),
        );
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(costMinor);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves no line half filled that is wanted whole, and none in two places that must stay together', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const decision = decideRouting(input);
        const [rule] = input.policy.content.backorders;
        const whole = (sku: string) =>
          rule !== undefined &&
          rule.choice !== 'split' &&
          rule.skus.some((s) => s === sku || (s === 'M*' && sku[0] === 'M'));
        for (const { lineId } of decision.unfilled) {
          const { sku } = decision.lines.find((line) => line.lineId === lineId)!;
          if (whole(sku)) expect(decision.plan.some((take) => take.lineId === lineId)).toBe(false);
        }
        for (const sku of input.policy.content.limits.unsplittableSkus) {
          const ids = decision.lines.filter((line) => line.sku === sku).map((line) => line.lineId);
          const from = decision.plan.filter((take) => ids.includes(take.lineId)).map((take) => take.supplierId);
          expect(new Set(from).size).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the default policy', () => {
  it('lets money alone decide, over goods and parcels', () => {
    const decision = decideRouting(twoOfMugs());
    expect(decision).toMatchObject({ policyVersion: 1, policyId: null, costMinor: 1300, proven: true });
    expect(decision.candidates[0]!.offers[0]!.costs).toEqual({
      ...{ goodsMinor: 500, shippingMinor: 0, leadTimeMinor: 0, lateMinor: 0, qualityMinor: 0, stockAgeMinor: 0 },
      ...{ acceptanceMinor: 0, scarcityMinor: 0, preferenceMinor: 0, unitMinor: 500 },
    });
  });

  it('does not exchange money', () => {
    const input = twoOfMugs({ currency: 'EUR' });
    expect(reasons(input)).toEqual({ cheap: 'CURRENCY_MISMATCH', dear: 'CURRENCY_MISMATCH' });
  });
});

describe('weights', () => {
  it.each([
    ['waiting', { leadTimeMinorPerUnitDay: 60 }, { leadTimeDays: 3 }, {}],
    ['a stale number', { stockAgeMinor: 5000 }, { asOf: '2026-11-15T12:00:00.000Z' }, {}],
    ['refusals', { acceptanceRegretMinor: 1000 }, {}, { accepted: 5, refused: 40 }],
    ['lateness', { lateMinor: 1000 }, {}, { onTime: 5, late: 30 }],
    ['returns', { qualityPermille: 1000 }, {}, { sound: 10, returned: 40 }],
  ])('make a supplier lose by %s, and say how much it was', (_, weights, facts, record) => {
    const input = twoOfMugs({
      suppliers: [
        aSupplier('cheap', { record: { ...emptyRecord('2026-11-22T00:00:00.000Z'), ...record } }),
        aSupplier('dear'),
      ],
      offers: [anOffer('cheap', 'MUG', facts), anOffer('dear', 'MUG', { unitCostMinor: 600 })],
      policy: aPolicy({ weights }),
    });
    expect(winners({ ...input, policy: aPolicy({}) })).toEqual(['cheap']);
    expect(winners(input)).toEqual(['dear']);
  });

  it('exchange goods and shipping at the newest rate of the day, and name it', () => {
    const rate = { from: 'EUR', to: 'TRY', source: 'TCMB' };
    const input = anInput({
      units: [aUnit('MUG', 1, { weightGrams: 2000 })],
      suppliers: [aSupplier('abroad', { currency: 'EUR', parcelFixedMinor: 100, parcelPerKgMinor: 150 })],
      offers: [anOffer('abroad', 'MUG', { currency: 'EUR', unitCostMinor: 1001 })],
      rates: [
        { ...rate, rate: '30', date: '2026-11-18' },
        { ...rate, rate: '36.505', date: '2026-11-21' },
        { ...rate, rate: '99', date: '2026-11-23' },
      ],
      policy: aPolicy({ exchange: { allowed: true, rateAgeMaxDays: 7 } }),
    });
    const decision = decideRouting(input);
    const [candidate] = decision.candidates;
    expect(candidate!.offers[0]).toMatchObject({
      costs: { goodsMinor: 36542, shippingMinor: 10952 },
      exchange: { ...rate, rate: '36.505', date: '2026-11-21' },
    });
    expect(decision.costMinor).toBe(36542 + 10952 + 3651);
    expect(reasons({ ...input, decidedAt: '2026-12-30T00:00:00.000Z' })).toEqual({ abroad: 'NO_EXCHANGE_RATE' });
  });

  it('make the last units dearer when scarcity counts', () => {
    const scarce = { enabled: true, surchargePermille: 400, belowUnits: 5 };
    const input = twoOfMugs({
      offers: [anOffer('cheap', 'MUG', { onHand: 2 }), anOffer('dear', 'MUG', { unitCostMinor: 600 })],
    });
    expect(winners(input)).toEqual(['cheap']);
    expect(winners({ ...input, policy: aPolicy({ weights: { scarcity: scarce } }) })).toEqual(['dear']);
  });
});

describe('filters', () => {
  const day = '2026-11-22T00:00:00.000Z';
  it.each([
    ['SUPPLIER_NOT_ALLOWED', { filters: { allowedSuppliers: ['dear'] } }],
    [
      'SUPPLIER_NOT_ALLOWED',
      { filters: { excludedSuppliers: ['@old'] }, groups: [{ name: 'old', suppliers: ['cheap'] }] },
    ],
    ['REGION_NOT_SERVED', { filters: { regions: [{ suppliers: ['cheap'], countries: ['DE'] }] } }],
    ['NO_AGREEMENT', { filters: { agreements: [{ skus: ['MU*'], suppliers: ['dear'] }] } }],
    ['OTHER_SUPPLIER_REQUIRED', { filters: { requiredSuppliers: [{ skus: ['MUG'], suppliers: ['dear'] }] } }],
    ['CAPACITY_REACHED', { filters: { capacities: [{ supplier: 'cheap', purchaseOrdersPerDay: 5 }] } }],
    ['BREAKER_OPEN', { filters: { breaker: { unansweredMax: 3, pauseMinutes: 24 * 60 } } }],
    ['FEED_TOO_OLD', { filters: { feedAgeMaxMinutes: 15 } }],
    ['TOO_LATE', { ceilings: { leavesWithinDays: 2 } }],
    [
      'TOO_LATE',
      {
        filters: { cutOffs: [{ supplier: 'cheap', at: '14:30', timeZone: 'Europe/Istanbul' }] },
        ceilings: { leavesWithinDays: 3 },
      },
    ],
    ['BELOW_MARGIN', { ceilings: { marginFloorPermille: 501 } }],
  ])('exclude by %s', (reason, policy) => {
    const input = twoOfMugs({
      suppliers: [
        aSupplier('cheap', {
          purchaseOrdersToday: 5,
          record: { ...emptyRecord(day), unanswered: 3, unansweredAt: day },
        }),
        aSupplier('dear', { purchaseOrdersToday: 1 }),
      ],
      offers: [
        anOffer('cheap', 'MUG', { leadTimeDays: 2, asOf: '2026-11-22T11:40:00.000Z' }),
        anOffer('dear', 'MUG', { unitCostMinor: 600, leadTimeDays: 1 }),
      ],
      policy: aPolicy(policy),
    });
    expect(winners({ ...input, policy: aPolicy({}) })).toEqual(['cheap']);
    expect(reasons(input)['cheap']).toBe(reason);
  });

  it('tell why nobody is left', () => {
    const late = decideRouting(twoOfMugs({ policy: aPolicy({ ceilings: { leavesWithinDays: 0 } }) }));
    expect([late.plan, unroutableReason(late, 'line-MUG')]).toEqual([[], 'TOO_LATE']);
    const bare = decideRouting(twoOfMugs({ policy: aPolicy({ ceilings: { marginFloorPermille: 900 } }) }));
    expect(unroutableReason(bare, 'line-MUG')).toBe('BELOW_MARGIN');
    const refused = decideRouting(twoOfMugs({ refusedOffers: ['offer-cheap-MUG', 'offer-dear-MUG'] }));
    expect(unroutableReason(refused, 'line-MUG')).toBe('ALL_SUPPLIERS_REFUSED');
  });

  it('hold ceilings for replacements only, where the policy says so', () => {
    const policy = aPolicy({ ceilings: { leavesWithinDays: 0, reroutesOnly: true } });
    expect(winners(twoOfMugs({ policy }))).toEqual(['cheap']);
    expect(winners(twoOfMugs({ policy, routingVersion: 2 }))).toEqual([]);
  });
});

describe('what suppliers state of their parcels', () => {
  const steps = [
    { upToGrams: 1000, costMinor: 0 },
    { upToGrams: 3000, costMinor: 400 },
  ];

  it('weighs the whole parcel, and says what of its price that is', () => {
    const input = twoOfMugs({
      units: [aUnit('MUG', 2, { weightGrams: 900 })],
      suppliers: [aSupplier('cheap', { parcelSteps: steps }), aSupplier('dear')],
    });

    const decision = decideRouting(input);
    expect(
      decision.candidates.map(({ supplierCode, chosen, dearerByMinor }) => [supplierCode, chosen, dearerByMinor]),
    ).toEqual([
      ['cheap', false, 200],
      ['dear', true, null],
    ]);
    const alone = decideRouting({ ...input, offers: [anOffer('cheap', 'MUG')] });
    expect(alone.candidates[0]).toMatchObject({ parcelGrams: 1800, parcelStepMinor: 400, parcelMinor: 700 });
    expect(alone.costMinor).toBe(1000 + 700);
  });

  it('leaves a supplier what it cannot carry', () => {
    const heavy = twoOfMugs({
      units: [aUnit('MUG', 2, { weightGrams: 1600 })],
      suppliers: [aSupplier('cheap', { parcelSteps: steps }), aSupplier('dear', { parcelSteps: steps })],
    });

    expect(decideRouting(heavy).plan.map(({ supplierId, quantity }) => [supplierId, quantity])).toEqual([
      ['supplier-cheap', 1],
      ['supplier-dear', 1],
    ]);
  });

  it('counts goods towards the least order, not what the policy puts on top', () => {
    const { content } = aPolicy({ weights: { leadTimeMinorPerUnitDay: 1000 } });
    const input = twoOfMugs({
      suppliers: [aSupplier('cheap', { minOrderMinor: 1001 }), aSupplier('dear', { minOrderMinor: 1200 })],
      policy: { id: 'policy', version: 2, content },
    });

    expect(reasons(input)).toEqual({ cheap: 'BELOW_MIN_ORDER', dear: null });
    const alone = decideRouting({ ...input, offers: [anOffer('cheap', 'MUG')] });
    expect(alone.unfilled).toEqual([{ lineId: 'line-MUG', quantity: 2 }]);
    expect(unroutableReason(alone, 'line-MUG')).toBe('NO_ELIGIBLE_SUPPLIER');
  });
});

describe('a line that cannot be had whole', () => {
  const seven = (choice: 'split' | 'wait' | 'other-supplier', onHand: [number, number]) =>
    decideRouting(
      twoOfMugs({
        units: [aUnit('MUG', 7)],
        offers: [anOffer('cheap', 'MUG', { onHand: onHand[0] }), anOffer('dear', 'MUG', { onHand: onHand[1] })],
        policy: aPolicy({ backorders: [{ skus: ['*'], choice }] }),
      }),
    );
  const taken = (decision: ReturnType<typeof decideRouting>) =>
    decision.plan.map((take) => `${take.quantity} ${take.supplierId.slice(9)}`);

  it('is taken as far as it goes when it may be split', () => {
    expect(taken(seven('split', [4, 2]))).toEqual(['4 cheap', '2 dear']);
  });

  it('waits when the merchant wants it whole, and is split between suppliers once they have enough', () => {
    const waits = seven('wait', [4, 2]);
    expect([taken(waits), unroutableReason(waits, 'line-MUG')]).toEqual([[], 'WAITS_FOR_WHOLE_LINE']);
    expect(taken(seven('wait', [4, 3]))).toEqual(['4 cheap', '3 dear']);
  });

  it('goes to one supplier that has all of it, or to none', () => {
    expect(taken(seven('other-supplier', [6, 5]))).toEqual([]);
    expect(taken(seven('other-supplier', [6, 7]))).toEqual(['7 dear']);
  });
});
