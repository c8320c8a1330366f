import type { FlatProblem } from './flat-problem.js';
import { ParcelCoverage } from './parcel-coverage.js';

/** Changes that a search can write down before its trail grows. */
const TRAIL_LENGTH = 512;

/**
 * What a node of the search has decided: for every supplier the least and the highest level that its parcel may have,
 * for every arc the least and the most units. Changes are written on a trail and taken back with it, so that going
 * down and up the tree allocates nothing.
 */
export class SearchState {
  readonly minLevel: Float64Array;
  readonly maxLevel: Float64Array;
  readonly leastUnits: Float64Array;
  readonly mostUnits: Float64Array;
  /** Units of each line that the decisions leave nobody for, and what may stay unfilled besides; by `propagate`. */
  readonly shortfall: Float64Array;
  slackLeft = 0;
  private readonly values: Float64Array;
  private readonly arcBase: number;
  private readonly perSupplier: Float64Array;
  private readonly coverage: ParcelCoverage;
  private trailAt: Int32Array;
  private trailWas: Float64Array;
  private trailLength = 0;

  /** @param slack units that may stay unfilled although somebody could give them. */
  constructor(
    private readonly flat: FlatProblem,
    public slack: number,
  ) {
    const { suppliers, arcs } = flat;
    this.trailAt = flat.scratch.ints(TRAIL_LENGTH);
    this.trailWas = flat.scratch.floats(TRAIL_LENGTH);
    this.values = flat.scratch.floats(2 * suppliers + 2 * arcs);
    this.minLevel = this.values.subarray(0, suppliers);
    this.maxLevel = this.values.subarray(suppliers, 2 * suppliers);
    this.arcBase = 2 * suppliers;
    this.leastUnits = this.values.subarray(this.arcBase, this.arcBase + arcs);
    this.mostUnits = this.values.subarray(this.arcBase + arcs);
    this.perSupplier = flat.scratch.floats(suppliers);
    this.shortfall = flat.scratch.floats(flat.lines);
    this.coverage = new ParcelCoverage(flat, this);
    this.reset();
  }

  /** Forgets all decisions. */
  reset(): void {
    const { flat } = this;
    this.minLevel.fill(0);
    for (let supplier = 0; supplier < flat.suppliers; supplier += 1) {
      const isEmpty = flat.supplierStart[supplier] === flat.supplierStart[supplier + 1];
      this.maxLevel[supplier] = isEmpty ? 0 : flat.levelStart[supplier + 1]! - flat.levelStart[supplier]!;
    }
    this.leastUnits.fill(0);
    this.mostUnits.set(flat.arcUnits);
    this.trailLength = 0;
  }

  /** Where the trail is now; `undoTo` comes back here. */
  mark(): number {
    return this.trailLength;
  }

  undoTo(mark: number): void {
    while (this.trailLength > mark) {
      this.trailLength -= 1;
      this.values[this.trailAt[this.trailLength]!] = this.trailWas[this.trailLength]!;
    }
  }

  raiseLevel(supplier: number, level: number): void {
    if (level > this.minLevel[supplier]!) this.write(supplier, level);
  }

  lowerLevel(supplier: number, level: number): void {
    if (level < this.maxLevel[supplier]!) this.write(this.flat.suppliers + supplier, level);
  }

  raiseUnits(arc: number, units: number): void {
    if (units > this.leastUnits[arc]!) this.write(this.arcBase + arc, units);
  }

  lowerUnits(arc: number, units: number): void {
    if (units < this.mostUnits[arc]!) this.write(this.arcBase + this.flat.arcs + arc, units);
  }

  private write(at: number, value: number): void {
    if (this.trailLength === this.trailAt.length) this.growTrail();
    this.trailAt[this.trailLength] = at;
    this.trailWas[this.trailLength] = this.values[at]!;
    this.trailLength += 1;
    this.values[at] = value;
  }

  private growTrail(): void {
    const [at, was] = [new Int32Array(2 * this.trailLength), new Float64Array(2 * this.trailLength)];
    at.set(this.trailAt);
    was.set(this.trailWas);
    [this.trailAt, this.trailWas] = [at, was];
  }

  /** Draws what follows from the decisions; false when no plan keeps them all. */
  propagate(): boolean {
    for (;;) {
      const before = this.trailLength;
      if (!this.coverage.tighten() || !this.countShortfall()) return false;
      for (let supplier = 0; supplier < this.flat.suppliers; supplier += 1) {
        if (!this.tightenSupplier(supplier)) return false;
      }
      for (let line = 0; line < this.flat.lines; line += 1) {
        if (!(this.flat.whole[line] ? this.tightenWholeLine(line) : this.tightenLine(line))) return false;
      }
      if (this.trailLength === before) return true;
    }
  }

  /**
   * Units that nobody is left for stay unfilled for certain; what other lines may leave unfilled is the rest of the
   * slack.
   */
  private countShortfall(): boolean {
    let sum = 0;
    for (let line = 0; line < this.flat.lines && this.slack < Infinity; line += 1) {
      this.shortfall[line] = Math.max(0, this.flat.demand[line]! - this.mostOf(line));
      sum += this.shortfall[line]!;
    }
    this.slackLeft = this.slack - sum;
    return this.slackLeft >= 0;
  }

  /** The most units that a line can get still: from everybody, or from the one who has most of a whole line. */
  private mostOf(line: number): number {
    const { lineStart, lineArcs, arcSupplier, whole } = this.flat;
    const from = lineStart[line]!;
    const to = lineStart[line + 1]!;
    let sum = 0;
    let most = 0;
    if (whole[line]) for (let at = from; at < to; at += 1) this.perSupplier[arcSupplier[lineArcs[at]!]!] = 0;
    for (let at = from; at < to; at += 1) {
      const arc = lineArcs[at]!;
      sum += this.mostUnits[arc]!;
      if (whole[line]) most = Math.max(most, (this.perSupplier[arcSupplier[arc]!]! += this.mostUnits[arc]!));
    }
    return whole[line] ? most : sum;
  }

  private tightenSupplier(supplier: number): boolean {
    if (this.minLevel[supplier]! > this.maxLevel[supplier]!) return false;
    const from = this.flat.supplierStart[supplier]!;
    const to = this.flat.supplierStart[supplier + 1]!;
    if (this.maxLevel[supplier] === 0) {
      for (let arc = from; arc < to; arc += 1) {
        if (this.leastUnits[arc]! > 0) return false;
        this.lowerUnits(arc, 0);
      }
      return true;
    }
    if (!this.flat.hasLoads) return true;
    for (let arc = from; arc < to; arc += 1) if (this.leastUnits[arc]! > 0) this.raiseLevel(supplier, 1);
    return this.flat.loaded[supplier] ? this.tightenLoad(supplier, from, to) : true;
  }

  /** Weight and goods value that the supplier's parcel has at least and at most, against its levels and least order. */
  private tightenLoad(supplier: number, from: number, to: number): boolean {
    const { weight, arcLine, arcGoods, minOrder, levelGrams, levelStart } = this.flat;
    let leastGrams = 0;
    let mostGrams = 0;
    let mostGoods = 0;
    for (let arc = from; arc < to; arc += 1) {
      const grams = weight[arcLine[arc]!]!;
      leastGrams += this.leastUnits[arc]! * grams;
      mostGrams += this.mostUnits[arc]! * grams;
      mostGoods += this.mostUnits[arc]! * arcGoods[arc]!;
    }
    if (mostGoods < minOrder[supplier]!) {
      this.lowerLevel(supplier, 0);
      return this.minLevel[supplier] === 0;
    }
    const first = levelStart[supplier]! - 1;
    let lowest = Math.max(1, this.minLevel[supplier]!);
    const highest = this.maxLevel[supplier]!;
    while (lowest <= highest && levelGrams[first + lowest]! < leastGrams) lowest += 1;
    if (lowest > highest) {
      this.lowerLevel(supplier, 0);
      return this.minLevel[supplier] === 0 && leastGrams === 0;
    }
    if (this.minLevel[supplier]! > 0) this.raiseLevel(supplier, lowest);
    let reached = lowest;
    while (reached < highest && levelGrams[first + reached]! < mostGrams) reached += 1;
    this.lowerLevel(supplier, reached);
    const room = levelGrams[first + this.maxLevel[supplier]!]! - leastGrams;
    for (let arc = from; arc < to; arc += 1) {
      const grams = weight[arcLine[arc]!]!;
      if (grams > 0) this.lowerUnits(arc, this.leastUnits[arc]! + Math.floor(room / grams));
    }
    return true;
  }

  private tightenLine(line: number): boolean {
    const { lineStart, lineArcs, demand, arcSupplier, loaded } = this.flat;
    const from = lineStart[line]!;
    const to = lineStart[line + 1]!;
    let least = 0;
    let most = 0;
    for (let at = from; at < to; at += 1) {
      const arc = lineArcs[at]!;
      least += this.leastUnits[arc]!;
      most += this.mostUnits[arc]!;
    }
    const needed = demand[line]! - this.slackLeft - this.shortfall[line]!;
    if (most < needed || least > demand[line]!) return false;
    if (!this.flat.hasLoads && most - needed >= demand[line]!) return true;
    for (let at = from; at < to; at += 1) {
      const arc = lineArcs[at]!;
      const own = this.mostUnits[arc]!;
      if (own > 0 && most - own < needed) {
        if (this.flat.hasLoads) this.raiseUnits(arc, needed - (most - own));
        this.raiseLevel(arcSupplier[arc]!, 1);
      }
      if (loaded[arcSupplier[arc]!]) this.lowerUnits(arc, demand[line]! - (least - this.leastUnits[arc]!));
    }
    return true;
  }

  /** A line that may not be split: one supplier must be able to give what is needed. */
  private tightenWholeLine(line: number): boolean {
    const { lineStart, lineArcs, demand, arcSupplier } = this.flat;
    const { perSupplier } = this;
    const from = lineStart[line]!;
    const to = lineStart[line + 1]!;
    const needed = demand[line]! - this.slackLeft - this.shortfall[line]!;
    let giver = -1;
    let least = 0;
    for (let at = from; at < to; at += 1) {
      perSupplier[arcSupplier[lineArcs[at]!]!] = 0;
      least += this.leastUnits[lineArcs[at]!]!;
    }
    if (least > demand[line]!) return false;
    for (let at = from; at < to; at += 1) {
      const arc = lineArcs[at]!;
      const supplier = arcSupplier[arc]!;
      this.lowerUnits(arc, demand[line]! - (least - this.leastUnits[arc]!));
      perSupplier[supplier]! += this.mostUnits[arc]!;
      if (this.leastUnits[arc]! === 0) continue;
      if (giver >= 0 && giver !== supplier) return false;
      giver = supplier;
    }
    let able = 0;
    let last = -1;
    for (let at = from; at < to; at += 1) {
      const arc = lineArcs[at]!;
      const supplier = arcSupplier[arc]!;
      if (perSupplier[supplier]! < needed || (giver >= 0 && supplier !== giver)) this.lowerUnits(arc, 0);
      else if (this.mostUnits[arc]! > 0 && supplier !== last) {
        able += 1;
        last = supplier;
      }
    }
    if (needed > 0 && able === 0) return false;
    if (needed > 0 && able === 1) this.raiseLevel(last, 1);
    return true;
  }
}
