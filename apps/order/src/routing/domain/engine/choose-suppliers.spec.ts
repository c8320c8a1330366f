import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anInstance, type InstanceShape } from '../../../../test/routing-instances.js';
import { bestByEnumeration, worth } from '../../../../test/routing-oracle.js';
import { chooseSuppliers, chooseWith } from './choose-suppliers.js';
import type { ProblemOffer, ProblemSupplier, RoutingProblem, RoutingSolution } from './routing-problem.js';

const plain: InstanceShape = {
  linesMax: 3,
  suppliersMax: 4,
  quantityMax: 2,
  scarce: false,
  steps: false,
  minOrder: false,
  parcelsMax: false,
  unsplittable: false,
  alreadyOpen: false,
  twins: false,
};

const shapes: [string, InstanceShape][] = [
  ['ample stock', plain],
  ['scarce stock', { ...plain, scarce: true }],
  ['open parcels', { ...plain, scarce: true, alreadyOpen: true }],
  ['a limit on parcels', { ...plain, scarce: true, parcelsMax: true }],
  ['lines that may not be split', { ...plain, scarce: true, unsplittable: true }],
  ['two offers of one supplier', { ...plain, scarce: true, twins: true, suppliersMax: 3 }],
  ['parcels priced by weight', { ...plain, scarce: true, steps: true }],
  ['least order values', { ...plain, scarce: true, minOrder: true }],
  [
    'every rule at once',
    {
      ...plain,
      scarce: true,
      steps: true,
      minOrder: true,
      parcelsMax: true,
      unsplittable: true,
      alreadyOpen: true,
      quantityMax: 3,
      suppliersMax: 3,
    },
  ],
];

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
  it.each(shapes)('finds what trying every plan finds, with %s', (_, shape) => {
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

  it('knows exactly what the best plan with a given supplier costs', () => {
    for (let seed = 1; seed <= INSTANCES_PER_SHAPE; seed += 1) {
      const problem = anInstance(seed, {
        ...plain,
        scarce: true,
        unsplittable: seed % 2 === 0,
        parcelsMax: seed % 3 === 0,
        steps: seed % 5 === 0,
        minOrder: seed % 7 === 0,
      });
      const supplier = problem.suppliers[seed % problem.suppliers.length]!.id;
      const found = chooseWith(problem, supplier);

      expect(found && { unfilledUnits: found.unfilledUnits, costMinor: found.costMinor }).toEqual(
        bestByEnumeration(problem, supplier),
      );
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

  it('answers the same whatever order the problem is written in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom(...shapes), (seed, [, shape]) => {
        const problem = anInstance(seed, { ...shape, linesMax: 5, suppliersMax: 6 });
        const shuffled = {
          ...problem,
          lines: [...problem.lines].reverse(),
          suppliers: [...problem.suppliers].reverse(),
          offers: [...problem.offers].sort((a, b) => ((a.unitCostMinor * 7919) % 13) - ((b.unitCostMinor * 7919) % 13)),
        };

        expect(chooseSuppliers(shuffled)).toEqual(chooseSuppliers(problem));
      }),
      { numRuns: 200 },
    );
  });

  it('is never worse off with one more supplier: no more units unfilled, and no dearer when equally filled', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom(...shapes), (seed, [, shape]) => {
        const problem = anInstance(seed, { ...shape, linesMax: 4, suppliersMax: 6 });
        const without = problem.suppliers[0]!.id;
        const smaller = {
          ...problem,
          suppliers: problem.suppliers.slice(1),
          offers: problem.offers.filter((candidate) => candidate.supplier !== without),
        };
        const [more, fewer] = [chooseSuppliers(problem), chooseSuppliers(smaller)];

        expect(more.unfilledUnits).toBeLessThanOrEqual(fewer.unfilledUnits);
        if (more.unfilledUnits === fewer.unfilledUnits) expect(more.costMinor).toBeLessThanOrEqual(fewer.costMinor);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['suppliers', { ...plain, scarce: true, linesMax: 8, suppliersMax: 12, quantityMax: 5 }],
    ['amounts', { ...plain, scarce: true, steps: true, minOrder: true, linesMax: 4, suppliersMax: 5, quantityMax: 4 }],
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
