import type { DualBound } from './dual-bound.js';
import type { FlatProblem } from './flat-problem.js';
import type { SearchState } from './search-state.js';

/** One decision to split a node on: at most `below`, or more. */
export interface Branch {
  readonly kind: 'level' | 'units';
  /** A supplier or an arc. */
  readonly index: number;
  readonly below: number;
  /** The half in which the relaxed plan lies: it is visited first. */
  readonly aboveFirst: boolean;
}

const FRACTION = 1e-6;

/** The supplier about which the relaxed plans disagree most, weighed by the money that is at stake. */
export function levelToBranch(flat: FlatProblem, state: SearchState, dual: DualBound): Branch | undefined {
  let best = -1;
  let most = -Infinity;
  for (let supplier = 0; supplier < flat.suppliers; supplier += 1) {
    const least = state.minLevel[supplier]!;
    if (least === state.maxLevel[supplier]) continue;
    const mean = dual.meanOpen[supplier]!;
    const first = flat.levelStart[supplier]! - 1;
    let score = (mean * (1 - mean) + 1e-3) * dual.objective.fixed[supplier]!;
    if (dual.loads) {
      const level = Math.max(1, Math.round(dual.meanLevel[supplier]!));
      const spread = dual.levelSpread[supplier]!;
      const price = dual.objective.levelCost[first + level]!;
      score =
        least === 0
          ? (mean * (1 - mean) + 1e-3) * (dual.objective.fixed[supplier]! + price)
          : (spread + 1e-3) * (price + 1);
    }
    if (score > most) [best, most] = [supplier, score];
  }
  if (best < 0) return undefined;
  const mean = dual.meanOpen[best]!;
  if (state.minLevel[best] === 0) return { kind: 'level', index: best, below: 0, aboveFirst: mean > 0.5 };
  const level = dual.meanLevel[best]!;
  const below = Math.min(Math.max(Math.floor(level), state.minLevel[best]!), state.maxLevel[best]! - 1);
  return { kind: 'level', index: best, below, aboveFirst: level > below + 0.5 };
}

/**
 * The arc to split when all levels are decided: one that the relaxed plan uses in part, else one of a line that gets
 * too much or too little, else any that is open still.
 */
export function unitsToBranch(flat: FlatProblem, state: SearchState, dual: DualBound): Branch | undefined {
  const taken = dual.loads!.units;
  let best = -1;
  let most = -1;
  for (let arc = 0; arc < flat.arcs; arc += 1) {
    const open = state.mostUnits[arc]! - state.leastUnits[arc]!;
    if (open <= 0) continue;
    const isUsed = dual.chosen[flat.arcSupplier[arc]!] === 1;
    const units = isUsed ? taken[arc]! : 0;
    const isSplit = Math.abs(units - Math.round(units)) > FRACTION;
    const isWrong = Math.abs(dual.excess[flat.arcLine[arc]!]!) > FRACTION;
    const score = (isSplit ? 1e9 : 0) + (isWrong ? 1e6 : 0) + (units > state.leastUnits[arc]! ? 1e3 : 0) + open;
    if (score > most) [best, most] = [arc, score];
  }
  if (best < 0) return undefined;
  const units = dual.chosen[flat.arcSupplier[best]!] === 1 ? taken[best]! : 0;
  const least = state.leastUnits[best]!;
  const top = state.mostUnits[best]! - 1;
  const isSplit = Math.abs(units - Math.round(units)) > FRACTION;
  const below = Math.min(Math.max(isSplit ? Math.floor(units) : Math.floor((least + top) / 2), least), top);
  return { kind: 'units', index: best, below, aboveFirst: units > below };
}
