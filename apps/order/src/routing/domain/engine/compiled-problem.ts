import type { ParcelStep, PlannedTake, RoutingProblem, RoutingSolution } from './routing-problem.js';

/** One offer, by numbers: `capacity` is what is available, at most what the line wants. */
export interface CompiledOffer {
  readonly line: number;
  readonly supplier: number;
  readonly unitCost: number;
  readonly capacity: number;
  readonly id: string;
}

/** The offers of one supplier for one line, cheapest first. */
export interface Pair {
  readonly line: number;
  readonly supplier: number;
  /** Units that the supplier can give to the line, at most what the line wants. */
  readonly capacity: number;
  readonly offers: readonly number[];
}

/**
 * A problem with names replaced by numbers in an order that depends on the names only. Every search walks this
 * order, which is why an answer does not depend on the order in which somebody listed lines or suppliers.
 */
export interface CompiledProblem {
  readonly lineIds: readonly string[];
  readonly quantities: readonly number[];
  readonly weights: readonly number[];
  readonly unsplittable: readonly boolean[];
  readonly supplierIds: readonly string[];
  /** Fixed price still to be paid when the supplier gives anything. */
  readonly fixed: readonly number[];
  readonly steps: readonly (readonly ParcelStep[] | null)[];
  readonly minOrder: readonly number[];
  readonly offers: readonly CompiledOffer[];
  /** Per line: indices of its offers, cheapest first. */
  readonly offersOfLine: readonly (readonly number[])[];
  /** Per line: its pairs, by supplier. */
  readonly pairsOfLine: readonly (readonly Pair[])[];
  readonly parcelsMax: number | null;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Numbers the names of a problem. Offers with nothing available are left out. */
export function compile(problem: RoutingProblem): CompiledProblem {
  const lines = [...problem.lines].sort((a, b) => byText(a.id, b.id));
  const suppliers = [...problem.suppliers].sort((a, b) => byText(a.id, b.id));
  const lineIndex = new Map(lines.map((line, index) => [line.id, index]));
  const supplierIndex = new Map(suppliers.map((supplier, index) => [supplier.id, index]));
  const unsplittable = new Set(problem.unsplittableLines);
  const offers = problem.offers
    .map((offer) => {
      const line = required(lineIndex, offer.line);
      const capacity = Math.min(offer.available, lines[line]?.quantity ?? 0);
      return {
        line,
        supplier: required(supplierIndex, offer.supplier),
        unitCost: offer.unitCostMinor,
        capacity,
        id: offer.id,
      };
    })
    .filter((offer) => offer.capacity > 0)
    .sort((a, b) => a.line - b.line || a.unitCost - b.unitCost || a.supplier - b.supplier || byText(a.id, b.id));
  const offersOfLine = lines.map((_, line) => offers.flatMap((offer, index) => (offer.line === line ? [index] : [])));
  return {
    lineIds: lines.map((line) => line.id),
    quantities: lines.map((line) => line.quantity),
    weights: lines.map((line) => line.weightGrams),
    unsplittable: lines.map((line) => unsplittable.has(line.id)),
    supplierIds: suppliers.map((supplier) => supplier.id),
    fixed: suppliers.map((supplier) => (supplier.alreadyOpen ? 0 : supplier.parcelFixedMinor)),
    steps: suppliers.map((supplier) => supplier.parcelSteps),
    minOrder: suppliers.map((supplier) => supplier.minOrderMinor),
    offers,
    offersOfLine,
    pairsOfLine: offersOfLine.map((indices, line) => pairsOf(line, lines[line]?.quantity ?? 0, indices, offers)),
    parcelsMax: problem.parcelsMax,
  };
}

/** Units per offer as a solution with names again, in the order of the names. */
export function solutionOf(
  problem: CompiledProblem,
  units: ArrayLike<number>,
  outcome: { costMinor: number; lowerBoundMinor: number; proven: boolean },
): RoutingSolution {
  const missing = [...problem.quantities];
  const plan: PlannedTake[] = [];
  problem.offers.forEach((offer, index) => {
    const quantity = units[index] ?? 0;
    if (quantity === 0) return;
    missing[offer.line] = (missing[offer.line] ?? 0) - quantity;
    plan.push({
      line: problem.lineIds[offer.line] ?? '',
      supplier: problem.supplierIds[offer.supplier] ?? '',
      offer: offer.id,
      quantity,
    });
  });
  plan.sort((a, b) => byText(a.line, b.line) || byText(a.supplier, b.supplier) || byText(a.offer, b.offer));
  const unfilled = missing.flatMap((quantity, line) =>
    quantity > 0 ? [{ line: problem.lineIds[line] ?? '', quantity }] : [],
  );
  return { plan, unfilled, unfilledUnits: unfilled.reduce((sum, line) => sum + line.quantity, 0), ...outcome };
}

function pairsOf(line: number, quantity: number, indices: readonly number[], offers: readonly CompiledOffer[]): Pair[] {
  const bySupplier = new Map<number, number[]>();
  for (const index of indices) {
    const supplier = offers[index]?.supplier ?? 0;
    bySupplier.set(supplier, [...(bySupplier.get(supplier) ?? []), index]);
  }
  return [...bySupplier]
    .sort(([a], [b]) => a - b)
    .map(([supplier, own]) => ({
      line,
      supplier,
      capacity: Math.min(
        quantity,
        own.reduce((sum, index) => sum + (offers[index]?.capacity ?? 0), 0),
      ),
      offers: own,
    }));
}

function required(index: ReadonlyMap<string, number>, id: string): number {
  const found = index.get(id);
  if (found === undefined) throw new RangeError(`${id} is named by an offer but not listed`);
  return found;
}
