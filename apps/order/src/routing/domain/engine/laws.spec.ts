import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anInstance, ruledShapes, type InstanceShape } from '../../../../test/routing-instances.js';
import { chooseSuppliers } from './choose-suppliers.js';
import type { ProblemSupplier, RoutingProblem } from './routing-problem.js';

/** Larger than what can be enumerated: here two answers of the engine are held against each other. */
const larger = { linesMax: 5, suppliersMax: 7, quantityMax: 4 };

/** A problem with some of the rules, and a number to choose parts of it with. */
const problems = (fits: (shape: InstanceShape) => boolean = () => true) =>
  fc
    .tuple(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.constantFrom(...ruledShapes.map(([, shape]) => shape).filter(fits)),
      fc.nat(1_000),
    )
    .map(([seed, shape, choice]) => ({ problem: anInstance(seed, { ...shape, ...larger }), choice }));

const RUNS = { numRuns: 150 };

const worthOf = (problem: RoutingProblem) => {
  const { unfilledUnits, costMinor, proven } = chooseSuppliers(problem);
  expect(proven).toBe(true);
  return { unfilledUnits, costMinor };
};

function expectNoBetter(than: RoutingProblem, problem: RoutingProblem): void {
  const [best, worse] = [worthOf(than), worthOf(problem)];
  expect(worse.unfilledUnits).toBeGreaterThanOrEqual(best.unfilledUnits);
  if (worse.unfilledUnits === best.unfilledUnits) expect(worse.costMinor).toBeGreaterThanOrEqual(best.costMinor);
}

const rotated = <T>(list: readonly T[], by: number): T[] =>
  list.map((_, at) => list[(at + by) % list.length]!).reverse();

describe('laws of choosing suppliers', () => {
  it('does not depend on the order in which lines, suppliers and offers are written', () => {
    fc.assert(
      fc.property(problems(), ({ problem, choice }) => {
        const shuffled = {
          ...problem,
          lines: rotated(problem.lines, choice),
          suppliers: rotated(problem.suppliers, choice),
          offers: rotated(problem.offers, choice),
          unsplittableLines: rotated(problem.unsplittableLines, choice),
        };

        expect(chooseSuppliers(shuffled)).toEqual(chooseSuppliers(problem));
      }),
      RUNS,
    );
  });

  it('does not mind a supplier who is of no use', () => {
    fc.assert(
      fc.property(problems(), fc.boolean(), ({ problem }, lists) => {
        const useless: ProblemSupplier = {
          id: 'a-useless-one',
          parcelFixedMinor: 0,
          parcelSteps: null,
          minOrderMinor: 0,
          alreadyOpen: false,
        };
        const offers = problem.lines.map((line) => ({
          id: `useless/${line.id}`,
          line: line.id,
          supplier: useless.id,
          unitCostMinor: 1,
          available: 0,
        }));

        expect(
          chooseSuppliers({
            ...problem,
            suppliers: [useless, ...problem.suppliers],
            offers: lists ? [...offers, ...problem.offers] : problem.offers,
          }),
        ).toEqual(chooseSuppliers(problem));
      }),
      RUNS,
    );
  });

  // A dearer offer may lift an order over a least order value, so that rule is left out.
  it('does not mind a losing price that rises', () => {
    fc.assert(
      fc.property(
        problems((shape) => !shape.minOrder),
        ({ problem, choice }) => {
          const used = new Set(chooseSuppliers(problem).plan.map((take) => take.offer));
          const losing = problem.offers.filter((offer) => !used.has(offer.id));
          const dearer = losing[choice % Math.max(1, losing.length)];
          const offers = problem.offers.map((offer) =>
            offer === dearer ? { ...offer, unitCostMinor: offer.unitCostMinor + 1 + choice } : offer,
          );

          expect(worthOf({ ...problem, offers })).toEqual(worthOf(problem));
        },
      ),
      RUNS,
    );
  });

  it('costs k times as much when everything costs k times as much', () => {
    fc.assert(
      fc.property(problems(), fc.integer({ min: 2, max: 1_000 }), ({ problem }, k) => {
        const scaled = {
          ...problem,
          offers: problem.offers.map((offer) => ({
            ...offer,
            unitCostMinor: offer.unitCostMinor * k,
            ...(offer.goodsMinor === undefined ? {} : { goodsMinor: offer.goodsMinor * k }),
          })),
          suppliers: problem.suppliers.map((supplier) => ({
            ...supplier,
            parcelFixedMinor: supplier.parcelFixedMinor * k,
            minOrderMinor: supplier.minOrderMinor * k,
            parcelSteps: supplier.parcelSteps?.map((step) => ({ ...step, costMinor: step.costMinor * k })) ?? null,
          })),
        };
        const { unfilledUnits, costMinor } = worthOf(problem);

        expect(worthOf(scaled)).toEqual({ unfilledUnits, costMinor: costMinor * k });
      }),
      RUNS,
    );
  });

  // Two light parcels may be cheaper than a heavy one, so prices by weight are left out.
  it('gains nothing when a supplier is split in two who each take a parcel price', () => {
    fc.assert(
      fc.property(
        problems((shape) => !shape.steps),
        ({ problem, choice }) => {
          const split = problem.suppliers[choice % problem.suppliers.length]!;
          const halves = {
            ...problem,
            suppliers: [...problem.suppliers, { ...split, id: `${split.id}-b` }],
            offers: problem.offers.flatMap((offer) => {
              if (offer.supplier !== split.id) return [offer];
              const half = Math.floor(offer.available / 2);
              return [
                { ...offer, available: offer.available - half },
                { ...offer, id: `${offer.id}-b`, supplier: `${split.id}-b`, available: half },
              ];
            }),
          };

          expectNoBetter(problem, halves);
        },
      ),
      RUNS,
    );
  });

  it('is never worse off with more stock', () => {
    fc.assert(
      fc.property(problems(), ({ problem, choice }) => {
        const offers = problem.offers.map((offer, index) =>
          index === choice % problem.offers.length ? { ...offer, available: offer.available + 1 } : offer,
        );

        expectNoBetter({ ...problem, offers }, problem);
      }),
      RUNS,
    );
  });

  it('is never better off without a supplier', () => {
    fc.assert(
      fc.property(problems(), ({ problem, choice }) => {
        const gone = problem.suppliers[choice % problem.suppliers.length]!.id;

        expectNoBetter(problem, {
          ...problem,
          suppliers: problem.suppliers.filter((supplier) => supplier.id !== gone),
          offers: problem.offers.filter((offer) => offer.supplier !== gone),
        });
      }),
      RUNS,
    );
  });
});
