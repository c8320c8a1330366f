import type { Objective } from './objective.js';
import type { FlatProblem } from './flat-problem.js';
import { LeastValue } from './least-value.js';
import { LevelFilling } from './level-filling.js';
import type { SearchState } from './search-state.js';

/**
 * What a supplier earns at given prices when its parcel is charged by weight or must reach a least value: the best
 * over its levels of a knapsack of whole units. Levels are looked at by what they would earn if the last item could be
 * taken in part, best first, and filled whole (`level-filling.ts`) until no other level can earn more. Where the least
 * value makes the supplier give units at a loss, that counts too (`least-value.ts`). Never less than what any real
 * parcel earns, so the bound stays a bound.
 */
export class LoadedSupplier {
  /** The level at which the supplier earns most. */
  readonly level: Int32Array;
  /** What the relaxed plan takes of each arc when the supplier is open. */
  readonly units: Float64Array;
  /** The most that each level may earn: `levelStart` of the problem. */
  readonly levelProfit: Float64Array;
  private readonly order: Int32Array;
  private readonly density: Float64Array;
  private readonly margin: Float64Array;
  private readonly filling: LevelFilling;
  private readonly leastValue: LeastValue;
  /** Of the supplier at hand: what the decided units earn and weigh, and what all that earn anything would earn. */
  private decided = 0;
  private decidedGrams = 0;
  private willing = 0;

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
    this.filling = new LevelFilling(flat, state, this.order, this.density, this.margin);
    this.leastValue = new LeastValue(flat, state, this.margin);
  }

  /** The most that the supplier can earn; −∞ when its decisions leave no level. */
  evaluate(supplier: number, mustUse: number): number {
    const { flat, state } = this;
    this.takeWilling(supplier, supplier === mustUse);
    const loss = flat.minOrder[supplier] === 0 ? 0 : this.leastValue.complete(supplier, this.units);
    const first = flat.levelStart[supplier]!;
    if (flat.levelGrams[first] === Infinity) {
      this.level[supplier] = 1;
      const earned = this.willing - loss - this.objective.levelCost[first]! - this.objective.fixed[supplier]!;
      return (this.levelProfit[first] = earned);
    }
    this.sort(supplier);
    const relaxed = this.overLevels(supplier, this.willing - loss);
    if (loss > 0 || (relaxed <= 0 && state.minLevel[supplier] === 0)) return relaxed;
    return this.wholeUnits(supplier);
  }

  /** Takes the relaxed plan's units off what the lines still miss. */
  give(supplier: number, excess: Float64Array): void {
    const { flat, units } = this;
    for (let arc = flat.supplierStart[supplier]!; arc < flat.supplierStart[supplier + 1]!; arc += 1)
      excess[flat.arcLine[arc]!]! -= units[arc]!;
  }

  /** What each arc earns; takes every unit that earns something. */
  private takeWilling(supplier: number, isMust: boolean): void {
    const { flat, state, density, margin, prices, units } = this;
    let decided = 0;
    let grams = 0;
    let willing = 0;
    let best = -Infinity;
    let given = 0;
    for (let arc = flat.supplierStart[supplier]!; arc < flat.supplierStart[supplier + 1]!; arc += 1) {
      const line = flat.arcLine[arc]!;
      const weight = flat.weight[line]!;
      const earns = prices[line]! - this.objective.arcCost[arc]!;
      const least = state.leastUnits[arc]!;
      const most = state.mostUnits[arc]!;
      const isWilling = most > least && earns > 0;
      margin[arc] = earns;
      density[arc] = !isWilling ? -1 : weight > 0 ? earns / weight : Infinity;
      units[arc] = isWilling ? most : least;
      decided += least * earns;
      grams += least * weight;
      willing += units[arc]! * earns;
      if (most > 0 && earns > best) best = earns;
      given += least;
    }
    const unwilling = isMust && given === 0 && best <= 0 ? best : 0;
    this.decided = decided + unwilling;
    this.decidedGrams = grams;
    this.willing = willing + unwilling;
  }

  /** Sorts the arcs by what they earn per gram; they were sorted at other prices just before, so few are moved. */
  private sort(supplier: number): void {
    const { flat, order, density } = this;
    const from = flat.supplierStart[supplier]!;
    for (let next = from + 1; next < flat.supplierStart[supplier + 1]!; next += 1) {
      const arc = order[next]!;
      let at = next;
      for (; at > from && density[order[at - 1]!]! < density[arc]!; at -= 1) order[at] = order[at - 1]!;
      order[at] = arc;
    }
  }

  /**
   * What each level earns when the last item may be taken in part; the best of them.
   * @param most what no filling earns more than, before the parcel is paid.
   */
  private overLevels(supplier: number, most: number): number {
    const { flat, state, order, density, margin, levelProfit } = this;
    const to = flat.supplierStart[supplier + 1]!;
    const first = flat.levelStart[supplier]! - 1;
    const fixed = this.objective.fixed[supplier]!;
    let at = flat.supplierStart[supplier]!;
    let value = this.decided;
    let grams = this.decidedGrams;
    let best = -Infinity;
    const lowest = Math.max(1, state.minLevel[supplier]!);
    this.level[supplier] = lowest;
    for (let level = lowest; level <= state.maxLevel[supplier]!; level += 1) {
      const limit = flat.levelGrams[first + level]!;
      levelProfit[first + level] = -Infinity;
      if (limit < this.decidedGrams) continue;
      while (at < to && density[order[at]!]! > 0) {
        const arc = order[at]!;
        const open = state.mostUnits[arc]! - state.leastUnits[arc]!;
        const next = grams + open * flat.weight[flat.arcLine[arc]!]!;
        if (next > limit) break;
        grams = next;
        value += open * margin[arc]!;
        at += 1;
      }
      const partly = at < to && density[order[at]!]! > 0 ? density[order[at]!]! * (limit - grams) : 0;
      const earned = Math.min(most, value + partly) - this.objective.levelCost[first + level]! - fixed;
      levelProfit[first + level] = earned;
      if (earned > best) {
        best = earned;
        this.level[supplier] = level;
      }
    }
    return best;
  }

  /** Fills the most promising levels whole, until none of the others can earn more. */
  private wholeUnits(supplier: number): number {
    const { flat, levelProfit } = this;
    const first = flat.levelStart[supplier]! - 1;
    let known = -Infinity;
    let filled = 0;
    for (;;) {
      const level = this.bestLevel(supplier, filled);
      if (level === 0 || levelProfit[first + level]! <= known) break;
      const price = this.objective.levelCost[first + level]! + this.objective.fixed[supplier]!;
      const room = flat.levelGrams[first + level]! - this.decidedGrams;
      const earned = this.filling.fill(supplier, room, known + price - this.decided, this.units);
      levelProfit[first + level] = Math.min(levelProfit[first + level]!, this.decided + earned - price);
      if (levelProfit[first + level]! <= known) continue;
      known = levelProfit[first + level]!;
      filled = level;
    }
    this.level[supplier] = Math.max(1, filled);
    return known;
  }

  /** The level that may earn most, besides one. */
  private bestLevel(supplier: number, besides: number): number {
    const { flat, state, levelProfit } = this;
    const first = flat.levelStart[supplier]! - 1;
    let best = 0;
    for (let level = Math.max(1, state.minLevel[supplier]!); level <= state.maxLevel[supplier]!; level += 1) {
      if (level === besides || levelProfit[first + level] === -Infinity) continue;
      if (best === 0 || levelProfit[first + level]! > levelProfit[first + best]!) best = level;
    }
    return best;
  }
}
