import type { FlatProblem } from './flat-problem.js';

/** Units per arc with what they make of each supplier's parcel: its weight, its goods value, its step price. */
export class ParcelLoads {
  readonly units: Float64Array;
  /** Units that somebody could give, but that are not taken; counted by `price`. */
  protected missing = 0;
  protected readonly grams: Float64Array;
  protected readonly goods: Float64Array;
  protected readonly given: Float64Array;
  /** The step price of each parcel as it is now. */
  protected readonly paid: Float64Array;

  constructor(protected readonly flat: FlatProblem) {
    this.units = flat.scratch.floats(flat.arcs);
    this.grams = flat.scratch.floats(flat.suppliers);
    this.goods = flat.scratch.floats(flat.suppliers);
    this.given = flat.scratch.floats(flat.suppliers);
    this.paid = flat.scratch.floats(flat.suppliers);
  }

  /** Takes everything back. */
  protected clear(): void {
    this.units.fill(0);
    this.grams.fill(0);
    this.goods.fill(0);
    this.given.fill(0);
    this.paid.fill(0);
  }

  protected take(arc: number, units: number): void {
    const { flat } = this;
    const supplier = flat.arcSupplier[arc]!;
    this.units[arc]! += units;
    this.grams[supplier]! += units * flat.weight[flat.arcLine[arc]!]!;
    this.goods[supplier]! += units * flat.arcGoods[arc]!;
    this.given[supplier]! += units;
    this.paid[supplier] = this.given[supplier]! > 0 ? this.levelCost(supplier, this.grams[supplier]!) : 0;
  }

  protected roomFor(arc: number, gramsMax: number): number {
    const { flat } = this;
    const weight = flat.weight[flat.arcLine[arc]!]!;
    const left = flat.arcUnits[arc]! - this.units[arc]!;
    if (weight === 0) return left;
    return Math.min(left, Math.floor((gramsMax - this.grams[flat.arcSupplier[arc]!]!) / weight));
  }

  protected parcels(): number {
    let count = 0;
    for (let supplier = 0; supplier < this.flat.suppliers; supplier += 1) if (this.given[supplier]! > 0) count += 1;
    return count;
  }

  /** Cost of the present units; `missing` is left behind. */
  protected price(): number {
    const { flat, units } = this;
    let cost = 0;
    this.missing = 0;
    for (let line = 0; line < flat.lines; line += 1) this.missing += flat.demand[line]!;
    for (let arc = 0; arc < flat.arcs; arc += 1) {
      this.missing -= units[arc]!;
      cost += units[arc]! * flat.arcCost[arc]!;
    }
    for (let supplier = 0; supplier < flat.suppliers; supplier += 1) {
      if (this.given[supplier]! > 0) cost += flat.fixed[supplier]! + this.paid[supplier]!;
    }
    return cost;
  }

  /** The step price of a parcel that weighs this much; infinite when it is too heavy. */
  levelCost(supplier: number, grams: number): number {
    const { levelGrams, levelCost, levelStart } = this.flat;
    for (let at = levelStart[supplier]!; at < levelStart[supplier + 1]!; at += 1) {
      if (grams <= levelGrams[at]!) return levelCost[at]!;
    }
    return Infinity;
  }
}
