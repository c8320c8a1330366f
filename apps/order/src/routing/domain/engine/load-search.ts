import { compile, type CompiledProblem, type Pair } from './compiled-problem.js';
import { goodsCost, takeFrom, type Plan } from './line-fill.js';
import { greedyLoads } from './load-greedy.js';
import { heaviest, leastStepCost, loadedValue, withoutLoadRules } from './parcel-load.js';
import { isBetter } from './plan-value.js';
import { CLOSED, OPEN, Relaxation, UNDECIDED } from './relaxation.js';
import type { RoutingProblem } from './routing-problem.js';
import { leastGoods, roundedUp, SupplierSearch, type SearchOutcome } from './supplier-search.js';

/** A node here is one amount for one supplier, far cheaper than a node of the search over suppliers. */
const NODES_PER_SUPPLIER_NODE = 20;

/**
 * Branch and bound over amounts, line by line and supplier by supplier. Needed when parcels are priced by weight or
 * suppliers refuse small orders: then what one line takes changes what another one costs. The bound is the
 * relaxation without those rules, plus what the loads decided so far must cost at least.
 */
export class LoadSearch {
  private readonly problem: CompiledProblem;
  private readonly relaxed: CompiledProblem;
  private readonly relaxation: Relaxation;
  private readonly lineOrder: readonly number[];
  private readonly grams: Float64Array;
  private readonly goods: Float64Array;
  private readonly pairsUsed: Uint16Array;
  private readonly units: Float64Array;
  private shares: Float64Array = new Float64Array();
  private best: Plan;
  private nodes = 0;
  private exhausted = false;

  /** @param problem after `tightened`. */
  constructor(
    problem: RoutingProblem,
    private readonly nodesMax: number,
  ) {
    this.problem = compile(problem);
    this.relaxed = compile(withoutLoadRules(problem));
    this.relaxation = new Relaxation(this.relaxed);
    this.lineOrder = [...this.problem.quantities.keys()].sort((a, b) => this.heft(b) - this.heft(a) || a - b);
    const suppliers = this.problem.supplierIds.length;
    this.grams = new Float64Array(suppliers);
    this.goods = new Float64Array(suppliers);
    this.pairsUsed = new Uint16Array(suppliers);
    this.units = new Float64Array(this.problem.offers.length);
    this.best = greedyLoads(this.problem);
  }

  run(): Omit<SearchOutcome, 'rootShares'> {
    const outline = new SupplierSearch(this.relaxed, { nodesMax: this.nodesMax, mustUse: null }).run();
    this.shares = outline.rootShares;
    if (outline.plan) this.consider(outline.plan.units);
    const floor = outline.plan?.value;
    // The outline breaks no rule and costs what the relaxation says: nothing can be better.
    const settled = outline.complete && floor !== undefined && !isBetter(floor, this.best.value);
    if (!settled) this.visitLine(0, 0, 0);
    const complete = settled || !this.exhausted;
    const comparable = floor?.unfilledUnits === this.best.value.unfilledUnits;
    const bound = comparable ? outline.lowerBoundMinor : leastGoods(this.problem, this.best.value.unfilledUnits);
    return { plan: this.best, complete, lowerBoundMinor: complete ? this.best.value.costMinor : bound };
  }

  private heft(line: number): number {
    return (this.problem.quantities[line] ?? 0) * Math.max(1, this.problem.weights[line] ?? 0);
  }

  private visitLine(position: number, unfilled: number, goods: number): void {
    const line = this.lineOrder[position];
    if (line === undefined) {
      this.consider(this.units);
      return;
    }
    if (!this.mayImprove(position, unfilled, goods)) return;
    const pairs = [...(this.problem.pairsOfLine[line] ?? [])].sort(
      (a, b) => goodsCost(this.problem, a, 1) - goodsCost(this.problem, b, 1) || a.supplier - b.supplier,
    );
    this.distribute(position, pairs, this.problem.quantities[line] ?? 0, unfilled, goods);
  }

  /** Gives every possible amount to the first of these pairs, most first, and the rest to the others. */
  private distribute(position: number, pairs: readonly Pair[], missing: number, unfilled: number, goods: number): void {
    this.nodes += 1;
    const [pair, ...others] = pairs;
    if (!pair) {
      this.visitLine(position + 1, unfilled + missing, goods);
      return;
    }
    const whole = this.problem.unsplittable[pair.line] ?? false;
    const reach = whole
      ? others.reduce((most, other) => Math.max(most, other.capacity), 0)
      : others.reduce((sum, other) => sum + other.capacity, 0);
    for (let amount = this.room(pair, missing); amount >= 0; amount -= 1) {
      if (this.nodes >= this.nodesMax * NODES_PER_SUPPLIER_NODE) {
        this.exhausted = true;
        return;
      }
      const rest = whole && amount > 0 ? [] : others;
      // Giving less here leaves units that nobody after can fill: it only gets worse from here.
      const least = missing - amount - (rest === others ? reach : 0);
      if (unfilled + least > this.best.value.unfilledUnits && !whole) break;
      const cost = goodsCost(this.problem, pair, amount);
      this.give(pair, amount, cost);
      this.distribute(position, rest, missing - amount, unfilled, goods + cost);
      this.give(pair, -amount, -cost);
    }
  }

  private room(pair: Pair, missing: number): number {
    const full =
      this.problem.parcelsMax !== null &&
      this.pairsUsed[pair.supplier] === 0 &&
      this.pairsUsed.reduce((count, used) => count + (used > 0 ? 1 : 0), 0) >= this.problem.parcelsMax;
    if (full) return 0;
    const weight = this.problem.weights[pair.line] ?? 0;
    const left = heaviest(this.problem.steps[pair.supplier] ?? null) - (this.grams[pair.supplier] ?? 0);
    return Math.min(missing, pair.capacity, weight === 0 ? Infinity : Math.floor(left / weight));
  }

  private give(pair: Pair, amount: number, cost: number): void {
    if (amount === 0) return;
    const { supplier } = pair;
    this.grams[supplier] = (this.grams[supplier] ?? 0) + amount * (this.problem.weights[pair.line] ?? 0);
    this.goods[supplier] = (this.goods[supplier] ?? 0) + cost;
    this.pairsUsed[supplier] = (this.pairsUsed[supplier] ?? 0) + Math.sign(amount);
    takeFrom(this.problem, pair, Math.max(0, amount), this.units);
  }

  /** Whether a plan that begins like this can still beat the best one. */
  private mayImprove(position: number, unfilled: number, goods: number): boolean {
    const lines = this.lineOrder.slice(position);
    if (!this.minimaReachable(lines)) return false;
    const opened = this.pairsUsed.reduce((count, used) => count + (used > 0 ? 1 : 0), 0);
    const full = this.problem.parcelsMax !== null && opened >= this.problem.parcelsMax;
    const decisions = Uint8Array.from(this.pairsUsed, (used) => (used > 0 ? OPEN : full ? CLOSED : UNDECIDED));
    const bound = this.relaxation.bound(decisions, this.shares, lines);
    let cost = goods + bound.cost;
    decisions.forEach((decision, supplier) => {
      if (decision !== OPEN) return;
      const steps = this.problem.steps[supplier] ?? null;
      cost += (leastStepCost(steps, this.grams[supplier] ?? 0) ?? 0) - (leastStepCost(steps, 0) ?? 0);
    });
    return isBetter({ unfilledUnits: unfilled + bound.unfilledUnits, costMinor: roundedUp(cost) }, this.best.value);
  }

  private minimaReachable(lines: readonly number[]): boolean {
    return this.pairsUsed.every((used, supplier) => {
      const missing = (this.problem.minOrder[supplier] ?? 0) - (this.goods[supplier] ?? 0);
      if (used === 0 || missing <= 0) return true;
      const possible = lines
        .flatMap((line) => this.problem.pairsOfLine[line] ?? [])
        .filter((pair) => pair.supplier === supplier)
        .reduce((sum, pair) => sum + goodsCost(this.problem, pair, pair.capacity), 0);
      return possible >= missing;
    });
  }

  private consider(units: Float64Array): void {
    const value = loadedValue(this.problem, units);
    if (value && isBetter(value, this.best.value)) this.best = { units: units.slice(), value };
  }
}
