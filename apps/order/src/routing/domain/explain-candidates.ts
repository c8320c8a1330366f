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
  return weighed.map(({ supplierId, terms, figures, alreadyOpen, parcelFixedMinor, offers }) => ({
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
  }));
}

function considered(weighed: WeighedSupplier['offers'][number], input: RoutingInput): Offer {
  const { offer, units, available, ageSeconds, expectedDays, costs, exchange, safetyStock } = weighed;
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
  return candidates.map((candidate) => explained(candidate, plan, whatIf, solution));
}

function explained(
  candidate: Candidate,
  plan: readonly DecisionTake[],
  whatIf: WhatIf,
  solution: RoutingSolution,
): Candidate {
  const own = plan.filter((take) => take.supplierId === candidate.supplierId);
  if (own.length === 0) return { ...candidate, ...whyNot(candidate, whatIf, solution) };
  const offers = candidate.offers.map((offer: Offer) => ({
    ...offer,
    chosenQuantity: own
      .filter((take) => take.offerId === offer.offerId && take.lineId === offer.lineId)
      .reduce((sum, take) => sum + take.quantity, 0),
  }));
  const sumOf = (part: (costs: NonNullable<Offer['costs']>) => number): number =>
    offers.reduce((sum, { chosenQuantity, costs }) => sum + (costs ? chosenQuantity * part(costs) : 0), 0);
  return {
    ...candidate,
    offers,
    chosen: true,
    reason: null,
    goodsMinor: sumOf(({ goodsMinor }) => goodsMinor),
    parcelMinor: candidate.alreadyOpen ? 0 : candidate.parcelFixedMinor,
    shippingMinor: sumOf(({ shippingMinor }) => shippingMinor),
    penaltyMinor: sumOf((costs) => costs.unitMinor - paidMinor(costs)),
  };
}

function whyNot(
  candidate: Candidate,
  whatIf: WhatIf,
  solution: RoutingSolution,
): { reason: string; dearerByMinor: number | null } {
  const exclusions = candidate.offers.map((offer) => offer.excluded);
  const excluded = exclusions.find((reason) => reason !== null);
  if (excluded !== undefined && !exclusions.includes(null)) return { reason: excluded, dearerByMinor: null };
  const forced = whatIf.withSupplier(candidate.supplierId);
  // Not known within the budget: it lost, so it is not cheaper.
  if (!forced?.exact) return { reason: 'DEARER', dearerByMinor: null };
  if (forced.unfilledUnits > solution.unfilledUnits) return { reason: 'FILLS_LESS', dearerByMinor: null };
  const dearerByMinor = forced.costMinor - solution.costMinor;
  return { reason: dearerByMinor === 0 ? 'EQUAL_COST' : 'DEARER', dearerByMinor };
}
