import type { ProblemOffer, RoutingProblem } from '../src/routing/domain/engine/routing-problem.js';

/** A small seeded generator (mulberry32): the same seed makes the same instance on every machine. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Which rules an instance has, and how large it may be. */
export interface InstanceShape {
  readonly linesMax: number;
  readonly suppliersMax: number;
  readonly quantityMax: number;
  readonly scarce: boolean;
  readonly steps: boolean;
  readonly minOrder: boolean;
  readonly parcelsMax: boolean;
  readonly unsplittable: boolean;
  readonly alreadyOpen: boolean;
  /** A supplier may have two offers for a line. */
  readonly twins: boolean;
}

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
const scarce = { ...plain, scarce: true };
const everything = {
  ...scarce,
  steps: true,
  minOrder: true,
  parcelsMax: true,
  unsplittable: true,
  alreadyOpen: true,
};

/** Each rule by itself and together with others; small enough to try every plan there is. */
export const ruledShapes: readonly [string, InstanceShape][] = [
  ['ample stock', plain],
  ['scarce stock', scarce],
  ['open parcels', { ...scarce, alreadyOpen: true }],
  ['a limit on parcels', { ...scarce, parcelsMax: true }],
  ['lines that may not be split', { ...scarce, unsplittable: true }],
  ['a limit on parcels and lines that may not be split', { ...scarce, unsplittable: true, parcelsMax: true }],
  ['two offers of one supplier', { ...scarce, twins: true, suppliersMax: 3 }],
  ['parcels priced by weight', { ...scarce, steps: true }],
  ['parcels priced by weight and a limit on them', { ...scarce, steps: true, parcelsMax: true, alreadyOpen: true }],
  ['least order values', { ...scarce, minOrder: true }],
  ['least order values and lines that may not be split', { ...scarce, minOrder: true, unsplittable: true }],
  ['every rule at once', { ...everything, quantityMax: 3, suppliersMax: 3 }],
  ['every rule at once and two offers of one supplier', { ...everything, twins: true, suppliersMax: 2 }],
];

export function anInstance(seed: number, shape: InstanceShape): RoutingProblem {
  const below = seeded(seed);
  const lines = Array.from({ length: 1 + below(shape.linesMax) }, (_, index) => ({
    id: `l${index}`,
    quantity: 1 + below(shape.quantityMax),
    weightGrams: below(5) * 100,
  }));
  const suppliers = Array.from({ length: 1 + below(shape.suppliersMax) }, (_, index) => ({
    id: `s${index}`,
    parcelFixedMinor: below(60),
    parcelSteps: shape.steps && below(3) > 0 ? someSteps(below) : null,
    minOrderMinor: shape.minOrder && below(2) === 0 ? below(120) : 0,
    alreadyOpen: shape.alreadyOpen && below(4) === 0,
  }));
  const offers = lines.flatMap((line) =>
    suppliers.flatMap((supplier): ProblemOffer[] => {
      if (below(10) < 3) return [];
      const copies = shape.twins && below(6) === 0 ? 2 : 1;
      return Array.from({ length: copies }, (_, copy) => ({
        id: `${line.id}${supplier.id}${copy}`,
        line: line.id,
        supplier: supplier.id,
        ...aPrice(below, shape.minOrder),
        available: shape.scarce ? below(shape.quantityMax + 1) : shape.quantityMax,
      }));
    }),
  );
  return {
    lines,
    suppliers,
    offers,
    parcelsMax: shape.parcelsMax ? below(3) : null,
    unsplittableLines: shape.unsplittable ? lines.filter(() => below(2) === 0).map((line) => line.id) : [],
  };
}

/** Where least values count, half of the offers cost more than their goods are worth. */
function aPrice(below: (bound: number) => number, minOrder: boolean): { unitCostMinor: number; goodsMinor?: number } {
  const unitCostMinor = 1 + below(50);
  return minOrder && below(2) === 0 ? { unitCostMinor, goodsMinor: below(unitCostMinor + 1) } : { unitCostMinor };
}

function someSteps(below: (bound: number) => number): { upToGrams: number; costMinor: number }[] {
  const first = 100 + below(6) * 100;
  return [
    { upToGrams: first, costMinor: below(20) },
    { upToGrams: first + 100 + below(8) * 100, costMinor: below(60) },
  ];
}
