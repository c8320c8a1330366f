import type { FlatProblem } from './flat-problem.js';
import { LoadedSupplier } from './loaded-supplier.js';
import type { Objective } from './objective.js';
import type { SearchState } from './search-state.js';

/** Weight of the newest round in the running mean of what the relaxed plan opens. */
const MEAN_WEIGHT = 0.15;
/** Rounds without a better bound before steps get shorter, and how much shorter. */
const STALL_ROUNDS = 4;
const SHORTER = 0.6;

/**
 * The Lagrangian bound. The demand of each line is bought at a price per unit (`prices`); every supplier then decides
 * for itself whether opening a parcel pays at these prices and what it gives. Whatever the prices,
 *   Σ demand · price − Σ profits of the suppliers
 * is at most the cost of the best plan. The best prices are climbed to along the subgradient: lines that get too
 * little become dearer, lines that get too much cheaper. Without load rules the best value equals that of the
 * strong linear relaxation; with weight steps it is better, since each supplier weighs its steps as a whole.
 */
export class DualBound {
  readonly prices: Float64Array;
  /** What the supplier would earn at these prices if its parcel were opened; negative: it stays shut by itself. */
  readonly profit: Float64Array;
  readonly chosen: Uint8Array;
  /** Running means over the rounds: how often the relaxed plan opens a supplier, at which level, and how that varies. */
  readonly meanOpen: Float64Array;
  readonly meanLevel: Float64Array;
  readonly levelSpread: Float64Array;
  /** Per line: demand minus what the relaxed plan gives. */
  readonly excess: Float64Array;
  readonly loads: LoadedSupplier | null;
  /** A supplier that has to give at least one unit; −1 for none. */
  mustUse = -1;
  /** The least profit that the limit on parcels lets in, and the best that it keeps out. */
  lastIn = 0;
  firstOut = 0;
  private readonly bestPrices: Float64Array;
  private readonly ranking: Int32Array;

  constructor(
    private readonly flat: FlatProblem,
    private readonly state: SearchState,
    readonly objective: Objective,
  ) {
    const { lines, suppliers } = flat;
    this.prices = flat.scratch.floats(lines);
    this.bestPrices = flat.scratch.floats(lines);
    this.excess = flat.scratch.floats(lines);
    this.profit = flat.scratch.floats(suppliers);
    this.meanOpen = flat.scratch.floats(suppliers);
    this.meanLevel = flat.scratch.floats(suppliers);
    this.levelSpread = flat.scratch.floats(suppliers);
    this.chosen = flat.scratch.bytes(suppliers);
    this.ranking = flat.scratch.ints(suppliers);
    this.loads = flat.hasLoads ? new LoadedSupplier(flat, state, objective, this.prices) : null;
  }

  /** Prices to begin with: what the last unit of each line costs when parcels are shared evenly among lines. */
  startPrices(): void {
    const { flat, objective, prices } = this;
    for (let line = 0; line < flat.lines; line += 1) {
      let missing = flat.demand[line]!;
      let dearest = 0;
      for (let at = flat.lineStart[line]!; at < flat.lineStart[line + 1]! && missing > 0; at += 1) {
        const arc = flat.lineArcs[at]!;
        const supplier = flat.arcSupplier[arc]!;
        const arcs = flat.supplierStart[supplier + 1]! - flat.supplierStart[supplier]!;
        dearest = Math.max(dearest, objective.arcCost[arc]! + objective.fixed[supplier]! / arcs / flat.arcUnits[arc]!);
        missing -= flat.arcUnits[arc]!;
      }
      prices[line] = Math.min(dearest, objective.unfilledCost);
    }
  }

  /**
   * Climbs for some rounds and stays at the best prices found.
   * @param goal stops as soon as the bound reaches it: nothing more needs to be shown.
   * @param target the cost of a known plan, which tells how long a step may be.
   * @param visit sees the relaxed plan of every round.
   */
  climb(rounds: number, goal: number, target: number, visit: () => void): number {
    const { prices, bestPrices, flat } = this;
    let best = -Infinity;
    let boldness = 1;
    let stalled = 0;
    for (let round = 0; ; round += 1) {
      const value = this.evaluate();
      visit();
      if (value > best) {
        best = value;
        bestPrices.set(prices);
        stalled = 0;
      } else if ((stalled += 1) >= STALL_ROUNDS) {
        boldness *= SHORTER;
        stalled = 0;
      }
      if (best >= goal || round >= rounds || !this.move(value, target, boldness)) break;
    }
    let moved = false;
    for (let line = 0; line < flat.lines; line += 1) moved ||= prices[line] !== bestPrices[line];
    if (!moved) return best;
    prices.set(bestPrices);
    return this.evaluate();
  }

  /** Polyak's step along the subgradient; false where it is zero, which is at the best prices. */
  private move(value: number, target: number, boldness: number): boolean {
    const { prices, excess, flat, objective } = this;
    let length = 0;
    for (let line = 0; line < flat.lines; line += 1) length += excess[line]! * excess[line]!;
    if (length === 0) return false;
    const gap = Number.isFinite(target) ? Math.max(target - value, Math.abs(target) * 1e-6, 1e-3) : value * 0.1 + 1;
    const step = (boldness * gap) / length;
    for (let line = 0; line < flat.lines; line += 1) {
      prices[line] = Math.min(Math.max(0, prices[line]! + step * excess[line]!), objective.unfilledCost);
    }
    return true;
  }

  /** The bound at the present prices; leaves behind profits, the relaxed plan and the subgradient. */
  evaluate(): number {
    const { flat, state, profit, chosen, excess, prices } = this;
    const limited = flat.parcelsMax < flat.suppliers;
    let value = 0;
    for (let line = 0; line < flat.lines; line += 1) {
      excess[line] = flat.demand[line]!;
      value += flat.demand[line]! * prices[line]!;
    }
    let left = flat.parcelsMax;
    for (let supplier = 0; supplier < flat.suppliers; supplier += 1) {
      chosen[supplier] = 0;
      if (state.maxLevel[supplier] === 0) continue;
      const own = this.loads ? this.loads.evaluate(supplier, this.mustUse) : this.profitOf(supplier);
      profit[supplier] = own;
      if (state.minLevel[supplier]! > 0) left -= 1;
      else if (limited || own <= 0) continue;
      value -= own;
      chosen[supplier] = 1;
    }
    if (limited) value -= this.chooseBest(left);
    for (let supplier = 0; supplier < flat.suppliers; supplier += 1) this.give(supplier);
    return state.slack > 0 && objectiveIsMoney(this.objective) ? value - this.leaveUnfilled() : value;
  }

  private profitOf(supplier: number): number {
    const { flat, state, prices } = this;
    const { arcCost, fixed } = this.objective;
    const to = flat.supplierStart[supplier + 1]!;
    let sum = 0;
    let best = -Infinity;
    for (let arc = flat.supplierStart[supplier]!; arc < to; arc += 1) {
      const margin = prices[flat.arcLine[arc]!]! - arcCost[arc]!;
      if (margin > 0) sum += margin * state.mostUnits[arc]!;
      else if (margin > best && state.mostUnits[arc]! > 0) best = margin;
    }
    if (supplier === this.mustUse && sum === 0) sum = best;
    return sum - fixed[supplier]!;
  }

  /** Where parcels are limited, the best earners among the undecided ones; returns what they earn. */
  private chooseBest(left: number): number {
    const { flat, state, profit, chosen, ranking } = this;
    let count = 0;
    for (let supplier = 0; supplier < flat.suppliers; supplier += 1) {
      if (state.maxLevel[supplier] === 0 || state.minLevel[supplier]! > 0 || profit[supplier]! <= 0) continue;
      let at = count;
      for (; at > 0 && profit[ranking[at - 1]!]! < profit[supplier]!; at -= 1) ranking[at] = ranking[at - 1]!;
      ranking[at] = supplier;
      count += 1;
    }
    let sum = 0;
    for (let at = 0; at < Math.min(left, count); at += 1) {
      sum += profit[ranking[at]!]!;
      chosen[ranking[at]!] = 1;
    }
    this.lastIn = count >= left && left > 0 ? profit[ranking[left - 1]!]! : 0;
    this.firstOut = count > left && left >= 0 ? profit[ranking[left]!]! : 0;
    return sum;
  }

  private give(supplier: number): void {
    const { flat, state, prices, excess, meanOpen, meanLevel, levelSpread } = this;
    const isOpen = this.chosen[supplier]!;
    meanOpen[supplier]! += MEAN_WEIGHT * (isOpen - meanOpen[supplier]!);
    if (isOpen === 0) return;
    if (this.loads) {
      const away = this.loads.level[supplier]! - meanLevel[supplier]!;
      meanLevel[supplier]! += MEAN_WEIGHT * away;
      levelSpread[supplier]! += MEAN_WEIGHT * (Math.abs(away) - levelSpread[supplier]!);
      this.loads.give(supplier, excess);
      return;
    }
    const { arcCost } = this.objective;
    const to = flat.supplierStart[supplier + 1]!;
    for (let arc = flat.supplierStart[supplier]!; arc < to; arc += 1) {
      const line = flat.arcLine[arc]!;
      if (prices[line]! > arcCost[arc]!) excess[line]! -= state.mostUnits[arc]!;
    }
  }

  /** Leaves unfilled whatever nobody is left for, and the dearest units, as many as may be; returns what that saves. */
  private leaveUnfilled(): number {
    const { flat, prices, excess } = this;
    const { shortfall } = this.state;
    let left = this.state.slackLeft;
    let saved = 0;
    let below = Infinity;
    for (let line = 0; line < flat.lines; line += 1) {
      saved += shortfall[line]! * prices[line]!;
      excess[line]! -= shortfall[line]!;
    }
    while (left > 0) {
      let dearest = -1;
      let level = 0;
      for (let line = 0; line < flat.lines; line += 1) {
        if (prices[line]! < below && prices[line]! > level) [dearest, level] = [line, prices[line]!];
      }
      if (dearest < 0) return saved;
      for (let line = 0; line < flat.lines && left > 0; line += 1) {
        if (prices[line] !== level) continue;
        const units = Math.min(left, flat.demand[line]! - shortfall[line]!);
        left -= units;
        saved += units * level;
        excess[line]! -= units;
      }
      below = level;
    }
    return saved;
  }
}

const objectiveIsMoney = (objective: Objective): boolean => objective.unfilledCost === Infinity;
