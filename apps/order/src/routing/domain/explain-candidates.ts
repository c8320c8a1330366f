import type { DecisionOffer, DecisionTake } from '#contracts';
import { paidMinor } from './costs.js';
import type { Candidate } from './decision-problem.js';
import type { RoutingProblem, RoutingSolution } from './engine/routing-problem.js';
import { WhatIf } from './engine/what-if.js';
import { exclusionOf } from './exclusions.js';
import type { RoutingInput } from './routing-input.js';
import type { WeighedSupplier } from './weigh-offers.js';

type Offer = Pick<DecisionOffer, keyof DecisionOffer>;

/** Every supplier that lists a SKU of the order, before anybody is chosen: what is considered, and why not the rest. */
export function consideredCandidates(weighed: readonly WeighedSupplier[], input: RoutingInput): Candidate[] {
  return weighed.map(({ supplierId, terms, figures, alreadyOpen, parcelFixedMinor, parcelTerms, offers }) => ({
    supplierId,
    supplierCode: terms?.code ?? 'unknown',
    chosen: false,
    parcelFixedMinor,
    alreadyOpen,
    goodsMinor: 0,
    parcelMinor: 0,
    dearerByMinor: null,
    reason: null,
    offers: offers.map((offer) => considered(offer, input)),
    shippingMinor: 0,
    penaltyMinor: 0,
    figures: Object.values(figures),
    ...parcelTerms,
  }));
}

function considered(weighed: WeighedSupplier['offers'][number], input: RoutingInput): Offer {
  const { offer, units, available, ageSeconds, expectedDays, costs, exchange, safetyStock, afterSales } = weighed;
  const { onHand, committed, feedId } = offer;
  return {
    offerId: offer.offerId,
    lineId: units.lineId,
    supplierSku: offer.supplierSku,
    available,
    unitCostMinor: offer.unitCostMinor,
    currency: offer.currency,
    leadTimeDays: offer.leadTimeDays,
    asOf: offer.asOf,
    ageSeconds,
    excluded: exclusionOf(weighed, input),
    chosenQuantity: 0,
    costs,
    stock: {
      ...{ onHand, committed, safetyStock },
      presencePermille: weighed.presencePermille,
      source: `feed:${feedId}`,
    },
    exchange,
    expectedDays,
    ...(afterSales ? { experience: afterSales.experience } : {}),
  };
}

/** The same suppliers after the choice: what each gives, or why it gives nothing. */
export function explainedCandidates(
  candidates: readonly Candidate[],
  plan: readonly DecisionTake[],
  problem: RoutingProblem,
  solution: RoutingSolution,
): Candidate[] {
  const whatIf = new WhatIf(problem);
  return candidates.map((candidate) => explained(candidate, plan, { problem, solution, whatIf }));
}

interface Solved {
  readonly problem: RoutingProblem;
  readonly solution: RoutingSolution;
  readonly whatIf: WhatIf;
}

function explained(candidate: Candidate, plan: readonly DecisionTake[], solved: Solved): Candidate {
  const own = plan.filter((take) => take.supplierId === candidate.supplierId);
  if (own.length === 0) return { ...candidate, ...whyNot(candidate, solved) };
  const offers = candidate.offers.map((offer: Offer) => ({
    ...offer,
    chosenQuantity: own
      .filter((take) => take.offerId === offer.offerId && take.lineId === offer.lineId)
      .reduce((sum, take) => sum + take.quantity, 0),
  }));
  const sumOf = (part: (costs: NonNullable<Offer['costs']>) => number): number =>
    offers.reduce((sum, { chosenQuantity, costs }) => sum + (costs ? chosenQuantity * part(costs) : 0), 0);
  const byWeight = weightPriceOf(candidate, solved);
  return {
    ...candidate,
    ...byWeight,
    offers,
    chosen: true,
    reason: null,
    goodsMinor: sumOf(({ goodsMinor }) => goodsMinor),
    parcelMinor: (candidate.alreadyOpen ? 0 : candidate.parcelFixedMinor) + (byWeight?.parcelStepMinor ?? 0),
    shippingMinor: sumOf(({ shippingMinor }) => shippingMinor),
    penaltyMinor: sumOf((costs) => costs.unitMinor - paidMinor(costs)),
  };
}

/** What the winner's parcel weighs and what that costs; nothing where its price does not step with weight. */
function weightPriceOf(
  { supplierId, parcelSteps }: Candidate,
  { problem, solution }: Solved,
): { parcelGrams: number; parcelStepMinor: number } | undefined {
  if (!parcelSteps) return undefined;
  const weights = new Map(problem.lines.map(({ id, weightGrams }) => [id, weightGrams]));
  const parcelGrams = solution.plan
    .filter((take) => take.supplier === supplierId)
    .reduce((sum, take) => sum + take.quantity * (weights.get(take.line) ?? 0), 0);
  return { parcelGrams, parcelStepMinor: parcelSteps.find((step) => parcelGrams <= step.upToGrams)?.costMinor ?? 0 };
}

/** Whether all that the supplier has of this order is worth less than it takes. */
function isBelowMinOrder({ supplierId, minOrderMinor }: Candidate, { problem }: Solved): boolean {
  const wanted = new Map(problem.lines.map(({ id, quantity }) => [id, quantity]));
  const most = problem.offers
    .filter((offer) => offer.supplier === supplierId)
    .reduce((sum, offer) => sum + Math.min(offer.available, wanted.get(offer.line) ?? 0) * (offer.goodsMinor ?? 0), 0);
  return most < (minOrderMinor ?? 0);
}

function whyNot(candidate: Candidate, solved: Solved): { reason: string; dearerByMinor: number | null } {
  const exclusions = candidate.offers.map((offer) => offer.excluded);
  const excluded = exclusions.find((reason) => reason !== null);
  if (excluded !== undefined && !exclusions.includes(null)) return { reason: excluded, dearerByMinor: null };
  if (isBelowMinOrder(candidate, solved)) return { reason: 'BELOW_MIN_ORDER', dearerByMinor: null };
  const { solution, whatIf } = solved;
  const forced = whatIf.withSupplier(candidate.supplierId);
  // Not known within the budget: it lost, so it is not cheaper.
  if (!forced?.exact) return { reason: 'DEARER', dearerByMinor: null };
  if (forced.unfilledUnits > solution.unfilledUnits) return { reason: 'FILLS_LESS', dearerByMinor: null };
  const dearerByMinor = forced.costMinor - solution.costMinor;
  return { reason: dearerByMinor === 0 ? 'EQUAL_COST' : 'DEARER', dearerByMinor };
}
