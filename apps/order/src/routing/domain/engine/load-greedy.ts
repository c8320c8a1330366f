import type { CompiledProblem, Pair } from './compiled-problem.js';
import { goodsCost, takeFrom, type Plan } from './line-fill.js';
import { heaviest, loadedValue } from './parcel-load.js';
import { isBetter } from './plan-value.js';

/** A first plan that keeps all load rules: the best of each supplier alone, each two together, and all. */
export function greedyLoads(problem: CompiledProblem): Plan {
  const suppliers = [...problem.supplierIds.keys()];
  const empty = new Float64Array(problem.offers.length);
  const nothing = { unfilledUnits: problem.quantities.reduce((sum, quantity) => sum + quantity, 0), costMinor: 0 };
  let best: Plan = { units: empty, value: nothing };
  const sets = [suppliers, ...suppliers.flatMap((a) => suppliers.filter((b) => b >= a).map((b) => [a, b]))];
  for (const open of sets) {
    const plan = repaired(problem, new Set(open));
    if (plan && isBetter(plan.value, best.value)) best = plan;
  }
  return best;
}

/** Fills from the open suppliers and shuts, one after the other, those that would refuse so small an order. */
function repaired(problem: CompiledProblem, open: Set<number>): Plan | undefined {
  while (open.size > 0) {
    const { units, goods } = filled(problem, open);
    const value = loadedValue(problem, units);
    if (value) return { units, value };
    const short = [...goods].find(([supplier, minor]) => minor < (problem.minOrder[supplier] ?? 0));
    if (!short) return undefined;
    open.delete(short[0]);
  }
  return undefined;
}

interface Filling {
  readonly units: Float64Array;
  readonly grams: Map<number, number>;
  readonly goods: Map<number, number>;
}

function filled(problem: CompiledProblem, open: ReadonlySet<number>): Filling {
  const filling = { units: new Float64Array(problem.offers.length), grams: new Map(), goods: new Map() };
  problem.pairsOfLine.forEach((pairs, line) => {
    let missing = problem.quantities[line] ?? 0;
    const cheapestFirst = [...pairs].sort((a, b) => goodsCost(problem, a, 1) - goodsCost(problem, b, 1));
    for (const pair of cheapestFirst) {
      if (!open.has(pair.supplier)) continue;
      const given = give(problem, pair, missing, filling);
      missing = given > 0 && problem.unsplittable[line] ? 0 : missing - given;
    }
  });
  return filling;
}

/** Gives as much of a pair as is missing and its parcel still carries. */
function give(problem: CompiledProblem, pair: Pair, missing: number, { units, grams, goods }: Filling): number {
  const weight = problem.weights[pair.line] ?? 0;
  const carried = grams.get(pair.supplier) ?? 0;
  const room = heaviest(problem.steps[pair.supplier] ?? null) - carried;
  const amount = Math.min(missing, pair.capacity, weight === 0 ? Infinity : Math.floor(room / weight));
  if (amount === 0) return 0;
  takeFrom(problem, pair, amount, units);
  grams.set(pair.supplier, carried + amount * weight);
  goods.set(pair.supplier, (goods.get(pair.supplier) ?? 0) + goodsCost(problem, pair, amount));
  return amount;
}
