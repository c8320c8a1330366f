import type { ParcelStep, ProblemOffer, RoutingProblem } from '../src/routing/domain/engine/routing-problem.js';
import { seeded } from './routing-instances.js';

/** What an order of the generator may look like. */
export interface OrderShape {
  readonly lines: readonly [least: number, most: number];
  readonly suppliers: readonly [least: number, most: number];
  /** 15 % of the offers have one to three units only. */
  readonly scarce: boolean;
  /** Weight is charged by steps over the whole parcel, not by unit. */
  readonly steps: boolean;
  /** A limit on parcels, lines that may not be split, least order values, parcels that are open already. */
  readonly limits: boolean;
}

const CENTS = 100;
const STEPS_KG = [1, 2, 3, 5, 10, 15, 20, 30];

/**
 * A seeded order as a shop with many suppliers sees it: parcel prices and lead times grow with the supplier's zone,
 * goods prices spread around a level per supplier, four in ten suppliers list a line.
 */
export function aGeneratedOrder(seed: number, shape: OrderShape): RoutingProblem {
  const below = seeded(seed);
  const uniform = (from: number, to: number): number => from + ((to - from) * below(1_000_000)) / 1_000_000;
  const chance = (probability: number): boolean => uniform(0, 1) < probability;
  const between = ([least, most]: readonly [number, number]): number => least + below(most - least + 1);
  const minor = (amount: number): number => Math.max(0, Math.round(amount * CENTS));

  const lines = Array.from({ length: between(shape.lines) }, (_, index) => {
    let quantity = 1;
    while (quantity < 5 && !chance(0.3)) quantity += 1;
    const normal = Math.sqrt(-2 * Math.log(uniform(1e-6, 1))) * Math.cos(2 * Math.PI * uniform(0, 1));
    return {
      id: `l${String(index + 1)}`,
      quantity,
      weightKg: uniform(0.1, 2),
      basePrice: 15 * Math.exp(0.8 * normal),
      splittable: !shape.limits || !chance(0.2),
    };
  });
  const suppliers = Array.from({ length: between(shape.suppliers) }, (_, index) => {
    const zone = below(5);
    return {
      id: `s${String(index + 1)}`,
      fixed: 3 + 1.5 * zone + uniform(0, 2),
      perKg: 0.5 + 0.4 * zone,
      leadDays: 1 + 2 * zone + below(3),
      level: uniform(0.925, 1.075),
      minOrder: shape.limits && chance(0.3) ? uniform(10, 60) : 0,
      alreadyOpen: shape.limits && chance(0.1),
    };
  });
  const offers = lines.flatMap((line) => {
    const filling = below(suppliers.length);
    return suppliers.flatMap((supplier, index): ProblemOffer[] => {
      if (index !== filling && !chance(0.4)) return [];
      const price = line.basePrice * supplier.level * uniform(0.85, 1.15);
      const shipping = shape.steps ? 0 : supplier.perKg * line.weightKg;
      const penalty = 0.1 * supplier.leadDays + 0.05 * price * (1 - uniform(0.7, 1));
      const isScarce = shape.scarce && index !== filling && chance(0.15);
      return [
        {
          id: `${line.id}/${supplier.id}`,
          line: line.id,
          supplier: supplier.id,
          unitCostMinor: minor(price + shipping + penalty),
          available: isScarce ? 1 + below(3) : 100,
        },
      ];
    });
  });
  return {
    lines: lines.map(({ id, quantity, weightKg }) => ({ id, quantity, weightGrams: Math.round(weightKg * 1000) })),
    suppliers: suppliers.map(({ id, fixed, perKg, minOrder, alreadyOpen }) => ({
      id,
      parcelFixedMinor: minor(fixed),
      parcelSteps: shape.steps
        ? STEPS_KG.map((kg): ParcelStep => ({ upToGrams: kg * 1000, costMinor: minor(perKg * kg) }))
        : null,
      minOrderMinor: minor(minOrder),
      alreadyOpen,
    })),
    offers,
    parcelsMax: shape.limits ? 1 + below(4) : null,
    unsplittableLines: lines.filter((line) => !line.splittable).map((line) => line.id),
  };
}
