import { levelToBranch, unitsToBranch, type Branch } from './branching.js';
import { DualBound } from './dual-bound.js';
import type { FlatProblem } from './flat-problem.js';
import { FreeFill } from './free-fill.js';
import type { Incumbent } from './incumbent.js';
import { LoadedPlan } from './loaded-plan.js';
import type { Objective } from './objective.js';
import { OpenSetPlan } from './open-set-plan.js';
import { SearchState } from './search-state.js';

/** Rounds of climbing at the root, where every later node inherits the prices, and at the others. */
const ROOT_ROUNDS = 60;
const NODE_ROUNDS = 12;
/** Under load rules a plan is dear to make: one of so many relaxed plans at the root, and one at every other node. */
const ROUNDS_PER_LOADED_PLAN = 6;
/** Nodes between two looks at the clock. */
const NODES_PER_LOOK = 32;
/** The bound is summed in floating point; this share of it is far above the rounding error and far below a unit of money. */
const ROUNDING = 1e-9;

/** Costs are integers, so a bound of 9.2 is a bound of 10; floating-point error is taken off first. */
export const roundedUp = (bound: number): number =>
  Number.isFinite(bound) ? Math.ceil(bound - ROUNDING * (1 + Math.abs(bound))) : bound;

/** How long a search may go on. */
export interface Budget {
  readonly nodesMax: number;
  /** Asked every few nodes; true ends the search with what is known. */
  readonly isOver?: () => boolean;
}

/**
 * Branch and bound over what every parcel may become, and, where parcels bind, over units. Depth first, the half of
 * the relaxed plan first; each node climbs on from its parent's prices.
 */
export class BranchAndBound {
  readonly state: SearchState;
  readonly dual: DualBound;
  readonly rootPrices: Float64Array;
  nodes = 0;
  /** The least bound among the nodes that the budget left unopened. */
  abandoned = Infinity;
  private readonly openSet: OpenSetPlan;
  private readonly loaded: LoadedPlan | null;
  private readonly free: FreeFill;
  private readonly pricesAt: Float64Array[] = [];
  private readonly countsUnits: boolean;
  private rounds = 0;
  private isOver = false;

  /**
   * @param slack units that may stay unfilled although somebody could give them.
   * @param mustUse a supplier that has to give at least one unit; −1 for none.
   */
  constructor(
    private readonly flat: FlatProblem,
    objective: Objective,
    slack: number,
    readonly incumbent: Incumbent,
    private readonly budget: Budget,
    private readonly mustUse = -1,
  ) {
    this.state = new SearchState(flat, slack);
    this.dual = new DualBound(flat, this.state, objective);
    this.openSet = new OpenSetPlan(flat, incumbent);
    this.loaded = flat.hasLoads ? new LoadedPlan(flat, incumbent) : null;
    this.free = new FreeFill(flat, this.state);
    this.rootPrices = flat.scratch.floats(flat.lines);
    this.dual.mustUse = mustUse;
    this.openSet.mustUse = mustUse;
    if (this.loaded) this.loaded.mustUse = mustUse;
    this.countsUnits = objective.unfilledCost !== Infinity;
  }

  /** @param prices to start from, where those of a similar problem are known. */
  run(prices: Float64Array | null): void {
    const { flat, state } = this;
    // An open parcel costs nothing: deciding for it at once halves the tree for each.
    for (let supplier = 0; supplier < flat.suppliers; supplier += 1) {
      const isFree = flat.fixed[supplier] === 0 && !flat.loaded[supplier] && flat.parcelsMax >= flat.suppliers;
      if (isFree && state.maxLevel[supplier]! > 0) state.raiseLevel(supplier, 1);
    }
    if (this.mustUse >= 0) state.raiseLevel(this.mustUse, 1);
    if (prices) this.dual.prices.set(prices);
    else this.dual.startPrices();
    this.visit(0, -Infinity);
  }

  private goal(): number {
    return this.countsUnits ? this.incumbent.missing : this.incumbent.cost;
  }

  private visit(depth: number, inherited: number): void {
    if (this.isExhausted()) {
      this.abandoned = Math.min(this.abandoned, inherited);
      return;
    }
    this.nodes += 1;
    if (this.countsUnits) this.state.slack = this.incumbent.missing - 1;
    if (!this.state.propagate()) return;
    this.rounds = 0;
    const bound = this.dual.climb(depth === 0 ? ROOT_ROUNDS : NODE_ROUNDS, this.goal(), this.goal(), this.tryRelaxed);
    if (depth === 0) this.rootPrices.set(this.dual.prices);
    if (roundedUp(bound) >= this.goal() || !this.fixByReducedCost(bound)) return;
    const branch = levelToBranch(this.flat, this.state, this.dual) ?? this.splitLeaf();
    if (branch) this.branch(depth, branch, Math.max(inherited, bound));
  }

  private isExhausted(): boolean {
    this.isOver ||=
      this.nodes >= this.budget.nodesMax ||
      (this.nodes % NODES_PER_LOOK === NODES_PER_LOOK - 1 && this.budget.isOver?.() === true);
    return this.isOver;
  }

  /** Makes a real plan of the relaxed one: often good, and sometimes the best. */
  private readonly tryRelaxed = (): void => {
    const { loaded, openSet, dual, flat } = this;
    this.rounds += 1;
    if (!loaded) {
      openSet.open.set(dual.chosen);
      openSet.consider();
      return;
    }
    if (this.nodes === 1 ? this.rounds % ROUNDS_PER_LOADED_PLAN !== 1 : this.rounds > 1) return;
    for (let supplier = 0; supplier < flat.suppliers; supplier += 1) {
      const first = flat.levelStart[supplier]! - 1;
      loaded.open[supplier] = dual.chosen[supplier]!;
      loaded.gramsMax[supplier] = flat.levelGrams[first + Math.max(1, dual.loads!.level[supplier]!)]!;
    }
    if (loaded.consider()) return;
    loaded.open.set(dual.chosen);
    loaded.liftLimits();
    loaded.consider();
  };

  /** All levels are decided. Without load rules that is a plan; with them units may have to be split on. */
  private splitLeaf(): Branch | undefined {
    const { flat, state, openSet, loaded } = this;
    const plan = loaded ?? openSet;
    for (let supplier = 0; supplier < flat.suppliers; supplier += 1)
      plan.open[supplier] = state.minLevel[supplier]! > 0 ? 1 : 0;
    if (!loaded) {
      openSet.consider();
      return undefined;
    }
    loaded.liftLimits();
    loaded.consider();
    if (this.leafBound() >= this.goal()) return undefined;
    const branch = unitsToBranch(flat, state, this.dual);
    if (!branch) loaded.considerExactly(state.leastUnits);
    return branch;
  }

  /** What the decided levels and the cheapest free filling cost: no plan of this leaf is below. */
  private leafBound(): number {
    const { flat, state, free, dual } = this;
    free.fill();
    if (this.countsUnits) return free.missing;
    if (free.missing > state.slack) return Infinity;
    if (free.missing < state.slack) return -Infinity;
    let cost = free.goods;
    for (let supplier = 0; supplier < flat.suppliers; supplier += 1) {
      const level = state.minLevel[supplier]!;
      if (level > 0) cost += flat.fixed[supplier]! + dual.objective.levelCost[flat.levelStart[supplier]! + level - 1]!;
    }
    return cost;
  }

  /** Decides what the bound has decided already: whatever would lift it above the best plan. */
  private fixByReducedCost(bound: number): boolean {
    const { flat, state, dual } = this;
    const mark = state.mark();
    const limited = flat.parcelsMax < flat.suppliers;
    for (let supplier = 0; supplier < flat.suppliers; supplier += 1) {
      if (state.maxLevel[supplier] === 0) continue;
      const profit = dual.profit[supplier]!;
      const isOpen = state.minLevel[supplier]! > 0;
      const replaced = limited && !isOpen ? (dual.chosen[supplier] ? dual.firstOut : dual.lastIn) : 0;
      const gained = isOpen || dual.chosen[supplier] ? profit : Math.min(profit, replaced);
      if (!isOpen && dual.chosen[supplier]) {
        if (roundedUp(bound + profit - replaced) >= this.goal()) state.raiseLevel(supplier, 1);
      } else if (!isOpen && roundedUp(bound - profit + replaced) >= this.goal()) {
        state.lowerLevel(supplier, 0);
        continue;
      }
      if (dual.loads) this.fixLevels(supplier, bound + gained);
    }
    return state.mark() === mark || state.propagate();
  }

  /** @param without the bound without what the supplier earns. */
  private fixLevels(supplier: number, without: number): void {
    const { flat, state, dual } = this;
    const first = flat.levelStart[supplier]! - 1;
    const isHopeless = (level: number): boolean =>
      roundedUp(without - dual.loads!.levelProfit[first + level]!) >= this.goal();
    let highest = state.maxLevel[supplier]!;
    let lowest = Math.max(1, state.minLevel[supplier]!);
    while (highest > lowest && isHopeless(highest)) highest -= 1;
    state.lowerLevel(supplier, highest);
    if (state.minLevel[supplier] === 0) return;
    while (lowest < highest && isHopeless(lowest)) lowest += 1;
    state.raiseLevel(supplier, lowest);
  }

  private branch(depth: number, { kind, index, below, aboveFirst }: Branch, bound: number): void {
    const { state, dual } = this;
    const prices = (this.pricesAt[depth] ??= this.flat.scratch.floats(this.flat.lines));
    prices.set(dual.prices);
    for (const above of [aboveFirst, !aboveFirst]) {
      const mark = state.mark();
      if (kind === 'level') {
        if (above) state.raiseLevel(index, below + 1);
        else state.lowerLevel(index, below);
      } else if (above) state.raiseUnits(index, below + 1);
      else state.lowerUnits(index, below);
      dual.prices.set(prices);
      this.visit(depth + 1, bound);
      state.undoTo(mark);
    }
  }
}
