import type { CompiledProblem } from './compiled-problem.js';
import { fillLines, type Plan } from './line-fill.js';
import { isBetter, type PlanValue } from './plan-value.js';
import { CLOSED, OPEN, Relaxation, UNDECIDED, type Bound } from './relaxation.js';

/** Rounds of lifting at the root, where every later node inherits the shares, and at the others. */
const ROOT_ROUNDS = 40;
const NODE_ROUNDS = 4;
/** The bound is summed in floating point; this share of it is far above the rounding error and far below a unit of money. */
const ROUNDING = 1e-9;

export interface SearchOptions {
  /** Nodes at most; when they are used up, the best plan so far is returned with an honest bound. */
  readonly nodesMax: number;
  /** A supplier that has to give something: for "what would it have cost with X?". */
  readonly mustUse: number | null;
}

export interface SearchOutcome {
  readonly plan: Plan | undefined;
  /** A lower bound on the cost of the best plan. */
  readonly lowerBoundMinor: number;
  /** The whole tree was covered: the plan is optimal. */
  readonly complete: boolean;
  /** How the root's bound shares the fixed prices among lines; another search may start from it. */
  readonly rootShares: Float64Array;
}

/**
 * Branch and bound over which suppliers are open. Exact for everything that leaves lines independent once the open
 * suppliers are known: splits, limits on parcels, lines that may not be split.
 */
export class SupplierSearch {
  private readonly relaxation: Relaxation;
  private best: Plan | undefined;
  private nodes = 0;
  private rootShares: Float64Array = new Float64Array();
  /** Bounds of the nodes that the budget left unopened. */
  private readonly abandoned: PlanValue[] = [];

  constructor(
    private readonly problem: CompiledProblem,
    private readonly options: SearchOptions,
  ) {
    this.relaxation = new Relaxation(problem);
  }

  run(): SearchOutcome {
    const decisions = this.rootDecisions();
    this.startGreedily();
    this.visit(decisions, this.relaxation.equalShares(), ROOT_ROUNDS);
    return {
      plan: this.best,
      lowerBoundMinor: this.lowerBound(),
      complete: this.abandoned.length === 0,
      rootShares: this.rootShares,
    };
  }

  private rootDecisions(): Uint8Array {
    const free = this.problem.parcelsMax === null;
    // An open parcel costs nothing: deciding for it at once halves the tree for each.
    return Uint8Array.from(this.problem.fixed, (fixed, supplier) =>
      supplier === this.options.mustUse || (free && fixed === 0) ? OPEN : UNDECIDED,
    );
  }

  private visit(decisions: Uint8Array, inherited: Float64Array, rounds: number): void {
    this.nodes += 1;
    const { bound, shares } = this.liftedBound(decisions, inherited, rounds);
    if (this.nodes === 1) this.rootShares = shares;
    if (this.isHopeless(bound)) return;
    const branch = this.relaxation.branchOn(decisions, shares, bound.usage);
    if (branch === undefined) return;
    if (this.nodes >= this.options.nodesMax) {
      this.abandoned.push({ unfilledUnits: bound.unfilledUnits, costMinor: roundedUp(bound.cost) });
      return;
    }
    for (const decision of [OPEN, CLOSED]) {
      const child = decisions.slice();
      child[branch] = decision;
      this.visit(child, shares, NODE_ROUNDS);
    }
  }

  private liftedBound(
    decisions: Uint8Array,
    inherited: Float64Array,
    rounds: number,
  ): { bound: Bound; shares: Float64Array } {
    let shares = inherited;
    let bound = this.relaxation.bound(decisions, shares);
    let best = { bound, shares };
    let boldness = 1;
    this.tryOpening(decisions, bound);
    for (let round = 0; round < rounds && !this.isHopeless(best.bound); round += 1) {
      shares = this.relaxation.lift(decisions, shares, bound, this.stepSize(bound, boldness));
      bound = this.relaxation.bound(decisions, shares);
      this.tryOpening(decisions, bound);
      if (bound.cost > best.bound.cost) best = { bound, shares };
      else boldness *= 0.7;
    }
    return best;
  }

  /** Polyak's step: as far as the gap to the best known plan suggests. */
  private stepSize(bound: Bound, boldness: number): number {
    const target = this.best ? this.best.value.costMinor : bound.cost * 1.1 + 1;
    const length = bound.usage.reduce((sum, usage) => sum + usage * usage, 0);
    return (boldness * Math.max(1, target - bound.cost)) / Math.max(1, length);
  }

  /** Opens everybody whom the relaxed plan uses, which is often a good plan and sometimes the best. */
  private tryOpening(decisions: Uint8Array, bound: Bound): void {
    const used = new Set<number>();
    decisions.forEach((decision, supplier) => decision === OPEN && used.add(supplier));
    bound.usage.forEach((usage, pair) => {
      const supplier = this.relaxation.pairs[pair]?.supplier;
      if (usage > 0 && supplier !== undefined) used.add(supplier);
    });
    this.consider(used);
  }

  /** A first plan: open whoever improves most, as long as somebody does. */
  private startGreedily(): void {
    const open = new Set<number>(this.options.mustUse === null ? [] : [this.options.mustUse]);
    for (;;) {
      let chosen: { supplier: number; value: PlanValue } | undefined;
      for (const supplier of this.problem.supplierIds.keys()) {
        if (open.has(supplier)) continue;
        const value = this.consider(new Set([...open, supplier]));
        if (value && (!chosen || isBetter(value, chosen.value))) chosen = { supplier, value };
      }
      const now = this.consider(open);
      if (!chosen || (now && !isBetter(chosen.value, now))) return;
      open.add(chosen.supplier);
    }
  }

  private consider(open: ReadonlySet<number>): PlanValue | undefined {
    if (this.problem.parcelsMax !== null && open.size > this.problem.parcelsMax) return undefined;
    const plan = fillLines(this.problem, (supplier) => open.has(supplier), this.options.mustUse);
    if (plan && (!this.best || isBetter(plan.value, this.best.value))) this.best = plan;
    return plan?.value;
  }

  private isHopeless(bound: Bound): boolean {
    if (!this.best) return false;
    return !isBetter({ unfilledUnits: bound.unfilledUnits, costMinor: roundedUp(bound.cost) }, this.best.value);
  }

  private lowerBound(): number {
    const best = this.best?.value;
    if (!best) return 0;
    return this.abandoned.reduce(
      (least, node) =>
        Math.min(
          least,
          // A plan that fills more may cost anything above the goods alone.
          node.unfilledUnits < best.unfilledUnits ? leastGoods(this.problem, best.unfilledUnits) : node.costMinor,
        ),
      best.costMinor,
    );
  }
}

/** Costs are integers, so a bound of 9.2 is a bound of 10; floating-point error is taken off first. */
export const roundedUp = (bound: number): number => Math.ceil(bound - ROUNDING * (1 + Math.abs(bound)));

/** The least that the goods can cost in a plan which leaves at most that many units unfilled: parcels for nothing. */
export function leastGoods(problem: CompiledProblem, unfilledUnits: number): number {
  let missing = problem.quantities.reduce((sum, quantity) => sum + quantity, 0) - unfilledUnits;
  let cost = 0;
  const room = [...problem.quantities];
  for (const offer of [...problem.offers].sort((a, b) => a.unitCost - b.unitCost)) {
    const taken = Math.min(missing, offer.capacity, room[offer.line] ?? 0);
    room[offer.line] = (room[offer.line] ?? 0) - taken;
    missing -= taken;
    cost += taken * offer.unitCost;
  }
  return cost;
}
