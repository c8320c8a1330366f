import type { Objective } from './objective.js';
import type { FlatProblem } from './flat-problem.js';
import type { SearchState } from './search-state.js';

/**
 * What a supplier earns at given prices when its parcel is charged by weight or must reach a least value: the best
 * over its levels of a knapsack filled by earnings per gram, the last item in part. Never less than what any whole
 * filling earns, so the bound stays a bound.
 */
export class LoadedSupplier {
  /** The level at which the supplier earns most. */
  readonly level: Int32Array;
  /** What the relaxed plan takes of each arc when the supplier is open. */
  readonly units: Float64Array;
  /** What each level would earn: `levelStart` of the problem. */
  readonly levelProfit: Float64Array;
  private readonly order: Int32Array;
  private readonly density: Float64Array;
  private readonly margin: Float64Array;

  constructor(
    private readonly flat: FlatProblem,
    private readonly state: SearchState,
    private readonly objective: Objective,
    private readonly prices: Float64Array,
  ) {
    this.level = flat.scratch.ints(flat.suppliers);
    this.units = flat.scratch.floats(flat.arcs);
    this.order = flat.scratch.counting(flat.arcs);
    this.density = flat.scratch.floats(flat.arcs);
    this.margin = flat.scratch.floats(flat.arcs);
    this.levelProfit = flat.scratch.floats(flat.levelGrams.length);
  }

  /** The most that the supplier can earn; −∞ when its decisions leave no level. */
  evaluate(supplier: number, mustUse: number): number {
    const { flat, state, order, density, margin, prices } = this;
    const from = flat.supplierStart[supplier]!;
    const to = flat.supplierStart[supplier + 1]!;
    let value = 0;
    let grams = 0;
    let best = -Infinity;
    let given = 0;
    for (let arc = from; arc < to; arc += 1) {
      const line = flat.arcLine[arc]!;
      const weight = flat.weight[line]!;
      const earns = prices[line]! - this.objective.arcCost[arc]!;
      const least = state.leastUnits[arc]!;
      const isOpen = state.mostUnits[arc]! > least;
      margin[arc] = earns;
      density[arc] = !isOpen || earns <= 0 ? -1 : weight > 0 ? earns / weight : Infinity;
      value += least * earns;
      grams += least * weight;
      if (state.mostUnits[arc]! > 0 && earns > best) best = earns;
      given += least;
    }
    for (let at = from + 1; at < to; at += 1) {
      const arc = order[at]!;
      let to = at;
      for (; to > from && density[order[to - 1]!]! < density[arc]!; to -= 1) order[to] = order[to - 1]!;
      order[to] = arc;
    }
    if (supplier === mustUse && given === 0 && best <= 0) value += best;
    const earned = this.overLevels(supplier, value, grams);
    return earned;
  }

  private overLevels(supplier: number, base: number, leastGrams: number): number {
    const { flat, state, order, density, margin, levelProfit } = this;
    const to = flat.supplierStart[supplier + 1]!;
    const first = flat.levelStart[supplier]! - 1;
    const fixed = this.objective.fixed[supplier]!;
    let at = flat.supplierStart[supplier]!;
    let value = base;
    let grams = leastGrams;
    let best = -Infinity;
    this.level[supplier] = Math.max(1, state.minLevel[supplier]!);
    for (let level = Math.max(1, state.minLevel[supplier]!); level <= state.maxLevel[supplier]!; level += 1) {
      const limit = flat.levelGrams[first + level]!;
      levelProfit[first + level] = -Infinity;
      if (limit < leastGrams) continue;
      while (at < to && density[order[at]!]! > 0) {
        const arc = order[at]!;
        const units = state.mostUnits[arc]! - state.leastUnits[arc]!;
        const next = grams + units * flat.weight[flat.arcLine[arc]!]!;
        if (next > limit) break;
        grams = next;
        value += units * margin[arc]!;
        at += 1;
      }
      const partly = at < to && density[order[at]!]! > 0 ? density[order[at]!]! * (limit - grams) : 0;
      const earned = value + partly - this.objective.levelCost[first + level]! - fixed;
      levelProfit[first + level] = earned;
      if (earned > best) {
        best = earned;
        this.level[supplier] = level;
      }
    }
    return best;
  }

  /** Takes the relaxed filling of the best level off what the lines still miss. */
  give(supplier: number, excess: Float64Array): void {
    const { flat, state, order, density, units } = this;
    const from = flat.supplierStart[supplier]!;
    const to = flat.supplierStart[supplier + 1]!;
    let room = flat.levelGrams[flat.levelStart[supplier]! - 1 + this.level[supplier]!]!;
    for (let arc = from; arc < to; arc += 1) {
      const line = flat.arcLine[arc]!;
      units[arc] = state.leastUnits[arc]!;
      room -= units[arc]! * flat.weight[line]!;
      excess[line]! -= units[arc]!;
    }
    for (let at = from; at < to; at += 1) {
      const arc = order[at]!;
      if (density[arc]! <= 0 || room <= 0) return;
      const line = flat.arcLine[arc]!;
      const weight = flat.weight[line]!;
      const open = state.mostUnits[arc]! - state.leastUnits[arc]!;
      const taken = weight > 0 ? Math.min(open, room / weight) : open;
      units[arc]! += taken;
      room -= taken * weight;
      excess[line]! -= taken;
    }
  }
}
