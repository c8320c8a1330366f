import { describe, expect, it } from '@jest/globals';
import { aGeneratedOrder } from '../../../../test/generated-orders.js';
import { anInstance, ruledShapes } from '../../../../test/routing-instances.js';
import { bestByEnumeration } from '../../../../test/routing-oracle.js';
import { chooseSuppliers } from './choose-suppliers.js';
import type { RoutingProblem } from './routing-problem.js';
import { WhatIf } from './what-if.js';
import { winningChange } from './winning-change.js';

const INSTANCES_PER_SHAPE = 60;

describe('what if a supplier had to take part', () => {
  it.each(ruledShapes)('costs what trying every plan with it finds, with %s', (_, shape) => {
    for (let seed = 1; seed <= INSTANCES_PER_SHAPE; seed += 1) {
      const problem = anInstance(seed, shape);
      const whatIf = new WhatIf(problem);
      for (const { id } of problem.suppliers) {
        const best = bestByEnumeration(problem, id);

        expect({ seed, id, ...whatIf.withSupplier(id) }).toEqual({ seed, id, ...best, ...(best && { exact: true }) });
      }
    }
  });

  it('gives a true bound and says so when the budget ends first', () => {
    let unsure = 0;
    for (let seed = 1; seed <= 15; seed += 1) {
      const problem = aGeneratedOrder(seed, {
        lines: [5, 8],
        suppliers: [8, 8],
        scarce: true,
        steps: true,
        limits: false,
      });
      const [hasty, patient] = [new WhatIf(problem, 1), new WhatIf(problem, 10_000)];
      for (const { id } of problem.suppliers) {
        const [bound, exact] = [hasty.withSupplier(id), patient.withSupplier(id)];
        expect(exact?.exact ?? true).toBe(true);
        if (bound?.exact === false) unsure += 1;
        if (bound && exact && bound.unfilledUnits === exact.unfilledUnits)
          expect(bound.costMinor).toBeLessThanOrEqual(exact.costMinor);
      }
    }
    expect(unsure).toBeGreaterThan(0);
  });
});

/** The least value for which it holds, found one by one. */
const firstThat = (holds: (value: number) => boolean, from: number, to: number): number | null => {
  for (let value = from; value <= to; value += 1) if (holds(value)) return value;
  return null;
};

function changed(problem: RoutingProblem, at: number, change: { unitCostMinor?: number; available?: number }): boolean {
  const { supplier, line } = problem.offers[at]!;
  const offers = problem.offers.map((offer, index) => (index === at ? { ...offer, ...change } : offer));
  return chooseSuppliers({ ...problem, offers }).plan.some((take) => take.supplier === supplier && take.line === line);
}

describe('what would have won a lost line', () => {
  it('is the smallest change of price, stock or speed, as trying them one by one shows', () => {
    let found = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const problem = anInstance(seed, { ...ruledShapes[seed % 4]![1], quantityMax: 3 });
      const at = seed % Math.max(1, problem.offers.length);
      const offer = problem.offers[at];
      if (!offer || changed(problem, at, {})) continue;
      const { unitCostMinor, available, line } = offer;
      const wanted = problem.lines.find((one) => one.id === line)!.quantity;
      const priceCutMinor = firstThat(
        (cut) => changed(problem, at, { unitCostMinor: unitCostMinor - cut }),
        1,
        unitCostMinor,
      );

      expect({ seed, ...winningChange(problem, offer.supplier, line, 7) }).toEqual({
        seed,
        priceCutMinor,
        available: firstThat((stock) => changed(problem, at, { available: stock }), available + 1, wanted),
        daysFaster: priceCutMinor === null ? null : Math.ceil(priceCutMinor / 7),
      });
      found += 1;
    }
    expect(found).toBeGreaterThan(20);
  });

  it('tells nothing to who won, or did not offer', () => {
    const problem = anInstance(3, ruledShapes[0]![1]);
    const [won] = chooseSuppliers(problem).plan;
    const nothing = { priceCutMinor: null, available: null, daysFaster: null };

    expect(winningChange(problem, won!.supplier, won!.line, 7)).toEqual(nothing);
    expect(winningChange(problem, 'nobody', won!.line, 7)).toEqual(nothing);
  });
});
