import type { FlatProblem } from './flat-problem.js';

/** What is minimised: money, or, to learn how much can be filled at all, nothing but unfilled units. */
export interface Objective {
  readonly arcCost: Float64Array;
  readonly fixed: Float64Array;
  readonly levelCost: Float64Array;
  /** What an unfilled unit costs; infinite where the number of unfilled units is given (`slack` of the state). */
  readonly unfilledCost: number;
}

/** Goods and parcels. */
export const moneyOf = (flat: FlatProblem): Objective => ({
  arcCost: flat.arcCost,
  fixed: flat.fixed,
  levelCost: flat.levelCost,
  unfilledCost: Infinity,
});

/** Nothing but unfilled units. */
export const unitsOf = (flat: FlatProblem): Objective => ({
  arcCost: flat.scratch.floats(flat.arcs),
  fixed: flat.scratch.floats(flat.suppliers),
  levelCost: flat.scratch.floats(flat.levelCost.length),
  unfilledCost: 1,
});
