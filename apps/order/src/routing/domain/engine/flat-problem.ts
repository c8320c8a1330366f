import type { ProblemOffer, ProblemSupplier, RoutingProblem } from './routing-problem.js';
import type { Scratch } from './scratch.js';

/**
 * A problem as flat numbers, in an order that depends on its names only: every search walks this order, which is why
 * an answer does not depend on the order in which somebody listed lines, suppliers or offers.
 *
 * An *arc* is what one offer can give to its line. Arcs lie supplier by supplier (`supplierStart`), and are listed
 * again line by line, cheapest first (`lineStart`, `lineArcs`). A *level* is what a supplier's parcel may become:
 * 0 is closed, k is the k-th step of its price; a supplier without steps has the one level 1.
 */
export interface FlatProblem {
  readonly lineIds: readonly string[];
  readonly supplierIds: readonly string[];
  readonly offerIds: readonly string[];
  readonly lines: number;
  readonly suppliers: number;
  readonly arcs: number;
  /** Units that the customer wants. */
  readonly quantity: Float64Array;
  /** Units that the line can get at most when everybody may give: nobody can do better. */
  readonly demand: Float64Array;
  readonly weight: Float64Array;
  /** 1 where the units of the line may not come from more than one supplier. */
  readonly whole: Uint8Array;
  readonly lineStart: Int32Array;
  readonly lineArcs: Int32Array;
  readonly supplierStart: Int32Array;
  readonly arcLine: Int32Array;
  readonly arcSupplier: Int32Array;
  readonly arcCost: Float64Array;
  /** What a unit counts towards the supplier's least order value. */
  readonly arcGoods: Float64Array;
  readonly arcUnits: Float64Array;
  /** What is still to be paid when the supplier gives anything: the fixed price and the least of its steps. */
  readonly fixed: Float64Array;
  readonly minOrder: Float64Array;
  /** Per supplier the first of its levels in `levelGrams` and `levelCost`; level k is at `levelStart + k - 1`. */
  readonly levelStart: Int32Array;
  /** The most that a parcel of this level weighs. */
  readonly levelGrams: Float64Array;
  readonly levelCost: Float64Array;
  /** 1 for suppliers whose parcel price depends on weight, or who refuse small orders. */
  readonly loaded: Uint8Array;
  /** Whether any supplier is loaded: then lines depend on each other even when it is known who is open. */
  readonly hasLoads: boolean;
  /** Suppliers that may give anything. */
  readonly parcelsMax: number;
  /** Where this problem lies, and the searches over it. */
  readonly scratch: Scratch;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byId = (a: { readonly id: string }, b: { readonly id: string }): number => byText(a.id, b.id);

/** Numbers the names of a problem and leaves out what no plan can use. */
export function flatten(problem: RoutingProblem, scratch: Scratch): FlatProblem {
  const lines = [...problem.lines].sort(byId);
  const suppliers = [...problem.suppliers].sort(byId);
  const quantity = scratch.floatsOf(lines, (line) => line.quantity);
  const weight = scratch.floatsOf(lines, (line) => line.weightGrams);
  const whole = scratch.bytes(lines.length);
  const lineIndex = indexed(lines);
  for (const id of problem.unsplittableLines) whole[required(lineIndex, id)] = 1;
  const loaded = scratch.bytes(suppliers.length);
  suppliers.forEach((own, index) => (loaded[index] = own.parcelSteps !== null || own.minOrderMinor > 0 ? 1 : 0));
  const perSupplier = offersBySupplier(problem.offers, suppliers, lineIndex);
  const listed = listArcs(perSupplier, suppliers, quantity, weight, scratch);
  const arcs = listed.arcLine.length;
  const { lineStart, lineArcs } = byLine(listed, lines.length, scratch);
  return {
    lineIds: lines.map((line) => line.id),
    supplierIds: suppliers.map((supplier) => supplier.id),
    ...listed,
    ...levelsOf(suppliers, scratch),
    lines: lines.length,
    suppliers: suppliers.length,
    arcs,
    quantity,
    demand: demandOf({ ...listed, lineStart, lineArcs, quantity, whole }, scratch),
    weight,
    whole,
    lineStart,
    lineArcs,
    minOrder: scratch.floatsOf(suppliers, (supplier) => supplier.minOrderMinor),
    loaded,
    hasLoads: loaded.includes(1),
    scratch,
    parcelsMax: Math.min(problem.parcelsMax ?? suppliers.length, suppliers.length),
  };
}

interface LineOffer {
  readonly line: number;
  readonly offer: ProblemOffer;
}

function offersBySupplier(
  offers: readonly ProblemOffer[],
  suppliers: readonly ProblemSupplier[],
  lineIndex: ReadonlyMap<string, number>,
): LineOffer[][] {
  const supplierIndex = indexed(suppliers);
  const perSupplier: LineOffer[][] = suppliers.map(() => []);
  for (const offer of offers) {
    const entry = { line: required(lineIndex, offer.line), offer };
    if (offer.available > 0) perSupplier[required(supplierIndex, offer.supplier)]!.push(entry);
    else required(supplierIndex, offer.supplier);
  }
  for (const own of perSupplier) {
    own.sort(
      (a, b) => a.line - b.line || a.offer.unitCostMinor - b.offer.unitCostMinor || byText(a.offer.id, b.offer.id),
    );
  }
  return perSupplier;
}

type Arcs = Pick<
  FlatProblem,
  'offerIds' | 'supplierStart' | 'arcLine' | 'arcSupplier' | 'arcCost' | 'arcGoods' | 'arcUnits'
>;

function listArcs(
  perSupplier: readonly (readonly LineOffer[])[],
  suppliers: readonly ProblemSupplier[],
  quantity: Float64Array,
  weight: Float64Array,
  scratch: Scratch,
): Arcs {
  const offerIds: string[] = [];
  const most = perSupplier.reduce((sum, own) => sum + own.length, 0);
  const supplierStart = scratch.ints(suppliers.length + 1);
  const arcLine = scratch.ints(most);
  const arcSupplier = scratch.ints(most);
  const arcCost = scratch.floats(most);
  const arcGoods = scratch.floats(most);
  const arcUnits = scratch.floats(most);
  let arcs = 0;
  perSupplier.forEach((own, supplier) => {
    const { parcelSteps, minOrderMinor } = suppliers[supplier]!;
    const heaviest = parcelSteps?.at(-1)?.upToGrams ?? Infinity;
    const unitsOf = ({ line, offer }: LineOffer): number =>
      Math.min(offer.available, quantity[line]!, weight[line]! > 0 ? Math.floor(heaviest / weight[line]!) : Infinity);
    const reachable =
      minOrderMinor === 0 ||
      own.reduce((sum, entry) => sum + unitsOf(entry) * goodsOf(entry.offer), 0) >= minOrderMinor;
    for (const entry of reachable ? own : []) {
      const units = unitsOf(entry);
      if (units === 0) continue;
      offerIds.push(entry.offer.id);
      arcLine[arcs] = entry.line;
      arcSupplier[arcs] = supplier;
      arcCost[arcs] = entry.offer.unitCostMinor;
      arcGoods[arcs] = goodsOf(entry.offer);
      arcUnits[arcs] = units;
      arcs += 1;
    }
    supplierStart[supplier + 1] = arcs;
  });
  return {
    offerIds,
    supplierStart,
    arcLine: arcLine.subarray(0, arcs),
    arcSupplier: arcSupplier.subarray(0, arcs),
    arcCost: arcCost.subarray(0, arcs),
    arcGoods: arcGoods.subarray(0, arcs),
    arcUnits: arcUnits.subarray(0, arcs),
  };
}

const goodsOf = ({ goodsMinor, unitCostMinor }: ProblemOffer): number => goodsMinor ?? unitCostMinor;

/** Counts arcs into their lines, then sorts each line's few arcs by price: equal prices keep the suppliers' order. */
function byLine(
  { arcLine, arcCost }: Arcs,
  lines: number,
  scratch: Scratch,
): Pick<FlatProblem, 'lineStart' | 'lineArcs'> {
  const lineStart = scratch.ints(lines + 1);
  const lineArcs = scratch.ints(arcLine.length);
  for (const line of arcLine) lineStart[line + 1]! += 1;
  for (let line = 0; line < lines; line += 1) lineStart[line + 1]! += lineStart[line]!;
  const next = scratch.ints(lines + 1);
  next.set(lineStart);
  for (let arc = 0; arc < arcLine.length; arc += 1) {
    const line = arcLine[arc]!;
    let at = next[line]!;
    next[line] = at + 1;
    for (; at > lineStart[line]! && arcCost[lineArcs[at - 1]!]! > arcCost[arc]!; at -= 1)
      lineArcs[at] = lineArcs[at - 1]!;
    lineArcs[at] = arc;
  }
  return { lineStart, lineArcs };
}

type DemandFacts = Arcs & Pick<FlatProblem, 'lineStart' | 'lineArcs' | 'quantity' | 'whole'>;

function demandOf(flat: DemandFacts, scratch: Scratch): Float64Array {
  const { arcUnits, lineStart, lineArcs, quantity, whole } = flat;
  const demand = scratch.floats(quantity.length);
  for (let line = 0; line < quantity.length; line += 1) {
    let sum = 0;
    for (let at = lineStart[line]!; at < lineStart[line + 1]!; at += 1) sum += arcUnits[lineArcs[at]!]!;
    demand[line] = Math.min(quantity[line]!, whole[line] ? mostOfOne(flat, line) : sum);
  }
  return demand;
}

/** The most units of a line that one supplier has. */
function mostOfOne({ arcUnits, arcSupplier, lineStart, lineArcs }: DemandFacts, line: number): number {
  const bySupplier = new Map<number, number>();
  for (let at = lineStart[line]!; at < lineStart[line + 1]!; at += 1) {
    const arc = lineArcs[at]!;
    bySupplier.set(arcSupplier[arc]!, (bySupplier.get(arcSupplier[arc]!) ?? 0) + arcUnits[arc]!);
  }
  return Math.max(0, ...bySupplier.values());
}

function levelsOf(
  suppliers: readonly ProblemSupplier[],
  scratch: Scratch,
): Pick<FlatProblem, 'fixed' | 'levelStart' | 'levelGrams' | 'levelCost'> {
  const levelStart = scratch.ints(suppliers.length + 1);
  const grams: number[] = [];
  const costs: number[] = [];
  const fixed = scratch.floats(suppliers.length);
  suppliers.forEach(({ parcelFixedMinor, alreadyOpen, parcelSteps }, supplier) => {
    const steps = parcelSteps ?? [{ upToGrams: Infinity, costMinor: 0 }];
    const least = steps.reduce((min, step) => Math.min(min, step.costMinor), Infinity);
    fixed[supplier] = (alreadyOpen ? 0 : parcelFixedMinor) + least;
    for (const step of steps) {
      grams.push(step.upToGrams);
      costs.push(step.costMinor - least);
    }
    levelStart[supplier + 1] = grams.length;
  });
  return { fixed, levelStart, levelGrams: scratch.floatsOf(grams, Number), levelCost: scratch.floatsOf(costs, Number) };
}

const indexed = (named: readonly { readonly id: string }[]): ReadonlyMap<string, number> =>
  new Map(named.map((one, index) => [one.id, index]));

function required(index: ReadonlyMap<string, number>, id: string): number {
  const found = index.get(id);
  if (found === undefined) throw new RangeError(`${id} is named by an offer but not listed`);
  return found;
}
