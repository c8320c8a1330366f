import { BranchAndBound, roundedUp, type Budget } from './branch-and-bound.js';
import type { FlatProblem } from './flat-problem.js';
import { Incumbent } from './incumbent.js';
import { LoadedPlan } from './loaded-plan.js';
import { moneyOf, unitsOf } from './objective.js';
import { OpenSetPlan } from './open-set-plan.js';

/** Units per arc, what they cost, and what is known about better plans. */
export interface FlatSolution {
  readonly units: Float64Array;
  /** Units that somebody could give, but that the plan leaves unfilled. */
  readonly missing: number;
  /** Infinite when no plan was found, which only happens where a supplier must be used. */
  readonly costMinor: number;
  readonly lowerBoundMinor: number;
  readonly proven: boolean;
  readonly nodes: number;
  /** The prices of the root's bound, from which a similar problem may start. */
  readonly prices: Float64Array;
}

/** What is asked beside the best plan, and what is known from a similar problem. */
export interface SearchHints {
  /** A supplier that has to give at least one unit. */
  readonly mustUse: number;
  readonly similar: FlatSolution;
}

/**
 * Two searches with one machine. Where a limit may leave units unfilled that somebody could give, the first search
 * learns how few; the second spends as little as possible with that number given.
 */
export function solve(flat: FlatProblem, budget: Budget, hints: SearchHints | null = null): FlatSolution {
  const incumbent = new Incumbent(flat);
  const mustUse = hints?.mustUse ?? -1;
  startPlans(flat, incumbent, hints);
  let nodes = 0;
  let fillsMost = true;
  if (incumbent.missing > 0) {
    const filling = new BranchAndBound(flat, unitsOf(flat), Infinity, incumbent, budget, mustUse);
    filling.run(null);
    fillsMost = roundedUp(filling.abandoned) >= incumbent.missing;
    nodes += filling.nodes;
  }
  const search = new BranchAndBound(flat, moneyOf(flat), incumbent.missing, incumbent, budget, mustUse);
  search.run(hints?.similar.prices ?? null);
  const costMinor = incumbent.cost;
  const lowerBoundMinor = Math.max(0, Math.min(costMinor, roundedUp(search.abandoned)));
  return {
    units: incumbent.units,
    missing: incumbent.missing,
    costMinor,
    lowerBoundMinor,
    proven: fillsMost && lowerBoundMinor === costMinor,
    nodes: nodes + search.nodes,
    prices: search.rootPrices,
  };
}

/** First plans: nobody, everybody, and, where parcels are limited, whoever adds most, one after the other. */
function startPlans(flat: FlatProblem, incumbent: Incumbent, hints: SearchHints | null): void {
  const loaded = flat.hasLoads ? new LoadedPlan(flat, incumbent) : null;
  const plan = loaded ?? new OpenSetPlan(flat, incumbent);
  loaded?.liftLimits();
  plan.mustUse = hints?.mustUse ?? -1;
  plan.consider();
  if (hints) {
    for (let arc = 0; arc < flat.arcs; arc += 1)
      if (hints.similar.units[arc]! > 0) plan.open[flat.arcSupplier[arc]!] = 1;
    plan.open[hints.mustUse] = 1;
    plan.consider();
  }
  if (flat.parcelsMax >= flat.suppliers) {
    plan.open.fill(1);
    plan.consider();
  } else addGreedily(flat, plan);
}

function addGreedily(flat: FlatProblem, plan: OpenSetPlan | LoadedPlan): void {
  const open = flat.scratch.bytes(flat.suppliers);
  for (let count = 0; count < flat.parcelsMax; count += 1) {
    let best = -1;
    for (let supplier = 0; supplier < flat.suppliers; supplier += 1) {
      if (open[supplier]) continue;
      plan.open.set(open);
      plan.open[supplier] = 1;
      if (plan.consider(false)) best = supplier;
    }
    if (best < 0) return;
    open[best] = 1;
    plan.open.set(open);
    plan.consider();
  }
}
