import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anInput, anOffer, anyInput, aPolicy, aSupplier, aUnit } from '../../../test/routing-inputs.js';
import type { ScopedFigure } from '../../experience/domain/figure.js';
import { EVERYBODY, nextFigures, type ExperienceCounts } from '../../experience/domain/next-figures.js';
import { decideRouting } from './decide-routing.js';
import { defaultExperience, type RoutingPolicy } from './policy/routing-policy.js';
import type { RoutingInput } from './routing-input.js';

const counted = (supplierId: string, changes: Partial<ExperienceCounts>): ExperienceCounts => ({
  ...{ supplierId, sku: 'MUG', lane: 'TR-TR', delivered: 100, late: 0, problems: 0, refunded: 0, credited: 0 },
  ...{ scored: 0, dissatisfied: 0, deliveredInAll: 100 },
  ...changes,
});

/** Two suppliers of mugs at one price; a third of what `careless` sent came back, of `careful`'s one in fifty. */
const counts = [
  counted('supplier-careful', { problems: 2, refunded: 2 }),
  counted('supplier-careless', { problems: 33, refunded: 30, credited: 6 }),
];
const quick = { ...defaultExperience, dailyChangePermille: 1000 };
const figures = nextFigures(counts, new Map(), quick, '2026-11-22');
const figuresFor = (code: string): ScopedFigure[] =>
  figures
    .filter(({ supplierId }) => supplierId === `supplier-${code}` || supplierId === EVERYBODY)
    .map(({ scope, key, figure }) => ({
      ...{ scope, key },
      figure: { version: 7, computedAt: '2026-11-22T11:00:00.000Z', ...figure },
    }));

const steady = { ...quick, canary: { ...quick.canary, enabled: false } };
const mugs = (changes: Partial<RoutingInput> = {}, experience = steady): RoutingInput =>
  anInput({
    units: [aUnit('MUG', 2)],
    suppliers: ['careful', 'careless'].map((code) => aSupplier(code, { experience: figuresFor(code) })),
    offers: [anOffer('careful', 'MUG'), anOffer('careless', 'MUG')],
    policy: aPolicy({ experience }),
    ...changes,
  });
const candidate = (input: RoutingInput, code: string) =>
  decideRouting(input).candidates.find(({ supplierCode }) => supplierCode === code)!;

/** A policy as it was stored before it had the section. */
const olderThanExperience = (content: RoutingPolicy): RoutingPolicy =>
  Object.fromEntries(Object.entries(content).filter(([name]) => name !== 'experience')) as unknown as RoutingPolicy;

describe('after-sales in a decision', () => {
  it('lets the supplier with many returns lose to the other at the same price, and names what it costs', () => {
    const decision = decideRouting(mugs());
    expect(decision.candidates.filter(({ chosen }) => chosen).map((each) => each.supplierCode)).toEqual(['careful']);
    const [winner, loser] = [candidate(mugs(), 'careful'), candidate(mugs(), 'careless')];
    expect(loser.reason).toBe('DEARER');
    const parts = (of: typeof winner) => of.offers[0]!.costs!;
    expect(parts(loser)).toMatchObject({ goodsMinor: 500, afterSalesMinor: 150, unitMinor: 650 });
    expect(loser.dearerByMinor).toBe(2 * (parts(loser).unitMinor - parts(winner).unitMinor));
    expect(loser.offers[0]!.experience).toMatchObject({
      ...{ version: 7, scope: 'sku', limitedBy: 'most', trafficPermille: 1000, admission: 'all' },
      problems: { cases: 100, events: 33 },
    });
    expect(decision.costMinor).toBe(2 * parts(winner).unitMinor + 300);
  });

  it('costs nothing where the policy is older than it, and where nothing is known', () => {
    const older = olderThanExperience(aPolicy({}).content);
    for (const input of [
      mugs({ policy: { id: null, version: 1, content: older } }),
      mugs({ suppliers: ['careful', 'careless'].map((code) => aSupplier(code)) }),
    ]) {
      const { offers } = decideRouting(input).candidates[0]!;
      expect(offers[0]!.costs).not.toHaveProperty('afterSalesMinor');
      expect(offers[0]!).not.toHaveProperty('experience');
    }
  });

  it('holds back whoever shows bad signs for all but a share of the orders, the same ones each time', () => {
    const held = ['order-1', 'order-2', 'order-3', 'order-4', 'order-5', 'order-6'].map((orderId) => {
      const input = mugs(
        { orderId, offers: [anOffer('careful', 'MUG', { unitCostMinor: 900 }), anOffer('careless', 'MUG')] },
        quick,
      );
      const loser = candidate(input, 'careless');
      expect(candidate(input, 'careless')).toEqual(loser);
      const [offer] = loser.offers;
      expect(offer!.experience!.trafficPermille).toBe(500);
      expect(offer!.excluded).toBe(offer!.experience!.admission === 'held_back' ? 'HELD_BACK' : null);
      return offer!.experience!.admission;
    });
    expect(new Set(held)).toEqual(new Set(['admitted', 'held_back']));
  });

  it('still sells what nobody else has', () => {
    const input = mugs({ orderId: 'order-1', offers: [anOffer('careless', 'MUG')] }, quick);
    const orders = Array.from({ length: 6 }, (_, n) => ({ ...input, orderId: `order-${String(n)}` }));
    const decisions = orders.map(decideRouting);
    for (const { unfilled } of decisions) expect(unfilled).toEqual([]);
    const admissions = decisions.map(({ candidates }) => candidates[0]!.offers[0]!.experience!.admission);
    expect(new Set(admissions)).toEqual(new Set(['admitted', 'needed']));
    // One of two has the other half of what is wanted: it is needed too.
    const halves = [anOffer('careful', 'MUG', { onHand: 1 }), anOffer('careless', 'MUG')];
    for (const { orderId } of orders) expect(decideRouting({ ...input, orderId, offers: halves }).unfilled).toEqual([]);
  });

  it('adds up, replays and fills as much as without it, whatever the order and the policy', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const older = olderThanExperience(input.policy.content);
        const known = input.suppliers.map((supplier) => ({
          ...supplier,
          experience: figuresFor('careless').map((each) => ({ ...each, key: each.scope === 'sku' ? 'MUG' : each.key })),
        }));
        const asked = {
          ...input,
          suppliers: known,
          policy: { ...input.policy, content: { ...older, experience: quick } },
        };
        const decision = decideRouting(asked);
        expect(JSON.stringify(decideRouting(JSON.parse(JSON.stringify(asked)) as RoutingInput))).toBe(
          JSON.stringify(decision),
        );
        const parts = decision.candidates.map(
          (each) => each.goodsMinor + each.parcelMinor + (each.shippingMinor ?? 0) + (each.penaltyMinor ?? 0),
        );
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(decision.costMinor);
        const units = (of: readonly { quantity: number }[]) => of.reduce((sum, { quantity }) => sum + quantity, 0);
        const without = decideRouting({ ...asked, policy: { ...input.policy, content: older } });
        expect(units(decision.unfilled)).toBe(units(without.unfilled));
      }),
      { numRuns: 150 },
    );
  });
});
