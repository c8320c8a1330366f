import type { FlatProblem } from './flat-problem.js';
import type { Incumbent } from './incumbent.js';
import { ParcelLoads } from './parcel-loads.js';

/** Passes of moving units around at most; each pass that goes on has lowered the cost. */
const PASSES_MAX = 20;
/** A filling this much dearer than the best plan is not worth improving. */
const NEAR = 1.05;
/** Costs of fillings that were improved before. */
const SEEN_MAX = 500;

/**
 * A plan under load rules: parcels priced by weight, least order values. Lines share what a parcel may weigh, so
 * filling cheapest first is only a beginning; `improve` then moves units between suppliers as long as that pays.
 */
export class LoadedPlan extends ParcelLoads {
  /** 1 for suppliers that may give, and the most that their parcels may weigh in this attempt. */
  readonly open: Uint8Array;
  readonly gramsMax: Float64Array;
  /** A supplier that has to give at least one unit; −1 for none. */
  mustUse = -1;
  private readonly seen = new Set<number>();
  private readonly perSupplier: Float64Array;
  private readonly lineOrder: Int32Array;

  constructor(
    flat: FlatProblem,
    private readonly incumbent: Incumbent,
  ) {
    super(flat);
    this.open = flat.scratch.bytes(flat.suppliers);
    this.gramsMax = flat.scratch.floats(flat.suppliers);
    this.perSupplier = flat.scratch.floats(flat.suppliers);
    const heft = (line: number): number => flat.demand[line]! * Math.max(1, flat.weight[line]!);
    this.lineOrder = flat.scratch.counting(flat.lines).sort((a, b) => heft(b) - heft(a) || a - b);
  }

  /** Lets every parcel weigh as much as its supplier sends. */
  liftLimits(): void {
    const { flat } = this;
    for (let supplier = 0; supplier < flat.suppliers; supplier += 1)
      this.gramsMax[supplier] = flat.levelGrams[flat.levelStart[supplier + 1]! - 1]!;
  }

  /**
   * Fills from the open suppliers, improves what is worth it, and keeps the best plan so far.
   * @param improves false for one of many tries of which the best is improved later.
   */
  consider(improves = true): boolean {
    if (!this.build()) return false;
    if (this.mustUse >= 0 && this.given[this.mustUse] === 0 && !this.forceIn()) return false;
    const cost = this.price();
    const isBetter = this.keep(cost);
    if (!improves) return isBetter;
    const isNear = this.missing < this.incumbent.missing || cost <= this.incumbent.cost * NEAR;
    if (!isBetter && (!isNear || this.seen.has(cost))) return false;
    // Equal cost is nearly always the same filling, which has been improved already.
    if (this.seen.size >= SEEN_MAX) this.seen.clear();
    this.seen.add(cost);
    this.improve();
    return this.keep(this.price()) || isBetter;
  }

  /** Keeps exactly these units when they make a plan, and the best one so far. */
  considerExactly(units: Float64Array): void {
    const { flat } = this;
    this.clear();
    for (let arc = 0; arc < flat.arcs; arc += 1) if (units[arc]! > 0) this.take(arc, units[arc]!);
    for (let supplier = 0; supplier < flat.suppliers; supplier += 1) {
      if (this.given[supplier]! > 0 && this.goods[supplier]! < flat.minOrder[supplier]!) return;
    }
    this.keep(this.price());
  }

  private keep(cost: number): boolean {
    const { incumbent, missing } = this;
    if (this.mustUse >= 0 && this.given[this.mustUse] === 0) return false;
    if (!incumbent.isBeatenBy(missing, cost)) return false;
    incumbent.missing = missing;
    incumbent.cost = cost;
    incumbent.units.set(this.units);
    return true;
  }

  /** Fills cheapest first; suppliers that would refuse so small an order are shut, one after the other. */
  private build(): boolean {
    const { flat } = this;
    for (;;) {
      this.clear();
      for (const line of this.lineOrder) {
        if (flat.whole[line]) this.fillWhole(line);
        else this.fillSplit(line);
      }
      let used = 0;
      let refusing = -1;
      for (let supplier = 0; supplier < flat.suppliers; supplier += 1) {
        if (this.given[supplier] === 0) continue;
        used += 1;
        if (this.goods[supplier]! < flat.minOrder[supplier]! && refusing < 0) refusing = supplier;
      }
      if (refusing < 0) return used <= flat.parcelsMax;
      this.open[refusing] = 0;
    }
  }

  private fillSplit(line: number): void {
    const { flat } = this;
    let missing = flat.demand[line]!;
    for (let at = flat.lineStart[line]!; at < flat.lineStart[line + 1]! && missing > 0; at += 1) {
      const arc = flat.lineArcs[at]!;
      const supplier = flat.arcSupplier[arc]!;
      if (!this.open[supplier]) continue;
      const taken = Math.min(missing, this.roomFor(arc, this.gramsMax[supplier]!));
      if (taken <= 0) continue;
      this.take(arc, taken);
      missing -= taken;
    }
  }

  private fillWhole(line: number): void {
    const { flat, perSupplier } = this;
    const from = flat.lineStart[line]!;
    const to = flat.lineStart[line + 1]!;
    const demand = flat.demand[line]!;
    for (let at = from; at < to; at += 1) perSupplier[flat.arcSupplier[flat.lineArcs[at]!]!] = 0;
    for (let at = from; at < to; at += 1) {
      const supplier = flat.arcSupplier[flat.lineArcs[at]!]!;
      if (this.open[supplier]) perSupplier[supplier]! += this.roomFor(flat.lineArcs[at]!, this.gramsMax[supplier]!);
    }
    let best = -1;
    for (let at = from; at < to; at += 1) {
      const supplier = flat.arcSupplier[flat.lineArcs[at]!]!;
      const filled = Math.min(demand, perSupplier[supplier]!);
      if (filled > 0 && (best < 0 || filled > Math.min(demand, perSupplier[best]!))) best = supplier;
    }
    let missing = demand;
    for (let at = from; at < to && best >= 0; at += 1) {
      const arc = flat.lineArcs[at]!;
      if (flat.arcSupplier[arc] !== best) continue;
      const taken = Math.min(missing, this.roomFor(arc, this.gramsMax[best]!));
      if (taken <= 0) continue;
      this.take(arc, taken);
      missing -= taken;
    }
  }

  private improve(): void {
    for (let pass = 0; pass < PASSES_MAX; pass += 1) {
      let improved = false;
      for (let line = 0; line < this.flat.lines; line += 1) improved = this.improveLine(line) || improved;
      if (!improved) return;
    }
  }

  private improveLine(line: number): boolean {
    const { flat } = this;
    const from = flat.lineStart[line]!;
    const to = flat.lineStart[line + 1]!;
    let improved = false;
    for (let a = from; a < to; a += 1) {
      const source = flat.lineArcs[a]!;
      if (this.units[source] === 0) continue;
      let best = -1;
      let units = 0;
      let least = 0;
      const giver = flat.arcSupplier[source]!;
      const saved = this.paid[giver]! + flat.fixed[giver]!;
      for (let b = from; b < to; b += 1) {
        const target = flat.lineArcs[b]!;
        const taker = flat.arcSupplier[target]!;
        const dearer = flat.arcCost[target]! - flat.arcCost[source]!;
        // Arcs are sorted by price: from here on every unit is dearer than all that a lighter parcel could save.
        if (dearer > saved) break;
        if (taker === giver || (this.given[taker] === 0 && flat.fixed[taker]! + dearer > saved)) continue;
        for (let option = 0; option < 3; option += 1) {
          const moved = this.amount(source, target, option);
          if (moved <= 0 || (flat.whole[line] && moved !== this.units[source])) continue;
          const change = this.changeOf(source, target, moved);
          if (change < least) [best, units, least] = [target, moved, change];
        }
      }
      if (best < 0) continue;
      this.take(source, -units);
      this.take(best, units);
      improved = true;
    }
    return improved;
  }

  /** Units to move: all of them, as few as bring the source down a step, or as many as the target's step still carries. */
  private amount(source: number, target: number, option: number): number {
    const { flat } = this;
    const weight = flat.weight[flat.arcLine[source]!]!;
    const all = Math.min(this.units[source]!, this.roomFor(target, Infinity));
    if (option === 0) return all;
    if (weight === 0) return 0;
    const supplier = flat.arcSupplier[option === 1 ? source : target]!;
    const grams = this.grams[supplier]!;
    let below = 0;
    let at = flat.levelStart[supplier]!;
    while (at < flat.levelStart[supplier + 1]! && grams > flat.levelGrams[at]!) {
      below = flat.levelGrams[at]!;
      at += 1;
    }
    if (option === 1) return Math.min(all, Math.ceil((grams - below) / weight));
    return Math.min(all, Math.floor((flat.levelGrams[at]! - grams) / weight));
  }

  private changeOf(source: number, target: number, units: number): number {
    const { flat, grams, goods, given, paid } = this;
    const giver = flat.arcSupplier[source]!;
    const taker = flat.arcSupplier[target]!;
    const weight = flat.weight[flat.arcLine[source]!]! * units;
    const leaves = given[giver] === units;
    const opens = given[taker] === 0;
    if (!leaves && goods[giver]! - units * flat.arcGoods[source]! < flat.minOrder[giver]!) return Infinity;
    if (goods[taker]! + units * flat.arcGoods[target]! < flat.minOrder[taker]!) return Infinity;
    if (opens && !leaves && this.parcels() >= flat.parcelsMax) return Infinity;
    const afterGiving = leaves ? -flat.fixed[giver]! : this.levelCost(giver, grams[giver]! - weight);
    const afterTaking = this.levelCost(taker, grams[taker]! + weight) + (opens ? flat.fixed[taker]! : 0);
    const goodsChange = units * (flat.arcCost[target]! - flat.arcCost[source]!);
    return goodsChange + afterGiving - paid[giver]! + afterTaking - paid[taker]!;
  }

  /** Makes the supplier that must be used give something where that costs least; false when no move does. */
  private forceIn(): boolean {
    const { flat } = this;
    let best = { source: -1, target: -1, units: 0, change: Infinity };
    for (let target = flat.supplierStart[this.mustUse]!; target < flat.supplierStart[this.mustUse + 1]!; target += 1) {
      const line = flat.arcLine[target]!;
      for (let at = flat.lineStart[line]!; at < flat.lineStart[line + 1]!; at += 1) {
        const source = flat.lineArcs[at]!;
        const all = this.units[source]!;
        for (const units of flat.whole[line] ? [all] : [1, all]) {
          if (all === 0 || units > this.roomFor(target, Infinity)) continue;
          const change = this.changeOf(source, target, units);
          if (change < best.change) best = { source, target, units, change };
        }
      }
    }
    if (best.source < 0) return false;
    this.take(best.source, -best.units);
    this.take(best.target, best.units);
    return true;
  }
}
