import type { FlatProblem } from './flat-problem.js';
import type { SearchState } from './search-state.js';

/**
 * What it costs a supplier at given prices to reach its least goods value: where the units that earn something are
 * worth less than that, it has to give others at a loss, those that lose least for their value first, the last in
 * part. No real parcel loses less.
 */
export class LeastValue {
  constructor(
    private readonly flat: FlatProblem,
    private readonly state: SearchState,
    private readonly margin: Float64Array,
  ) {}

  /** The loss, with the units that make it added to `units`; infinite when the value cannot be reached at all. */
  complete(supplier: number, units: Float64Array): number {
    const { flat, state, margin } = this;
    const from = flat.supplierStart[supplier]!;
    const to = flat.supplierStart[supplier + 1]!;
    let missing = flat.minOrder[supplier]!;
    for (let arc = from; arc < to; arc += 1) missing -= units[arc]! * flat.arcGoods[arc]!;
    let loss = 0;
    while (missing > 0) {
      let best = -1;
      for (let arc = from; arc < to; arc += 1) {
        if (units[arc]! >= state.mostUnits[arc]! || flat.arcGoods[arc] === 0) continue;
        if (best < 0 || margin[arc]! * flat.arcGoods[best]! > margin[best]! * flat.arcGoods[arc]!) best = arc;
      }
      if (best < 0) return Infinity;
      const taken = Math.min(state.mostUnits[best]! - units[best]!, missing / flat.arcGoods[best]!);
      units[best]! += taken;
      loss -= taken * margin[best]!;
      missing -= taken * flat.arcGoods[best]!;
      // A part of a unit is the last; the rest of the division would go on for ever.
      if (units[best]! < state.mostUnits[best]!) return loss;
    }
    return loss;
  }
}
