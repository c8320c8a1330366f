import type { DecisionCandidate, DecisionOffer } from '#contracts';
import type { RoutingProblem, RoutingSolution } from './engine/routing-problem.js';
import type { BackorderChoice } from './policy/routing-policy.js';
import { namesSku } from './policy/selectors.js';
import type { RoutingInput } from './routing-input.js';

export type Candidate = Pick<DecisionCandidate, keyof DecisionCandidate>;

interface Solved {
  readonly problem: RoutingProblem;
  readonly solution: RoutingSolution;
}

/** A solution with the candidates that it was chosen from. */
export interface Choice extends Solved {
  readonly candidates: readonly Candidate[];
}

/** What the engine is asked. Two lines with the same SKU draw on the same stock, so it sees them as one. */
export function problemOf(candidates: readonly Candidate[], input: RoutingInput): RoutingProblem {
  const quantities = quantitiesOf(input);
  const skuOf = new Map(input.units.map((line) => [line.lineId, line.sku]));
  const offers = candidates.flatMap((candidate) =>
    candidate.offers.filter(isConsidered).map((offer) => ({
      id: offer.offerId,
      line: skuOf.get(offer.lineId) ?? '',
      supplier: candidate.supplierId,
      unitCostMinor: offer.costs?.unitMinor ?? offer.unitCostMinor,
      goodsMinor: offer.costs?.goodsMinor ?? offer.unitCostMinor,
      available: offer.available,
    })),
  );
  const { limits } = input.policy.content;
  return {
    lines: [...quantities].map(([id, quantity]) => ({ id, quantity, weightGrams: weightOf(id, input) })),
    suppliers: candidates.map(({ supplierId, parcelFixedMinor, parcelSteps, minOrderMinor, alreadyOpen }) => ({
      id: supplierId,
      parcelFixedMinor,
      parcelSteps: parcelSteps ?? null,
      minOrderMinor: minOrderMinor ?? 0,
      alreadyOpen,
    })),
    offers: [...new Map(offers.map((offer) => [offer.id, offer])).values()],
    parcelsMax: limits.parcelsMax,
    unsplittableLines: [...quantities.keys()].filter(
      (sku) => namesSku(limits.unsplittableSkus, sku) || choiceFor(sku, input) === 'other-supplier',
    ),
  };
}

/**
 * Solves, and takes out the lines that the merchant wants whole and that cannot be had whole, until those that are
 * left are whole. Their offers are excluded, so that their stock goes to whoever can use it.
 */
export function withoutPartialLines(
  candidates: readonly Candidate[],
  input: RoutingInput,
  solve: (candidates: readonly Candidate[]) => Solved,
): Choice {
  const hopeless = [...quantitiesOf(input)].flatMap(([sku, quantity]) =>
    choiceFor(sku, input) !== 'split' && mostOf(sku, candidates, input) < quantity ? [sku] : [],
  );
  let left = without(hopeless, candidates, input);
  for (;;) {
    const solved = solve(left);
    const partial = solved.solution.unfilled
      .map(({ line }) => line)
      .filter((sku) => choiceFor(sku, input) !== 'split' && mostOf(sku, left, input) > 0);
    if (partial.length === 0) return { ...solved, candidates: left };
    left = without(partial, left, input);
  }
}

const isConsidered = (offer: DecisionOffer): boolean => offer.excluded === null;

const choiceFor = (sku: string, { policy }: RoutingInput): BackorderChoice =>
  policy.content.backorders.find((rule) => namesSku(rule.skus, sku))?.choice ?? 'split';

function quantitiesOf({ units }: RoutingInput): Map<string, number> {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of units) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  return quantities;
}

/** Of one unit: the most that a line with this SKU says; nothing where nobody said. */
const weightOf = (sku: string, { units }: RoutingInput): number =>
  units.reduce((most, line) => (line.sku === sku ? Math.max(most, line.weightGrams ?? 0) : most), 0);

/** Units of a SKU that can be had at once: from everybody, or from the one who has most where a line stays together. */
function mostOf(sku: string, candidates: readonly Candidate[], input: RoutingInput): number {
  const perSupplier = candidates.map((candidate) => {
    const own = candidate.offers.filter((offer) => isConsidered(offer) && skuOfLine(offer.lineId, input) === sku);
    return [...new Map(own.map((offer) => [offer.offerId, offer.available])).values()].reduce((sum, n) => sum + n, 0);
  });
  return choiceFor(sku, input) === 'other-supplier'
    ? Math.max(0, ...perSupplier)
    : perSupplier.reduce((sum, units) => sum + units, 0);
}

const skuOfLine = (lineId: string, { units }: RoutingInput): string | undefined =>
  units.find((line) => line.lineId === lineId)?.sku;

function without(skus: readonly string[], candidates: readonly Candidate[], input: RoutingInput): readonly Candidate[] {
  if (skus.length === 0) return candidates;
  return candidates.map((candidate) => ({
    ...candidate,
    offers: candidate.offers.map((offer) => {
      const sku = skuOfLine(offer.lineId, input);
      return isConsidered(offer) && sku !== undefined && skus.includes(sku)
        ? { ...(offer as Pick<DecisionOffer, keyof DecisionOffer>), excluded: 'LINE_NOT_WHOLE' as const }
        : offer;
    }),
  }));
}
