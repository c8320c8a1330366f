import { flatten, type FlatProblem } from './flat-problem.js';
import type { RoutingProblem } from './routing-problem.js';
import { Scratch } from './scratch.js';
import { solve, type FlatSolution } from './solve.js';

/** Nodes for one question: explaining must not cost more than deciding. */
const NODES_MAX = 200;

/** What the best plan with a supplier in it is worth. */
export interface WhatIfAnswer {
  readonly unfilledUnits: number;
  readonly costMinor: number;
  /** False when the budget ended first: then no plan that fills as much costs less than `costMinor`. */
  readonly exact: boolean;
}

/**
 * Answers "what would the order have cost with that supplier?" for one problem after the other supplier. Each answer
 * starts from the plan and the prices of the best one, so that all of them together cost about as much as a few
 * decisions.
 */
export class WhatIf {
  private readonly flat: FlatProblem;
  private readonly best: FlatSolution;
  private readonly unreachable: number;

  constructor(
    problem: RoutingProblem,
    private readonly nodesMax = NODES_MAX,
  ) {
    this.flat = flatten(problem, new Scratch());
    this.best = solve(this.flat, { nodesMax });
    const { quantity, demand } = this.flat;
    this.unreachable = quantity.reduce((sum, wanted, line) => sum + wanted - demand[line]!, 0);
  }

  /** The best plan in which the supplier gives at least one unit; undefined when there is none. */
  withSupplier(supplier: string): WhatIfAnswer | undefined {
    const { flat, best, nodesMax } = this;
    const mustUse = flat.supplierIds.indexOf(supplier);
    if (mustUse < 0 || flat.supplierStart[mustUse] === flat.supplierStart[mustUse + 1]) return undefined;
    const mark = flat.scratch.mark();
    const forced = solve(flat, { nodesMax }, { mustUse, similar: best });
    flat.scratch.release(mark);
    if (forced.proven && !Number.isFinite(forced.costMinor)) return undefined;
    const costMinor = forced.proven ? forced.costMinor : Math.max(forced.lowerBoundMinor, 0);
    const unfilledUnits = this.unreachable + (Number.isFinite(forced.missing) ? forced.missing : 0);
    return { unfilledUnits, costMinor, exact: forced.proven };
  }
}
