import type {
  ProblemOffer,
  ProblemSupplier,
  RoutingProblem,
} from '../../apps/order/src/routing/domain/engine/routing-problem.js';

/** Units per offer, as a rule of thumb would choose them. */
export type Heuristic = (problem: RoutingProblem) => Map<ProblemOffer, number>;

/** What is taken so far, within stock, parcel weight, the limit on parcels and lines that may not be split. */
class Basket {
  readonly taken = new Map<ProblemOffer, number>();
  readonly open = new Set<string>();
  readonly missing: Map<string, number>;
  readonly suppliers: ReadonlyMap<string, ProblemSupplier>;
  private readonly grams = new Map<string, number>();
  private readonly weights: ReadonlyMap<string, number>;

  constructor(readonly problem: RoutingProblem) {
    this.missing = new Map(problem.lines.map((line) => [line.id, line.quantity]));
    this.weights = new Map(problem.lines.map((line) => [line.id, line.weightGrams]));
    this.suppliers = new Map(problem.suppliers.map((supplier) => [supplier.id, supplier]));
  }

  /** Units that an offer could give now. */
  room(offer: ProblemOffer): number {
    const { parcelsMax, unsplittableLines } = this.problem;
    if (!this.open.has(offer.supplier) && parcelsMax !== null && this.open.size >= parcelsMax) return 0;
    const begun = [...this.taken.keys()].some((own) => own.line === offer.line);
    if (begun && unsplittableLines.includes(offer.line)) return 0;
    const heaviest = this.suppliers.get(offer.supplier)!.parcelSteps?.at(-1)?.upToGrams ?? Infinity;
    const left = heaviest - (this.grams.get(offer.supplier) ?? 0);
    const weight = this.weights.get(offer.line)!;
    return Math.min(
      this.missing.get(offer.line)!,
      offer.available,
      weight === 0 ? Infinity : Math.floor(left / weight),
    );
  }

  /** What these units would add to the bill. */
  extra(offer: ProblemOffer, units: number): number {
    const supplier = this.suppliers.get(offer.supplier)!;
    const grams = this.grams.get(offer.supplier) ?? 0;
    const step = (weight: number): number =>
      supplier.parcelSteps?.find(({ upToGrams }) => weight <= upToGrams)?.costMinor ?? 0;
    const opens = !this.open.has(offer.supplier);
    const fixed = opens && !supplier.alreadyOpen ? supplier.parcelFixedMinor : 0;
    const heavier = step(grams + units * this.weights.get(offer.line)!) - (opens ? 0 : step(grams));
    return units * offer.unitCostMinor + fixed + heavier;
  }

  take(offer: ProblemOffer): void {
    const units = this.room(offer);
    if (units === 0) return;
    this.taken.set(offer, units);
    this.open.add(offer.supplier);
    this.missing.set(offer.line, this.missing.get(offer.line)! - units);
    this.grams.set(offer.supplier, (this.grams.get(offer.supplier) ?? 0) + units * this.weights.get(offer.line)!);
  }

  /** Without the orders that their suppliers would refuse as too small. */
  accepted(): Map<ProblemOffer, number> {
    const goods = new Map<string, number>();
    for (const [offer, units] of this.taken)
      goods.set(offer.supplier, (goods.get(offer.supplier) ?? 0) + units * offer.unitCostMinor);
    return new Map(
      [...this.taken].filter(([{ supplier }]) => goods.get(supplier)! >= this.suppliers.get(supplier)!.minOrderMinor),
    );
  }
}

const inOrderOf =
  (rank: (offer: ProblemOffer) => number): Heuristic =>
  (problem) => {
    const basket = new Basket(problem);
    for (const offer of [...problem.offers].sort((a, b) => rank(a) - rank(b))) basket.take(offer);
    return basket.accepted();
  };

/** Line by line, from the first supplier of the merchant's list who has stock: what most shop systems do. */
const firstWithStock: Heuristic = (problem) => {
  const rank = new Map(problem.suppliers.map((supplier, index) => [supplier.id, index]));
  return inOrderOf((offer) => rank.get(offer.supplier)!)(problem);
};

/** Line by line, from whoever is cheapest per unit. */
const cheapestUnit: Heuristic = inOrderOf((offer) => offer.unitCostMinor);

/** Again and again the supplier who can fill most of what is left; among equals the cheaper goods. */
const fewestParcels: Heuristic = (problem) => {
  const basket = new Basket(problem);
  for (;;) {
    let best: { offers: ProblemOffer[]; units: number; goods: number } | undefined;
    for (const { id } of problem.suppliers) {
      if (basket.open.has(id)) continue;
      const offers = problem.offers.filter((offer) => offer.supplier === id && basket.room(offer) > 0);
      const units = offers.reduce((sum, offer) => sum + basket.room(offer), 0);
      const goods = offers.reduce((sum, offer) => sum + basket.room(offer) * offer.unitCostMinor, 0);
      if (units > 0 && (!best || units > best.units || (units === best.units && goods < best.goods)))
        best = { offers, units, goods };
    }
    if (!best) return basket.accepted();
    for (const offer of best.offers) basket.take(offer);
  }
};

/** Line by line, dearest line first, from whoever adds least to the bill, parcels that are open already included. */
const sequentialGreedy: Heuristic = (problem) => {
  const basket = new Basket(problem);
  const value = (line: string): number =>
    Math.min(...problem.offers.filter((offer) => offer.line === line).map((offer) => offer.unitCostMinor)) *
    problem.lines.find(({ id }) => id === line)!.quantity;
  for (const { id } of [...problem.lines].sort((a, b) => value(b.id) - value(a.id))) {
    for (;;) {
      const able = problem.offers.filter(
        (offer) => offer.line === id && !basket.taken.has(offer) && basket.room(offer) > 0,
      );
      const perUnit = (offer: ProblemOffer): number => basket.extra(offer, basket.room(offer)) / basket.room(offer);
      const [best] = able.sort((a, b) => basket.room(b) - basket.room(a) || perUnit(a) - perUnit(b));
      if (!best) break;
      basket.take(best);
    }
  }
  return basket.accepted();
};

/** Rules of thumb that other systems use, and the best simple one that we know. */
export const heuristics: Readonly<Record<string, Heuristic>> = {
  'first with stock': firstWithStock,
  'cheapest unit price': cheapestUnit,
  'fewest parcels': fewestParcels,
  'sequential greedy': sequentialGreedy,
};
