import type { CompiledProblem, Pair } from './compiled-problem.js';

/** What the search has decided about a supplier. */
export const UNDECIDED = 0;
export const OPEN = 1;
export const CLOSED = 2;

/** A lower bound at one node of the search, and what the relaxed plan does. */
export interface Bound {
  readonly unfilledUnits: number;
  /** Holds for every plan of the node that leaves no more than `unfilledUnits`. Not rounded. */
  readonly cost: number;
  /** Per pair: the share of its capacity that the relaxed plan uses. */
  readonly usage: Float64Array;
}

/**
 * The relaxation behind the bound. Each undecided supplier's fixed price is shared among its lines; a unit from it
 * carries its line's share divided by what the supplier can give that line. As long as the shares of a supplier
 * sum up to no more than its price, nobody pays more than in the real problem, so the cheapest relaxed plan is a
 * lower bound. Moving the shares to where they bind (projected subgradient) lifts it.
 */
export class Relaxation {
  readonly pairs: readonly Pair[];
  private readonly lines: readonly number[];
  private readonly pairsOfSupplier: readonly (readonly number[])[];
  private readonly pairOfOffer: readonly number[];

  constructor(private readonly problem: CompiledProblem) {
    this.pairs = problem.pairsOfLine.flat();
    this.lines = [...problem.quantities.keys()];
    this.pairsOfSupplier = problem.supplierIds.map((_, supplier) =>
      this.pairs.flatMap((pair, index) => (pair.supplier === supplier ? [index] : [])),
    );
    const pairOfOffer = new Array<number>(problem.offers.length).fill(0);
    this.pairs.forEach((pair, index) => pair.offers.forEach((offer) => (pairOfOffer[offer] = index)));
    this.pairOfOffer = pairOfOffer;
  }

  /** Equal shares to begin with. */
  equalShares(): Float64Array {
    const shares = new Float64Array(this.pairs.length);
    this.pairsOfSupplier.forEach((own, supplier) => {
      for (const pair of own) shares[pair] = (this.problem.fixed[supplier] ?? 0) / own.length;
    });
    return shares;
  }

  /** The bound for these decisions and shares, over all lines or over those that are still to be filled. */
  bound(decisions: Uint8Array, shares: Float64Array, lines = this.lines): Bound {
    const usage = new Float64Array(this.pairs.length);
    const opened = decisions.reduce((count, decision) => count + (decision === OPEN ? 1 : 0), 0);
    const left = this.problem.parcelsMax === null ? Infinity : this.problem.parcelsMax - opened;
    let cost = 0;
    decisions.forEach((decision, supplier) => {
      if (decision === OPEN) cost += this.problem.fixed[supplier] ?? 0;
    });
    let unfilledUnits = 0;
    for (const line of lines) {
      const quantity = this.problem.quantities[line] ?? 0;
      const filled = this.unitsWithin(line, quantity, decisions, left);
      unfilledUnits += quantity - filled;
      if (filled > 0) cost += this.cheapestWay(line, filled, decisions, shares, left, usage);
    }
    return { unfilledUnits, cost, usage };
  }

  /** Moves the shares of undecided suppliers against the direction in which the relaxed plan escapes them. */
  lift(decisions: Uint8Array, shares: Float64Array, bound: Bound, step: number): Float64Array {
    const lifted = shares.slice();
    this.pairsOfSupplier.forEach((own, supplier) => {
      const fixed = this.problem.fixed[supplier] ?? 0;
      if (decisions[supplier] !== UNDECIDED || fixed === 0 || own.length < 2) return;
      const moved = own.map((pair) => (shares[pair] ?? 0) + step * (bound.usage[pair] ?? 0));
      projectOntoSimplex(moved, fixed).forEach((share, position) => {
        lifted[own[position] ?? 0] = share;
      });
    });
    return lifted;
  }

  /** The undecided supplier that the relaxed plan uses while paying least of its price; undefined when it uses none. */
  branchOn(decisions: Uint8Array, shares: Float64Array, usage: Float64Array): number | undefined {
    let best: number | undefined;
    let bestUnpaid = -1;
    this.pairsOfSupplier.forEach((own, supplier) => {
      if (decisions[supplier] !== UNDECIDED) return;
      const most = own.reduce((max, pair) => Math.max(max, usage[pair] ?? 0), 0);
      if (most === 0) return;
      const paid = own.reduce((sum, pair) => sum + (usage[pair] ?? 0) * (shares[pair] ?? 0), 0);
      const unpaid = Math.max(0, (this.problem.fixed[supplier] ?? 0) * most - paid);
      if (unpaid > bestUnpaid) [best, bestUnpaid] = [supplier, unpaid];
    });
    return best;
  }

  /** The most units that a line can get when only `left` more suppliers may be opened. */
  private unitsWithin(line: number, quantity: number, decisions: Uint8Array, left: number): number {
    const pairs = this.problem.pairsOfLine[line] ?? [];
    const of = (decision: number): number[] =>
      pairs.filter((pair) => decisions[pair.supplier] === decision).map((pair) => pair.capacity);
    const undecided = of(UNDECIDED)
      .sort((a, b) => b - a)
      .slice(0, Math.max(0, left));
    if (this.problem.unsplittable[line]) return Math.max(0, ...of(OPEN), ...undecided);
    return Math.min(
      quantity,
      [...of(OPEN), ...undecided].reduce((sum, capacity) => sum + capacity, 0),
    );
  }

  private cheapestWay(
    line: number,
    filled: number,
    decisions: Uint8Array,
    shares: Float64Array,
    left: number,
    usage: Float64Array,
  ): number {
    const ways = (this.problem.offersOfLine[line] ?? []).flatMap((index) => {
      const offer = this.problem.offers[index];
      const pairIndex = this.pairOfOffer[index] ?? 0;
      const pair = this.pairs[pairIndex];
      if (!offer || !pair) return [];
      const decision = decisions[offer.supplier];
      if (decision === CLOSED || (decision === UNDECIDED && left <= 0)) return [];
      const share = decision === UNDECIDED ? (shares[pairIndex] ?? 0) / pair.capacity : 0;
      return [{ cost: offer.unitCost + share, capacity: offer.capacity, pairIndex, pair }];
    });
    ways.sort((a, b) => a.cost - b.cost);
    if (this.problem.unsplittable[line]) return wholeFromOne(ways, filled, usage);
    let missing = filled;
    let cost = 0;
    for (const way of ways) {
      if (missing === 0) break;
      const taken = Math.min(missing, way.capacity);
      missing -= taken;
      cost += taken * way.cost;
      usage[way.pairIndex] = (usage[way.pairIndex] ?? 0) + taken / way.pair.capacity;
    }
    return cost;
  }
}

interface Way {
  readonly cost: number;
  readonly capacity: number;
  readonly pairIndex: number;
  readonly pair: Pair;
}

/** The cheapest supplier that can give that many units of a line alone. */
function wholeFromOne(ways: readonly Way[], filled: number, usage: Float64Array): number {
  let best: { cost: number; pairIndex: number } | undefined;
  for (const pairIndex of new Set(ways.map((way) => way.pairIndex))) {
    const own = ways.filter((way) => way.pairIndex === pairIndex);
    if ((own[0]?.pair.capacity ?? 0) < filled) continue;
    let missing = filled;
    let cost = 0;
    for (const way of own) {
      const taken = Math.min(missing, way.capacity);
      missing -= taken;
      cost += taken * way.cost;
    }
    if (!best || cost < best.cost) best = { cost, pairIndex };
  }
  if (!best) return 0;
  usage[best.pairIndex] = 1;
  return best.cost;
}

/** The nearest point with no negative part whose parts sum up to `total`. */
function projectOntoSimplex(point: readonly number[], total: number): number[] {
  const sorted = [...point].sort((a, b) => b - a);
  let sum = 0;
  let shift = 0;
  sorted.forEach((value, index) => {
    sum += value;
    const candidate = (sum - total) / (index + 1);
    if (value > candidate) shift = candidate;
  });
  return point.map((value) => Math.max(0, value - shift));
}
