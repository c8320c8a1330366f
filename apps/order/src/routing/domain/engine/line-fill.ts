import type { CompiledProblem, Pair } from './compiled-problem.js';
import { isBetter, type PlanValue } from './plan-value.js';

/** Units per offer and what they are worth, parcels included. */
export interface Plan {
  readonly units: Float64Array;
  readonly value: PlanValue;
}

/** Which suppliers may give units. */
export type OpenSet = (supplier: number) => boolean;

/**
 * Fills every line from the open suppliers, cheapest unit first: exact, because stock is per line and supplier and
 * so, once it is known who is open, each line is a matter of its own. Who gives nothing is not paid.
 * @param mustUse a supplier that has to give at least one unit; undefined is returned when it cannot.
 */
export function fillLines(problem: CompiledProblem, isOpen: OpenSet, mustUse: number | null): Plan | undefined {
  const units = new Float64Array(problem.offers.length);
  problem.quantities.forEach((_, line) => {
    fillLine(problem, line, isOpen, units);
  });
  if (mustUse !== null && !gives(problem, units, mustUse) && !forceIn(problem, units, mustUse)) return undefined;
  return { units, value: valueOf(problem, units) };
}

/** Unfilled units and cost (goods and fixed parcel prices) of units per offer. */
export function valueOf(problem: CompiledProblem, units: Float64Array): PlanValue {
  let unfilledUnits = problem.quantities.reduce((sum, quantity) => sum + quantity, 0);
  let costMinor = 0;
  const paid = new Set<number>();
  problem.offers.forEach((offer, index) => {
    const taken = units[index] ?? 0;
    if (taken === 0) return;
    unfilledUnits -= taken;
    costMinor += taken * offer.unitCost;
    if (paid.has(offer.supplier)) return;
    paid.add(offer.supplier);
    costMinor += problem.fixed[offer.supplier] ?? 0;
  });
  return { unfilledUnits, costMinor };
}

/** Takes units of a pair, cheapest offer first. */
export function takeFrom(problem: CompiledProblem, pair: Pair, quantity: number, units: Float64Array): void {
  let missing = quantity;
  for (const index of pair.offers) {
    const taken = Math.min(missing, problem.offers[index]?.capacity ?? 0);
    units[index] = taken;
    missing -= taken;
  }
}

/** What units of a pair cost, cheapest offer first. */
export function goodsCost(problem: CompiledProblem, pair: Pair, quantity: number): number {
  let missing = quantity;
  let cost = 0;
  for (const index of pair.offers) {
    const offer = problem.offers[index];
    if (missing === 0 || !offer) break;
    const taken = Math.min(missing, offer.capacity);
    cost += taken * offer.unitCost;
    missing -= taken;
  }
  return cost;
}

function fillLine(problem: CompiledProblem, line: number, isOpen: OpenSet, units: Float64Array): void {
  if (problem.unsplittable[line]) {
    const best = bestWholePair(problem, line, isOpen);
    if (best) takeFrom(problem, best, best.capacity, units);
    return;
  }
  let missing = problem.quantities[line] ?? 0;
  for (const index of problem.offersOfLine[line] ?? []) {
    const offer = problem.offers[index];
    if (missing === 0) return;
    if (!offer || !isOpen(offer.supplier)) continue;
    const taken = Math.min(missing, offer.capacity);
    units[index] = taken;
    missing -= taken;
  }
}

function bestWholePair(problem: CompiledProblem, line: number, isOpen: OpenSet): Pair | undefined {
  const quantity = problem.quantities[line] ?? 0;
  let best: { pair: Pair; value: PlanValue } | undefined;
  for (const pair of problem.pairsOfLine[line] ?? []) {
    if (!isOpen(pair.supplier)) continue;
    const value = {
      unfilledUnits: quantity - pair.capacity,
      costMinor: goodsCost(problem, pair, pair.capacity),
    };
    if (!best || isBetter(value, best.value)) best = { pair, value };
  }
  return best?.pair;
}

const gives = (problem: CompiledProblem, units: Float64Array, supplier: number): boolean =>
  problem.offers.some((offer, index) => offer.supplier === supplier && (units[index] ?? 0) > 0);

/** Makes a supplier give something, where that costs least: one unit of a line, or a whole line that may not be split. */
function forceIn(problem: CompiledProblem, units: Float64Array, supplier: number): boolean {
  let best: { units: Float64Array; value: PlanValue } | undefined;
  for (const pair of problem.pairsOfLine.flat()) {
    if (pair.supplier !== supplier) continue;
    const candidate = units.slice();
    if (problem.unsplittable[pair.line]) {
      for (const index of problem.offersOfLine[pair.line] ?? []) candidate[index] = 0;
      takeFrom(problem, pair, pair.capacity, candidate);
    } else {
      giveBackDearest(problem, pair.line, candidate);
      takeFrom(problem, pair, 1, candidate);
    }
    const value = valueOf(problem, candidate);
    if (!best || isBetter(value, best.value)) best = { units: candidate, value };
  }
  if (best) units.set(best.units);
  return best !== undefined;
}

function giveBackDearest(problem: CompiledProblem, line: number, units: Float64Array): void {
  const dearest = problem.offersOfLine[line]?.findLast((index) => (units[index] ?? 0) > 0);
  if (dearest !== undefined) units[dearest] = (units[dearest] ?? 0) - 1;
}
