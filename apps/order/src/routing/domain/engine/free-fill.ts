import type { FlatProblem } from './flat-problem.js';
import type { SearchState } from './search-state.js';

/**
 * What the goods cost at least when nothing but stock and the decisions of the search binds: each line is filled
 * cheapest first, or by the cheapest supplier that gives most where it may not be split.
 */
export class FreeFill {
  missing = 0;
  goods = 0;
  private readonly filled: Float64Array;
  private readonly cost: Float64Array;

  constructor(
    private readonly flat: FlatProblem,
    private readonly state: SearchState,
  ) {
    this.filled = flat.scratch.floats(flat.suppliers);
    this.cost = flat.scratch.floats(flat.suppliers);
  }

  fill(): void {
    this.missing = 0;
    this.goods = 0;
    for (let line = 0; line < this.flat.lines; line += 1) {
      if (this.flat.whole[line]) this.fillWhole(line);
      else this.fillSplit(line);
    }
  }

  private fillSplit(line: number): void {
    const { flat } = this;
    const { leastUnits, mostUnits } = this.state;
    const from = flat.lineStart[line]!;
    const to = flat.lineStart[line + 1]!;
    let left = flat.demand[line]!;
    for (let at = from; at < to; at += 1) {
      const arc = flat.lineArcs[at]!;
      left -= leastUnits[arc]!;
      this.goods += leastUnits[arc]! * flat.arcCost[arc]!;
    }
    for (let at = from; at < to && left > 0; at += 1) {
      const arc = flat.lineArcs[at]!;
      const taken = Math.min(left, mostUnits[arc]! - leastUnits[arc]!);
      left -= taken;
      this.goods += taken * flat.arcCost[arc]!;
    }
    this.missing += left;
  }

  private fillWhole(line: number): void {
    const { flat, filled, cost } = this;
    const from = flat.lineStart[line]!;
    const to = flat.lineStart[line + 1]!;
    for (let at = from; at < to; at += 1) {
      const supplier = flat.arcSupplier[flat.lineArcs[at]!]!;
      filled[supplier] = 0;
      cost[supplier] = 0;
    }
    let most = 0;
    let goods = 0;
    for (let at = from; at < to; at += 1) {
      const arc = flat.lineArcs[at]!;
      const supplier = flat.arcSupplier[arc]!;
      const taken = Math.min(flat.demand[line]! - filled[supplier]!, this.state.mostUnits[arc]!);
      filled[supplier]! += taken;
      cost[supplier]! += taken * flat.arcCost[arc]!;
    }
    for (let at = from; at < to; at += 1) {
      const supplier = flat.arcSupplier[flat.lineArcs[at]!]!;
      if (filled[supplier]! < most || (filled[supplier] === most && cost[supplier]! >= goods)) continue;
      most = filled[supplier]!;
      goods = cost[supplier]!;
    }
    this.goods += goods;
    this.missing += flat.demand[line]! - most;
  }
}
