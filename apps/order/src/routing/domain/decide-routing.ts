import {
  type DecisionCandidate,
  type DecisionOffer,
  type DecisionTake,
  type DecisionUnfilled,
  type RoutingDecision,
  type UnroutableReason,
} from '#contracts';
import { chooseSuppliers, chooseWith } from './engine/choose-suppliers.js';
import { availableUnits, exclusionOf, type KnownOffer, type RoutingInput, type UnitsToRoute } from './routing-input.js';
import type { RoutingProblem, RoutingSolution } from './engine/routing-problem.js';

/** Until merchants have policies of their own, the one that weighs unit cost and parcels only. */
export const POLICY_VERSION = 1;

type Candidate = Pick<DecisionCandidate, keyof DecisionCandidate>;

/** What the engine is given and what a decision is explained from. */
interface Inputs {
  readonly lines: RoutingDecision['lines'];
  readonly candidates: readonly Candidate[];
}

/** Decides, and writes down everything that is needed to explain the decision and to make it again. */
export function decideRouting(input: RoutingInput): RoutingDecision {
  const { currency, routingVersion, decidedAt } = input;
  const inputs = inputsOf(input);
  const outcome = solve(inputs);
  return {
    routingVersion,
    policyVersion: POLICY_VERSION,
    currency,
    decidedAt: decidedAt.toISOString(),
    ...outcome,
  };
}

/** Decides again from what a decision recorded: the same numbers give the same plan. */
export function replayDecision(decision: RoutingDecision): RoutingDecision {
  return { ...(decision as Pick<RoutingDecision, keyof RoutingDecision>), ...solve(decision) };
}

/** Why units of a line found no supplier, told from what was excluded. */
export function unroutableReason(decision: RoutingDecision, lineId: string): UnroutableReason {
  const offers = decision.candidates
    .flatMap((candidate) => candidate.offers)
    .filter((offer) => offer.lineId === lineId);
  if (offers.length === 0) return 'UNKNOWN_SKU';
  const excluded = offers.map((offer) => offer.excluded);
  if (excluded.includes('OUT_OF_STOCK') || excluded.includes(null)) return 'NO_STOCK';
  return excluded.includes('REFUSED_BEFORE') ? 'ALL_SUPPLIERS_REFUSED' : 'NO_ELIGIBLE_SUPPLIER';
}

function inputsOf(input: RoutingInput): Inputs {
  const lines = input.units.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity }));
  const bySupplier = new Map<string, KnownOffer[]>();
  for (const offer of input.offers)
    bySupplier.set(offer.supplierId, [...(bySupplier.get(offer.supplierId) ?? []), offer]);
  const candidates = [...bySupplier].map(([supplierId, offers]): Candidate => {
    const terms = offers[0]?.supplier ?? null;
    return {
      supplierId,
      supplierCode: terms?.code ?? 'unknown',
      chosen: false,
      parcelFixedMinor: terms?.parcelFixedMinor ?? 0,
      alreadyOpen: input.openSuppliers.has(supplierId),
      goodsMinor: 0,
      parcelMinor: 0,
      dearerByMinor: null,
      reason: null,
      offers: offers.flatMap((offer) =>
        input.units.filter(({ sku }) => sku === offer.sku).map((units) => considered(offer, units, input)),
      ),
    };
  });
  return { lines, candidates: candidates.sort((a, b) => (a.supplierId < b.supplierId ? -1 : 1)) };
}

function considered(offer: KnownOffer, units: UnitsToRoute, input: RoutingInput): DecisionOffer {
  return {
    offerId: offer.offerId,
    lineId: units.lineId,
    supplierSku: offer.supplierSku,
    available: availableUnits(offer),
    unitCostMinor: offer.unitCostMinor,
    currency: offer.currency,
    leadTimeDays: offer.leadTimeDays,
    asOf: offer.asOf.toISOString(),
    ageSeconds: Math.max(0, Math.floor((input.decidedAt.getTime() - offer.asOf.getTime()) / 1000)),
    excluded: exclusionOf(offer, input),
    chosenQuantity: 0,
  };
}

function solve({ lines, candidates }: Inputs) {
  const problem = problemOf({ lines, candidates });
  const solution = chooseSuppliers(problem);
  const plan = perOrderLine(lines, solution);
  return {
    lines,
    candidates: candidates.map((candidate) => explained(candidate, plan, problem, solution)),
    plan,
    unfilled: unfilledOf(lines, plan),
    costMinor: solution.costMinor,
    lowerBoundMinor: solution.lowerBoundMinor,
    proven: solution.proven,
  };
}

/** Two lines with the same SKU draw on the same stock, so the engine sees them as one. */
function problemOf({ lines, candidates }: Inputs): RoutingProblem {
  const quantities = new Map<string, number>();
  for (const line of lines) quantities.set(line.sku, (quantities.get(line.sku) ?? 0) + line.quantity);
  const skuOf = new Map(lines.map((line) => [line.lineId, line.sku]));
  const offers = new Map(
    candidates.flatMap((candidate) =>
      candidate.offers
        .filter((offer) => offer.excluded === null)
        .map((offer) => [
          offer.offerId,
          {
            id: offer.offerId,
            line: skuOf.get(offer.lineId) ?? '',
            supplier: candidate.supplierId,
            unitCostMinor: offer.unitCostMinor,
            available: offer.available,
          },
        ]),
    ),
  );
  return {
    lines: [...quantities].map(([id, quantity]) => ({ id, quantity, weightGrams: 0 })),
    suppliers: candidates.map(({ supplierId, parcelFixedMinor, alreadyOpen }) => ({
      id: supplierId,
      parcelFixedMinor,
      parcelSteps: null,
      minOrderMinor: 0,
      alreadyOpen,
    })),
    offers: [...offers.values()],
    parcelsMax: null,
    unsplittableLines: [],
  };
}

/** Hands the units of each SKU to its lines, so that as few lines as possible are split. */
function perOrderLine(lines: Inputs['lines'], solution: RoutingSolution): DecisionTake[] {
  const left = new Map(lines.map((line) => [line.lineId, line.quantity]));
  return solution.plan.flatMap((take) => {
    let units = take.quantity;
    return lines
      .filter((line) => line.sku === take.line)
      .flatMap(({ lineId }): DecisionTake[] => {
        const quantity = Math.min(units, left.get(lineId) ?? 0);
        units -= quantity;
        left.set(lineId, (left.get(lineId) ?? 0) - quantity);
        return quantity > 0 ? [{ lineId, supplierId: take.supplier, offerId: take.offer, quantity }] : [];
      });
  });
}

function unfilledOf(lines: Inputs['lines'], plan: readonly DecisionTake[]): DecisionUnfilled[] {
  return lines.flatMap(({ lineId, quantity }) => {
    const taken = plan.filter((take) => take.lineId === lineId).reduce((sum, take) => sum + take.quantity, 0);
    return quantity > taken ? [{ lineId, quantity: quantity - taken }] : [];
  });
}

function explained(
  candidate: Candidate,
  plan: readonly DecisionTake[],
  problem: RoutingProblem,
  solution: RoutingSolution,
): Candidate {
  const own = plan.filter((take) => take.supplierId === candidate.supplierId);
  const offers = candidate.offers.map((offer: Pick<DecisionOffer, keyof DecisionOffer>) => ({
    ...offer,
    chosenQuantity: own
      .filter((take) => take.offerId === offer.offerId && take.lineId === offer.lineId)
      .reduce((sum, take) => sum + take.quantity, 0),
  }));
  const base = { ...candidate, offers, goodsMinor: 0, parcelMinor: 0, dearerByMinor: null };
  if (own.length === 0) return { ...base, chosen: false, ...whyNot(candidate, problem, solution) };
  return {
    ...base,
    chosen: true,
    reason: null,
    goodsMinor: offers.reduce((sum, offer) => sum + offer.chosenQuantity * offer.unitCostMinor, 0),
    parcelMinor: candidate.alreadyOpen ? 0 : candidate.parcelFixedMinor,
  };
}

function whyNot(
  candidate: Candidate,
  problem: RoutingProblem,
  solution: RoutingSolution,
): { reason: string; dearerByMinor: number | null } {
  const exclusions = candidate.offers.map((offer) => offer.excluded);
  const excluded = exclusions.find((reason) => reason !== null);
  if (excluded !== undefined && !exclusions.includes(null)) return { reason: excluded, dearerByMinor: null };
  const forced = chooseWith(problem, candidate.supplierId);
  // Not known within the budget: it lost, so it is not cheaper.
  if (!forced) return { reason: 'DEARER', dearerByMinor: null };
  if (forced.unfilledUnits > solution.unfilledUnits) return { reason: 'FILLS_LESS', dearerByMinor: null };
  const dearerByMinor = forced.costMinor - solution.costMinor;
  return { reason: dearerByMinor === 0 ? 'EQUAL_COST' : 'DEARER', dearerByMinor };
}
