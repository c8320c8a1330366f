import type { CompiledProblem } from './compiled-problem.js';
import type { PlanValue } from './plan-value.js';
import type { ParcelStep, ProblemOffer, RoutingProblem } from './routing-problem.js';

/** Whether weight or order value matters: then lines are no longer independent once it is known who is open. */
export function hasLoadRules(problem: RoutingProblem): boolean {
  return problem.suppliers.some((supplier) => supplier.parcelSteps !== null || supplier.minOrderMinor > 0);
}

/** The price of the step that a weight falls into; undefined when the parcel is too heavy. */
export function stepCost(steps: readonly ParcelStep[] | null, grams: number): number | undefined {
  if (steps === null) return 0;
  return steps.find((step) => grams <= step.upToGrams)?.costMinor;
}

/** The least that a parcel of at least this weight can cost: a bound while more may be added. */
export function leastStepCost(steps: readonly ParcelStep[] | null, grams: number): number | undefined {
  if (steps === null) return 0;
  const open = steps.filter((step) => grams <= step.upToGrams);
  return open.length === 0 ? undefined : Math.min(...open.map((step) => step.costMinor));
}

/** What the heaviest parcel of a supplier may weigh. */
export const heaviest = (steps: readonly ParcelStep[] | null): number => steps?.at(-1)?.upToGrams ?? Infinity;

/** Offers cut down to what one parcel can carry, and dropped where the least order value is out of reach. */
export function tightened(problem: RoutingProblem): RoutingProblem {
  const lines = new Map(problem.lines.map((line) => [line.id, line]));
  const suppliers = new Map(problem.suppliers.map((supplier) => [supplier.id, supplier]));
  const fitting = problem.offers.map((offer): ProblemOffer => {
    const line = lines.get(offer.line);
    const grams = line?.weightGrams ?? 0;
    const limit = heaviest(suppliers.get(offer.supplier)?.parcelSteps ?? null);
    const carried = grams === 0 ? Infinity : Math.floor(limit / grams);
    return { ...offer, available: Math.min(offer.available, line?.quantity ?? 0, carried) };
  });
  const reachable = new Map<string, number>();
  for (const offer of fitting) {
    reachable.set(offer.supplier, (reachable.get(offer.supplier) ?? 0) + offer.available * offer.unitCostMinor);
  }
  return {
    ...problem,
    offers: fitting.filter(
      ({ supplier }) => (reachable.get(supplier) ?? 0) >= (suppliers.get(supplier)?.minOrderMinor ?? 0),
    ),
  };
}

/** The same problem without load rules, never dearer than the real one: each parcel at its cheapest step. */
export function withoutLoadRules(problem: RoutingProblem): RoutingProblem {
  return {
    ...problem,
    suppliers: problem.suppliers.map((supplier) => ({
      ...supplier,
      alreadyOpen: false,
      parcelFixedMinor:
        (supplier.alreadyOpen ? 0 : supplier.parcelFixedMinor) + (leastStepCost(supplier.parcelSteps, 0) ?? 0),
      parcelSteps: null,
      minOrderMinor: 0,
    })),
  };
}

/** What units per offer are worth under all rules; undefined when a rule is broken. */
export function loadedValue(problem: CompiledProblem, units: Float64Array): PlanValue | undefined {
  const loads = new Map<number, { grams: number; goodsMinor: number }>();
  let unfilledUnits = problem.quantities.reduce((sum, quantity) => sum + quantity, 0);
  let costMinor = 0;
  problem.offers.forEach((offer, index) => {
    const taken = units[index] ?? 0;
    if (taken === 0) return;
    const load = loads.get(offer.supplier) ?? { grams: 0, goodsMinor: 0 };
    load.grams += taken * (problem.weights[offer.line] ?? 0);
    load.goodsMinor += taken * offer.unitCost;
    loads.set(offer.supplier, load);
    unfilledUnits -= taken;
    costMinor += taken * offer.unitCost;
  });
  if (problem.parcelsMax !== null && loads.size > problem.parcelsMax) return undefined;
  for (const [supplier, load] of loads) {
    const step = stepCost(problem.steps[supplier] ?? null, load.grams);
    if (step === undefined || load.goodsMinor < (problem.minOrder[supplier] ?? 0)) return undefined;
    costMinor += (problem.fixed[supplier] ?? 0) + step;
  }
  return { unfilledUnits, costMinor };
}
