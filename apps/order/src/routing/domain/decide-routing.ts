import type { DecisionTake, DecisionUnfilled, RoutingDecision, UnroutableReason } from '#contracts';
import { chooseSuppliers } from './engine/choose-suppliers.js';
import type { RoutingSolution } from './engine/routing-problem.js';
import { problemOf, withoutPartialLines, type Choice } from './decision-problem.js';
import { consideredCandidates, explainedCandidates } from './explain-candidates.js';
import type { RoutingInput } from './routing-input.js';
import { weighOffers, type WeighedSupplier } from './weigh-offers.js';

/** Decides, and writes down everything that is needed to explain the decision. Pure: the same input, the same bytes. */
export function decideRouting(input: RoutingInput): RoutingDecision {
  const lines = input.units.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity }));
  const { candidates, problem, solution } = solved(input);
  const plan = perOrderLine(lines, solution);
  return {
    routingVersion: input.routingVersion,
    policyVersion: input.policy.version,
    policyId: input.policy.id,
    currency: input.currency,
    decidedAt: input.decidedAt,
    lines,
    candidates: explainedCandidates(candidates, plan, problem, solution),
    plan,
    unfilled: unfilledOf(lines, plan),
    costMinor: solution.costMinor,
    lowerBoundMinor: solution.lowerBoundMinor,
    proven: solution.proven,
  };
}

/**
 * The best plan. Offers that are held back stay out unless fewer units find a supplier without them: bad signs are no
 * reason to sell nothing.
 */
function solved(input: RoutingInput): Choice {
  const cautious = solvedWith(weighOffers(input), input);
  const holdsBack = cautious.candidates.some(({ offers }) => offers.some(({ excluded }) => excluded === 'HELD_BACK'));
  if (!holdsBack || cautious.solution.unfilled.length === 0) return cautious;
  const whole = solvedWith(weighOffers(input, true), input);
  return unitsOf(whole.solution.unfilled) < unitsOf(cautious.solution.unfilled) ? whole : cautious;
}

const solvedWith = (weighed: readonly WeighedSupplier[], input: RoutingInput): Choice =>
  withoutPartialLines(consideredCandidates(weighed, input), input, (left) => {
    const problem = problemOf(left, input);
    return { problem, solution: chooseSuppliers(problem) };
  });

const unitsOf = (lines: readonly { quantity: number }[]): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** Exclusions that are the reason themselves why units found nobody, the most telling first. */
const tellingExclusions = ['NO_EXCHANGE_RATE', 'BELOW_MARGIN', 'TOO_LATE'] as const;

/** Why units of a line found no supplier, told from what was excluded. */
export function unroutableReason(decision: RoutingDecision, lineId: string): UnroutableReason {
  const excluded = decision.candidates.flatMap(({ reason, offers }) =>
    offers.filter((offer) => offer.lineId === lineId).map((offer) => offer.excluded ?? refusalOf(reason)),
  );
  if (excluded.length === 0) return 'UNKNOWN_SKU';
  if (excluded.includes('LINE_NOT_WHOLE')) return 'WAITS_FOR_WHOLE_LINE';
  if (excluded.includes('OUT_OF_STOCK') || excluded.includes(null)) return 'NO_STOCK';
  const telling = tellingExclusions.find((reason) => excluded.includes(reason));
  if (telling) return telling;
  return excluded.includes('REFUSED_BEFORE') ? 'ALL_SUPPLIERS_REFUSED' : 'NO_ELIGIBLE_SUPPLIER';
}

/** A supplier may list a line and not take so small an order: that is no lack of stock. */
const refusalOf = (reason: string | null): string | null => (reason === 'BELOW_MIN_ORDER' ? reason : null);

/** Hands the units of each SKU to its lines, so that as few lines as possible are split. */
function perOrderLine(lines: readonly { lineId: string; sku: string; quantity: number }[], solution: RoutingSolution) {
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

function unfilledOf(
  lines: readonly { lineId: string; quantity: number }[],
  plan: readonly DecisionTake[],
): DecisionUnfilled[] {
  return lines.flatMap(({ lineId, quantity }) => {
    const taken = plan.filter((take) => take.lineId === lineId).reduce((sum, take) => sum + take.quantity, 0);
    return quantity > taken ? [{ lineId, quantity: quantity - taken }] : [];
  });
}
