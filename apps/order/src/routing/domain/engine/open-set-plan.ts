import type { FlatProblem } from './flat-problem.js';
import type { Incumbent } from './incumbent.js';

/**
 * The best plan of a set of open suppliers: every line is filled cheapest first. Exact without load rules, because
 * stock is per line and supplier and so, once it is known who is open, each line is a matter of its own.
 * Who gives nothing is not paid.
 */
export class OpenSetPlan {
  /** 1 for suppliers that may give. */
  readonly open: Uint8Array;
  readonly used: Uint8Array;
  missing = 0;
  cost = 0;
  /** A supplier that has to give at least one unit; −1 for none. */
  mustUse = -1;
  private readonly perSupplier: Float64Array;
  private readonly goods: Float64Array;
  /** Per line: the arc that gave the last, dearest unit, and what the line costs. */
  private readonly lastArc: Int32Array;
  private readonly lineCost: Float64Array;
  private readonly lineFilled: Float64Array;
  private swapMissing = 0;
  private swapCost = 0;

  constructor(
    private readonly flat: FlatProblem,
    private readonly incumbent: Incumbent,
  ) {
    this.open = flat.scratch.bytes(flat.suppliers);
    this.used = flat.scratch.bytes(flat.suppliers);
    this.perSupplier = flat.scratch.floats(flat.suppliers);
    this.goods = flat.scratch.floats(flat.suppliers);
    this.lastArc = flat.scratch.ints(flat.lines);
    this.lineCost = flat.scratch.floats(flat.lines);
    this.lineFilled = flat.scratch.floats(flat.lines);
  }

  /** Prices the plan of the present open set; the best plan is kept. Returns whether it is a new best one. */
  consider(): boolean {
    this.price(null);
    if (this.mustUse >= 0 && !this.used[this.mustUse] && !this.forceIn(null)) return false;
    if (!this.incumbent.isBeatenBy(this.missing, this.cost) || this.isOverLimit()) return false;
    const { units } = this.incumbent;
    units.fill(0);
    this.incumbent.missing = this.missing;
    this.incumbent.cost = this.cost;
    this.price(units);
    if (this.mustUse >= 0 && !this.used[this.mustUse]) this.forceIn(units);
    return true;
  }

  private isOverLimit(): boolean {
    if (this.flat.parcelsMax >= this.flat.suppliers) return false;
    let parcels = this.mustUse >= 0 && !this.used[this.mustUse] ? 1 : 0;
    for (let supplier = 0; supplier < this.flat.suppliers; supplier += 1) parcels += this.used[supplier]!;
    return parcels > this.flat.parcelsMax;
  }

  private price(units: Float64Array | null): void {
    const { flat, used } = this;
    used.fill(0);
    this.cost = 0;
    this.missing = 0;
    for (let line = 0; line < flat.lines; line += 1) {
      if (flat.whole[line]) this.fillWhole(line, units);
      else this.fillSplit(line, units);
    }
    for (let supplier = 0; supplier < flat.suppliers; supplier += 1) {
      if (used[supplier]) this.cost += flat.fixed[supplier]!;
    }
  }

  private fillSplit(line: number, units: Float64Array | null): void {
    const { flat, open, used } = this;
    const to = flat.lineStart[line + 1]!;
    let missing = flat.demand[line]!;
    this.lastArc[line] = -1;
    for (let at = flat.lineStart[line]!; at < to && missing > 0; at += 1) {
      const arc = flat.lineArcs[at]!;
      const supplier = flat.arcSupplier[arc]!;
      if (!open[supplier]) continue;
      const taken = Math.min(missing, flat.arcUnits[arc]!);
      used[supplier] = 1;
      missing -= taken;
      this.cost += taken * flat.arcCost[arc]!;
      this.lastArc[line] = arc;
      if (units) units[arc] = taken;
    }
    this.missing += missing;
  }

  /** The open supplier that fills most of a line that may not be split, and among those the cheapest. */
  private fillWhole(line: number, units: Float64Array | null): void {
    const { flat, open, perSupplier, goods } = this;
    const from = flat.lineStart[line]!;
    const to = flat.lineStart[line + 1]!;
    const demand = flat.demand[line]!;
    for (let at = from; at < to; at += 1) {
      const supplier = flat.arcSupplier[flat.lineArcs[at]!]!;
      perSupplier[supplier] = 0;
      goods[supplier] = 0;
    }
    let best = -1;
    for (let at = from; at < to; at += 1) {
      const arc = flat.lineArcs[at]!;
      const supplier = flat.arcSupplier[arc]!;
      if (!open[supplier]) continue;
      const taken = Math.min(demand - perSupplier[supplier]!, flat.arcUnits[arc]!);
      perSupplier[supplier]! += taken;
      goods[supplier]! += taken * flat.arcCost[arc]!;
    }
    for (let at = from; at < to; at += 1) {
      const supplier = flat.arcSupplier[flat.lineArcs[at]!]!;
      const filled = perSupplier[supplier]!;
      if (filled === 0 || (best >= 0 && filled < perSupplier[best]!)) continue;
      if (best < 0 || filled > perSupplier[best]! || goods[supplier]! < goods[best]!) best = supplier;
    }
    this.missing += demand - (best < 0 ? 0 : perSupplier[best]!);
    this.lineCost[line] = best < 0 ? 0 : goods[best]!;
    this.lineFilled[line] = best < 0 ? 0 : perSupplier[best]!;
    if (best < 0) return;
    this.used[best] = 1;
    this.cost += goods[best]!;
    if (units) this.takeWhole(line, best, units);
  }

  private takeWhole(line: number, supplier: number, units: Float64Array): void {
    const { flat } = this;
    let missing = flat.demand[line]!;
    for (let at = flat.lineStart[line]!; at < flat.lineStart[line + 1]!; at += 1) {
      const arc = flat.lineArcs[at]!;
      units[arc] = flat.arcSupplier[arc] === supplier ? Math.min(missing, flat.arcUnits[arc]!) : 0;
      missing -= units[arc];
    }
  }

  /** Makes the supplier that must be used give something where that costs least; false when it cannot. */
  private forceIn(units: Float64Array | null): boolean {
    const { flat } = this;
    const supplier = this.mustUse;
    let best = -1;
    let leastMissing = Infinity;
    let leastCost = Infinity;
    for (let arc = flat.supplierStart[supplier]!; arc < flat.supplierStart[supplier + 1]!; arc += 1) {
      this.swap(supplier, arc);
      const isLess = this.swapMissing !== leastMissing ? this.swapMissing < leastMissing : this.swapCost < leastCost;
      if (isLess) [best, leastMissing, leastCost] = [arc, this.swapMissing, this.swapCost];
    }
    if (best < 0) return false;
    this.cost += leastCost + flat.fixed[supplier]!;
    this.missing += leastMissing;
    if (!units) return true;
    const line = flat.arcLine[best]!;
    if (flat.whole[line]) this.takeWhole(line, supplier, units);
    else {
      units[this.lastArc[line]!]! -= 1;
      units[best] = 1;
    }
    return true;
  }

  /** What changes when a unit comes from this arc, or its whole line where that may not be split. */
  private swap(supplier: number, arc: number): void {
    const { flat } = this;
    const line = flat.arcLine[arc]!;
    const demand = flat.demand[line]!;
    this.swapMissing = 0;
    this.swapCost = Infinity;
    if (!flat.whole[line]) {
      const last = this.lastArc[line]!;
      if (last >= 0) this.swapCost = flat.arcCost[arc]! - flat.arcCost[last]!;
      return;
    }
    let missing = demand;
    let goods = 0;
    for (let own = flat.supplierStart[supplier]!; own < flat.supplierStart[supplier + 1]!; own += 1) {
      if (flat.arcLine[own] !== line) continue;
      const taken = Math.min(missing, flat.arcUnits[own]!);
      goods += taken * flat.arcCost[own]!;
      missing -= taken;
    }
    this.swapMissing = missing - (demand - this.lineFilled[line]!);
    this.swapCost = goods - this.lineCost[line]!;
  }
}
