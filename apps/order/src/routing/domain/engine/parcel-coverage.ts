import type { FlatProblem } from './flat-problem.js';

/** What a search has decided of suppliers so far, and how it decides more. */
interface SupplierDecisions {
  readonly minLevel: Float64Array;
  readonly maxLevel: Float64Array;
  readonly mostUnits: Float64Array;
  readonly slack: number;
  raiseLevel(supplier: number, level: number): void;
  lowerLevel(supplier: number, level: number): void;
}

/**
 * What a limit on parcels says about who may still be opened: the units that open parcels cannot give have to come
 * from so few more that each must bring many. Suppliers that bring too little for that are shut, those without whom
 * it cannot be done are opened.
 */
export class ParcelCoverage {
  private readonly residual: Float64Array;
  private readonly gain: Float64Array;
  private readonly ranking: Int32Array;

  constructor(
    private readonly flat: FlatProblem,
    private readonly state: SupplierDecisions,
  ) {
    this.residual = flat.scratch.floats(flat.lines);
    this.gain = flat.scratch.floats(flat.suppliers);
    this.ranking = flat.scratch.ints(flat.suppliers);
  }

  /** @returns false when no set of suppliers within the limit fills enough. */
  tighten(): boolean {
    const { flat, state, gain, ranking } = this;
    if (flat.parcelsMax >= flat.suppliers) return true;
    let left = flat.parcelsMax;
    for (let supplier = 0; supplier < flat.suppliers; supplier += 1) if (state.minLevel[supplier]! > 0) left -= 1;
    if (left < 0) return false;
    if (left === 0) {
      for (let supplier = 0; supplier < flat.suppliers; supplier += 1)
        if (state.minLevel[supplier] === 0) state.lowerLevel(supplier, 0);
      return true;
    }
    const needed = this.unitsBeyondOpen() - state.slack;
    if (needed <= 0) return true;
    const count = this.rank();
    let most = 0;
    for (let at = 0; at < Math.min(left, count); at += 1) most += gain[ranking[at]!]!;
    if (most < needed) return false;
    const next = count > left ? gain[ranking[left]!]! : 0;
    const last = count >= left ? gain[ranking[left - 1]!]! : 0;
    for (let at = 0; at < count; at += 1) {
      const supplier = ranking[at]!;
      if (at < left && most - gain[supplier]! + next < needed) state.raiseLevel(supplier, 1);
      if (at >= left && most - last + gain[supplier]! < needed) state.lowerLevel(supplier, 0);
    }
    return true;
  }

  /** Units that no open parcel can give, line by line in `residual`. */
  private unitsBeyondOpen(): number {
    const { flat, state, residual } = this;
    let sum = 0;
    for (let line = 0; line < flat.lines; line += 1) {
      let units = flat.demand[line]!;
      for (let at = flat.lineStart[line]!; at < flat.lineStart[line + 1]!; at += 1) {
        const arc = flat.lineArcs[at]!;
        if (state.minLevel[flat.arcSupplier[arc]!]! > 0) units -= state.mostUnits[arc]!;
      }
      residual[line] = Math.max(0, units);
      sum += residual[line]!;
    }
    return sum;
  }

  /** Undecided suppliers by the units they would bring, most first; returns how many there are. */
  private rank(): number {
    const { flat, state, residual, gain, ranking } = this;
    let count = 0;
    for (let supplier = 0; supplier < flat.suppliers; supplier += 1) {
      if (state.maxLevel[supplier] === 0 || state.minLevel[supplier]! > 0) continue;
      let units = 0;
      for (let arc = flat.supplierStart[supplier]!; arc < flat.supplierStart[supplier + 1]!; arc += 1)
        units += Math.min(residual[flat.arcLine[arc]!]!, state.mostUnits[arc]!);
      gain[supplier] = units;
      let at = count;
      for (; at > 0 && gain[ranking[at - 1]!]! < units; at -= 1) ranking[at] = ranking[at - 1]!;
      ranking[at] = supplier;
      count += 1;
    }
    return count;
  }
}
