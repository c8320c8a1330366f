import type { FlatProblem } from './flat-problem.js';
import type { SearchState } from './search-state.js';

/** Steps of one search for the best filling; one that is not done by then counts as filled to the last gram. */
const STEPS_MAX = 2_000;

/**
 * The best whole filling of one parcel: which units earn most within a weight. Depth first over the arcs by what they
 * earn per gram, as many units as fit first; a branch ends where filling all the room that is left at the next arc's
 * earnings per gram would not be enough. Few arcs of an order earn anything at a supplier, so this takes a few dozen
 * steps.
 */
export class LevelFilling {
  private readonly taken: Float64Array;
  private readonly best: Float64Array;
  /** What all open units from here on would earn. */
  private readonly rest: Float64Array;
  private start = 0;
  private end = 0;
  private bestValue = 0;
  private steps = 0;

  /**
   * @param order per supplier its arcs, those that earn most per gram first.
   * @param density what an arc earns per gram; negative where it earns nothing or has no units left.
   * @param margin what a unit of an arc earns.
   */
  constructor(
    private readonly flat: FlatProblem,
    private readonly state: SearchState,
    private readonly order: Int32Array,
    private readonly density: Float64Array,
    private readonly margin: Float64Array,
  ) {
    this.taken = flat.scratch.floats(flat.arcs);
    this.best = flat.scratch.floats(flat.arcs);
    this.rest = flat.scratch.floats(flat.arcs + 1);
  }

  /**
   * The most that units beyond the decided ones earn within `room` grams. `units` becomes that filling when it earns
   * more than `below`. Infinite when the search was given up.
   */
  fill(supplier: number, room: number, below: number, units: Float64Array): number {
    const { flat, state, order, margin } = this;
    const to = flat.supplierStart[supplier + 1]!;
    this.start = flat.supplierStart[supplier]!;
    this.end = this.start;
    while (this.end < to && this.density[order[this.end]!]! > 0) this.end += 1;
    this.rest[this.end] = 0;
    for (let at = this.end - 1; at >= this.start; at -= 1) {
      const arc = order[at]!;
      this.rest[at] = this.rest[at + 1]! + (state.mostUnits[arc]! - state.leastUnits[arc]!) * margin[arc]!;
    }
    this.bestValue = below;
    this.steps = 0;
    this.descend(this.start, room, 0);
    if (this.bestValue > below) {
      for (let at = this.start; at < to; at += 1) {
        const arc = order[at]!;
        units[arc] = state.leastUnits[arc]! + (at < this.end ? this.best[at]! : 0);
      }
    }
    return this.steps > STEPS_MAX ? Infinity : this.bestValue;
  }

  private descend(at: number, room: number, value: number): void {
    this.steps += 1;
    if (value > this.bestValue) {
      this.bestValue = value;
      this.best.fill(0, at, this.end);
      for (let before = this.start; before < at; before += 1) this.best[before] = this.taken[before]!;
    }
    if (at === this.end || this.steps > STEPS_MAX) return;
    const arc = this.order[at]!;
    const weight = this.flat.weight[this.flat.arcLine[arc]!]!;
    const open = this.state.mostUnits[arc]! - this.state.leastUnits[arc]!;
    const rest = this.rest[at + 1]!;
    const density = rest > 0 ? this.density[this.order[at + 1]!]! : 0;
    let units = weight > 0 ? Math.min(open, Math.floor(room / weight)) : open;
    for (; units >= 0; units -= 1) {
      const left = room - units * weight;
      const earned = value + units * this.margin[arc]!;
      const more = rest > 0 && left > 0 ? Math.min(rest, left * density) : rest;
      if (earned + more <= this.bestValue) return;
      this.taken[at] = units;
      this.descend(at + 1, left, earned);
    }
  }
}
