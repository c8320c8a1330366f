import type { Budget } from './branch-and-bound.js';
import { flatten, type FlatProblem } from './flat-problem.js';
import type { PlannedTake, RoutingProblem, RoutingSolution } from './routing-problem.js';
import { Scratch } from './scratch.js';
import { solve, type FlatSolution } from './solve.js';

/** Nodes of one search: a fraction of a second. Counted, not timed, so that a replay decides the same. */
export const NODES_MAX = 10_000;

/** Of this thread: one search at a time uses it from its beginning, and its answer holds none of it. */
const scratch = new Scratch();

/**
 * Decides who gives what: fewest unfilled units first, then least cost. Pure: the same problem gives the same
 * answer, whatever order it is written in.
 */
export function chooseSuppliers(problem: RoutingProblem, budget: Budget = { nodesMax: NODES_MAX }): RoutingSolution {
  scratch.release(0);
  const flat = flatten(problem, scratch);
  return named(flat, solve(flat, budget));
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function named(flat: FlatProblem, solution: FlatSolution): RoutingSolution {
  const plan: PlannedTake[] = [];
  const missing = flat.quantity.slice();
  for (let arc = 0; arc < flat.arcs; arc += 1) {
    const quantity = solution.units[arc]!;
    if (quantity === 0) continue;
    const line = flat.arcLine[arc]!;
    missing[line]! -= quantity;
    plan.push({
      line: flat.lineIds[line]!,
      supplier: flat.supplierIds[flat.arcSupplier[arc]!]!,
      offer: flat.offerIds[arc]!,
      quantity,
    });
  }
  plan.sort((a, b) => byText(a.line, b.line) || byText(a.supplier, b.supplier) || byText(a.offer, b.offer));
  const unfilled = flat.lineIds.flatMap((line, index) =>
    missing[index]! > 0 ? [{ line, quantity: missing[index]! }] : [],
  );
  const { costMinor, lowerBoundMinor, proven } = solution;
  const unfilledUnits = unfilled.reduce((sum, line) => sum + line.quantity, 0);
  return { plan, unfilled, unfilledUnits, costMinor, lowerBoundMinor, proven };
}
