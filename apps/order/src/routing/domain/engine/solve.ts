import { BranchAndBound, roundedUp, type Budget } from './branch-and-bound.js';
import type { Objective } from './dual-bound.js';
import type { FlatProblem } from './flat-problem.js';
import { Incumbent } from './incumbent.js';
import { LoadedPlan } from './loaded-plan.js';
import { OpenSetPlan } from './open-set-plan.js';

/** Units per arc, what they cost, and what is known about better plans. */
export interface FlatSolution {
  readonly units: Float64Array;
  /** Infinite when no plan was found, which only happens where a supplier must be used. */
  readonly costMinor: number;
  readonly lowerBoundMinor: number;
  readonly proven: boolean;
  readonly nodes: number;
}

/**
 * Two searches with one machine. Where a limit may leave units unfilled that somebody could give, the first search
 * learns how few; the second spends as little as possible with that number given.
 */
export function solve(flat: FlatProblem, budget: Budget, mustUse = -1): FlatSolution {
  const incumbent = new Incumbent(flat);
  startPlans(flat, incumbent, mustUse);
  let nodes = 0;
  let fillsMost = true;
  if (incumbent.missing > 0) {
    const filling = new BranchAndBound(flat, unitsOf(flat), Infinity, incumbent, budget, mustUse);
    filling.run();
    fillsMost = roundedUp(filling.abandoned) >= incumbent.missing;
    nodes += filling.nodes;
  }
  const search = new BranchAndBound(flat, moneyOf(flat), incumbent.missing, incumbent, budget, mustUse);
  search.run();
  const costMinor = incumbent.cost;
  const lowerBoundMinor = Math.max(0, Math.min(costMinor, roundedUp(search.abandoned)));
  return {
    units: incumbent.units,
    costMinor,
    lowerBoundMinor,
    proven: fillsMost && lowerBoundMinor === costMinor,
    nodes: nodes + search.nodes,
  };
}

export const moneyOf = (flat: FlatProblem): Objective => ({
  arcCost: flat.arcCost,
  fixed: flat.fixed,
  levelCost: flat.levelCost,
  unfilledCost: Infinity,
});

const unitsOf = (flat: FlatProblem): Objective => ({
  arcCost: new Float64Array(flat.arcs),
  fixed: new Float64Array(flat.suppliers),
  levelCost: new Float64Array(flat.levelCost.length),
  unfilledCost: 1,
});

/** First plans: nobody, everybody, and, where parcels are limited, whoever adds most, one after the other. */
function startPlans(flat: FlatProblem, incumbent: Incumbent, mustUse: number): void {
  const loaded = flat.hasLoads ? new LoadedPlan(flat, incumbent) : null;
  const plan = loaded ?? new OpenSetPlan(flat, incumbent);
  for (let supplier = 0; loaded && supplier < flat.suppliers; supplier += 1)
    loaded.gramsMax[supplier] = flat.levelGrams[flat.levelStart[supplier + 1]! - 1]!;
  plan.mustUse = mustUse;
  plan.consider();
  if (flat.parcelsMax >= flat.suppliers) {
    plan.open.fill(1);
    plan.consider();
    return;
  }
  const open = new Uint8Array(flat.suppliers);
  for (let count = 0; count < flat.parcelsMax; count += 1) {
    let best = -1;
    for (let supplier = 0; supplier < flat.suppliers; supplier += 1) {
      if (open[supplier]) continue;
      plan.open.set(open);
      plan.open[supplier] = 1;
      if (plan.consider()) best = supplier;
    }
    if (best < 0) return;
    open[best] = 1;
  }
}
