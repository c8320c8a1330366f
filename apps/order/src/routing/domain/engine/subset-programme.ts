import type { CompiledProblem } from './compiled-problem.js';
import { valueOf, type Plan } from './line-fill.js';

/** Lines at most: 2^10 subsets per supplier are a few kilobytes and microseconds; above, the search is faster. */
export const SUBSET_LINES_MAX = 10;

/**
 * Whether no line could gain by being split: every offer that counts could fill its line alone, and nothing but
 * unit cost and fixed price matters.
 */
export function isSubsetProgramme(problem: CompiledProblem): boolean {
  return (
    problem.quantities.length <= SUBSET_LINES_MAX &&
    problem.parcelsMax === null &&
    problem.offers.every((offer) => offer.capacity === problem.quantities[offer.line])
  );
}

/**
 * Dynamic programme over the subsets of lines that are filled: `best[j][S]` is the least cost of filling S from the
 * first j suppliers, `open[j][S]` the same with supplier j's parcel paid. Exact, O(suppliers · lines · 2^lines).
 */
export function solveSubsets(problem: CompiledProblem): Plan {
  const lines = problem.offersOfLine.flatMap((offers, line) => (offers.length > 0 ? [line] : []));
  const costs = problem.supplierIds.map((_, supplier) => lines.map((line) => cheapest(problem, line, supplier)));
  const size = 1 << lines.length;
  const best = [new Float64Array(size).fill(Infinity)];
  if (best[0]) best[0][0] = 0;
  const open: Float64Array[] = [];
  for (const [supplier, own] of costs.entries()) {
    const before = best[supplier] ?? new Float64Array(size);
    const opened = before.map((cost) => cost + (problem.fixed[supplier] ?? 0));
    own.forEach(({ cost }, bit) => {
      for (let set = 0; set < size; set += 1) {
        if ((set & (1 << bit)) === 0) continue;
        opened[set] = Math.min(opened[set] ?? Infinity, (opened[set ^ (1 << bit)] ?? Infinity) + cost);
      }
    });
    open.push(opened);
    best.push(before.map((cost, set) => Math.min(cost, opened[set] ?? Infinity)));
  }
  const units = new Float64Array(problem.offers.length);
  for (const { offer } of chosen(costs, best, open, size - 1)) {
    units[offer] = problem.offers[offer]?.capacity ?? 0;
  }
  return { units, value: valueOf(problem, units) };
}

interface WholeLine {
  readonly offer: number;
  readonly cost: number;
}

/** The cheapest way of one supplier to fill one line; infinite when it has none. */
function cheapest(problem: CompiledProblem, line: number, supplier: number): WholeLine {
  const offer = problem.offersOfLine[line]?.find((index) => problem.offers[index]?.supplier === supplier);
  if (offer === undefined) return { offer: -1, cost: Infinity };
  return { offer, cost: (problem.offers[offer]?.unitCost ?? 0) * (problem.quantities[line] ?? 0) };
}

/** Walks back from the full set to who gave what. */
function chosen(costs: WholeLine[][], best: Float64Array[], open: Float64Array[], full: number): WholeLine[] {
  const found: WholeLine[] = [];
  let set = full;
  for (let supplier = costs.length - 1; supplier >= 0; supplier -= 1) {
    const [before, after, opened, own] = [best[supplier], best[supplier + 1], open[supplier], costs[supplier]];
    if (!before || !after || !opened || !own || before[set] === after[set]) continue;
    set = takeOff(own, before, opened, set, found);
  }
  return found;
}

/** Takes one supplier's lines off a set: at each set either its parcel was opened or a line was added. */
function takeOff(
  own: readonly WholeLine[],
  before: Float64Array,
  opened: Float64Array,
  from: number,
  found: WholeLine[],
): number {
  const at = (table: Float64Array, set: number): number => table[set] ?? Infinity;
  const fixed = at(opened, 0) - at(before, 0);
  let set = from;
  while (at(opened, set) !== at(before, set) + fixed) {
    const bit = own.findIndex(
      (line, index) => (set & (1 << index)) !== 0 && at(opened, set) === at(opened, set ^ (1 << index)) + line.cost,
    );
    const line = own[bit];
    if (!line) throw new RangeError('The table of subsets does not lead back to its start');
    found.push(line);
    set ^= 1 << bit;
  }
  return set;
}
