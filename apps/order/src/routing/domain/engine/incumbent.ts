import type { FlatProblem } from './flat-problem.js';

/** The best plan so far: units per arc. */
export class Incumbent {
  readonly units: Float64Array;
  /** Units that somebody could give, but that this plan leaves unfilled. */
  missing = Infinity;
  cost = Infinity;

  constructor(flat: FlatProblem) {
    this.units = flat.scratch.floats(flat.arcs);
  }

  isBeatenBy(missing: number, cost: number): boolean {
    return missing !== this.missing ? missing < this.missing : cost < this.cost;
  }
}
