import { describe, expect, it } from '@jest/globals';
import { anInstance, ruledShapes } from '../../../../test/routing-instances.js';
import { bestByEnumeration, worth } from '../../../../test/routing-oracle.js';
import { chooseSuppliers } from './choose-suppliers.js';
import type { ProblemOffer, ProblemSupplier, RoutingProblem, RoutingSolution } from './routing-problem.js';

const scarce = ruledShapes[1]![1];

const INSTANCES_PER_SHAPE = 400;

/** Prices the plan again from the words of the problem. */
function repriced(problem: RoutingProblem, solution: RoutingSolution) {
  const amounts = new Map(
    solution.plan.map((take) => [problem.offers.findIndex((offer) => offer.id === take.offer), take.quantity]),
  );
  for (const [index, amount] of amounts) expect(amount).toBeLessThanOrEqual(problem.offers[index]!.available);
  return worth(problem, amounts);
}

describe('choosing suppliers', () => {
  it.each(ruledShapes)('finds what trying every plan finds, with %s', (_, shape) => {
    for (let seed = 1; seed <= INSTANCES_PER_SHAPE; seed += 1) {
      const problem = anInstance(seed, shape);
      const solution = chooseSuppliers(problem);
      const { unfilledUnits, costMinor } = solution;

      expect({ seed, unfilledUnits, costMinor }).toEqual({ seed, ...bestByEnumeration(problem) });
      expect({ seed, ...repriced(problem, solution) }).toEqual({ seed, unfilledUnits, costMinor });
      expect({ seed, proven: solution.proven, bound: solution.lowerBoundMinor }).toEqual({
        seed,
        proven: true,
        bound: costMinor,
      });
    }
  });

  it('pays one parcel rather than two when the goods cost less than the second parcel saves', () => {
    const solution = chooseSuppliers({
      lines: [line('lamp', 1), line('mug', 1)],
      suppliers: [supplier('both', 500), supplier('far', 500), supplier('near', 500)],
      offers: [
        offer('near', 'mug', 100),
        offer('far', 'lamp', 100),
        offer('both', 'mug', 150),
        offer('both', 'lamp', 150),
      ],
      parcelsMax: null,
      unsplittableLines: [],
    });

    expect(solution.plan.map((take) => `${String(take.quantity)} ${take.line} from ${take.supplier}`)).toEqual([
      '1 lamp from both',
      '1 mug from both',
    ]);
    expect(solution).toMatchObject({ costMinor: 800, lowerBoundMinor: 800, proven: true });
  });

  it('fills more units rather than cheaper ones', () => {
    const solution = chooseSuppliers({
      lines: [line('mug', 3)],
      suppliers: [supplier('cheap', 0), supplier('dear', 9_000)],
      offers: [offer('cheap', 'mug', 1, 2), offer('dear', 'mug', 5_000, 1)],
      parcelsMax: null,
      unsplittableLines: [],
    });

    expect(solution).toMatchObject({ unfilledUnits: 0, costMinor: 14_002 });
  });

  it.each([
    ['suppliers', { ...scarce, linesMax: 8, suppliersMax: 12, quantityMax: 5 }],
    ['amounts', { ...scarce, steps: true, minOrder: true, linesMax: 4, suppliersMax: 5, quantityMax: 4 }],
  ])('says so, with a true bound, when the budget for searching %s ends too early', (_, shape) => {
    let unproven = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const problem = anInstance(seed, shape);
      const hasty = chooseSuppliers(problem, { nodesMax: 1 });
      const patient = chooseSuppliers(problem, { nodesMax: 100_000 });

      expect(patient.proven).toBe(true);
      if (hasty.proven) expect(hasty.costMinor).toBe(patient.costMinor);
      else unproven += 1;
      expect(hasty.lowerBoundMinor).toBeLessThanOrEqual(hasty.costMinor);
      if (hasty.unfilledUnits === patient.unfilledUnits)
        expect(hasty.lowerBoundMinor).toBeLessThanOrEqual(patient.costMinor);
      expect(hasty.unfilledUnits).toBeGreaterThanOrEqual(patient.unfilledUnits);
    }
    expect(unproven).toBeGreaterThan(0);
  });
});

const line = (id: string, quantity: number) => ({ id, quantity, weightGrams: 0 });
const supplier = (id: string, parcelFixedMinor: number): ProblemSupplier => ({
  id,
  parcelFixedMinor,
  parcelSteps: null,
  minOrderMinor: 0,
  alreadyOpen: false,
});
const offer = (from: string, of: string, unitCostMinor: number, available = 100): ProblemOffer => ({
  id: `${from}-${of}`,
  supplier: from,
  line: of,
  unitCostMinor,
  available,
});
