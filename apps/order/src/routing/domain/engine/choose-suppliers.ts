import { compile, solutionOf } from './compiled-problem.js';
import { LoadSearch } from './load-search.js';
import { hasLoadRules, tightened } from './parcel-load.js';
import type { RoutingProblem, RoutingSolution } from './routing-problem.js';
import { isSubsetProgramme, solveSubsets } from './subset-programme.js';
import { SupplierSearch } from './supplier-search.js';

/** Nodes of one search: a fraction of a second. Counted, not timed, so that a replay decides the same. */
export const NODES_MAX = 10_000;
/** Nodes for "what if this supplier had to be used?": explaining must not cost more than deciding. */
export const WHAT_IF_NODES_MAX = 300;

/**
 * Decides who gives what: fewest unfilled units first, then least cost. Pure: the same problem gives the same
 * answer, whatever order it is written in.
 */
export function chooseSuppliers(problem: RoutingProblem, nodesMax = NODES_MAX): RoutingSolution {
  if (hasLoadRules(problem)) {
    const fitting = tightened(problem);
    return outcomeOf(fitting, new LoadSearch(fitting, nodesMax).run());
  }
  const compiled = compile(problem);
  if (isSubsetProgramme(compiled)) {
    const { units, value } = solveSubsets(compiled);
    return solutionOf(compiled, units, {
      costMinor: value.costMinor,
      lowerBoundMinor: value.costMinor,
      proven: true,
    });
  }
  return outcomeOf(problem, new SupplierSearch(compiled, { nodesMax, mustUse: null }).run());
}

/**
 * The best plan in which one supplier gives at least one unit; undefined when it cannot, or when that is not known
 * for sure within the budget. For problems without load rules.
 */
export function chooseWith(problem: RoutingProblem, supplier: string): RoutingSolution | undefined {
  const compiled = compile(problem);
  const mustUse = compiled.supplierIds.indexOf(supplier);
  if (mustUse < 0 || hasLoadRules(problem)) return undefined;
  const outcome = new SupplierSearch(compiled, { nodesMax: WHAT_IF_NODES_MAX, mustUse }).run();
  return outcome.complete && outcome.plan ? outcomeOf(problem, outcome) : undefined;
}

function outcomeOf(
  problem: RoutingProblem,
  outcome: {
    plan: { units: Float64Array; value: { costMinor: number } } | undefined;
    lowerBoundMinor: number;
    complete: boolean;
  },
): RoutingSolution {
  const compiled = compile(problem);
  const units = outcome.plan?.units ?? new Float64Array(compiled.offers.length);
  const costMinor = outcome.plan?.value.costMinor ?? 0;
  return solutionOf(compiled, units, {
    costMinor,
    lowerBoundMinor: outcome.complete ? costMinor : Math.min(outcome.lowerBoundMinor, costMinor),
    proven: outcome.complete,
  });
}
