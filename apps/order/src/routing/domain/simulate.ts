import type { RoutingDecision } from '#contracts';
import { decideRouting } from './decide-routing.js';
import type { AppliedPolicy } from './policy/routing-policy.js';
import type { RoutingInput } from './routing-input.js';

/** A decision of the past with what became of it. */
export interface PastDecision {
  readonly input: RoutingInput;
  readonly decision: RoutingDecision;
  /** Units per offer that its supplier said were not there. */
  readonly absentUnits: ReadonlyMap<string, number>;
}

/** What a plan comes to. Money is counted per currency, because orders may be in several. */
export interface PlanFigures {
  /** What somebody is paid: goods, shipping and parcels. */
  readonly paidMinor: number;
  readonly parcels: number;
  readonly units: number;
  readonly unfilledUnits: number;
  /** Units times days until they leave. */
  readonly unitDays: number;
  /** Units times the chance that the supplier ships late. */
  readonly lateUnits: number;
  /** Lines that more than one supplier fills. */
  readonly splitLines: number;
  /** Units that were asked of offers that turned out not to have them. */
  readonly oversoldUnits: number;
  /** Units times the chance that they are not there. */
  readonly expectedAbsentUnits: number;
}

/** One decision under both policies. */
export interface SimulatedDecision {
  readonly orderId: string;
  readonly routingVersion: number;
  readonly currency: string;
  readonly before: PlanFigures;
  readonly after: PlanFigures;
  /** Whether units went to other offers, or in other numbers. */
  readonly changed: boolean;
}

/**
 * Makes a decision of the past again under another policy, from what was known then. Each decision stands alone: stock
 * that the candidate would have left or taken does not move on to the next order.
 */
export function simulateDecision(past: PastDecision, policy: AppliedPolicy): SimulatedDecision {
  const { input, decision } = past;
  const candidate = decideRouting({ ...input, policy });
  const taken = (of: RoutingDecision): string =>
    of.plan
      .map((take) => `${take.lineId} ${take.offerId} ${String(take.quantity)}`)
      .sort()
      .join('\n');
  return {
    orderId: input.orderId,
    routingVersion: input.routingVersion,
    currency: input.currency,
    before: figuresOf(decision, past),
    after: figuresOf(candidate, past),
    changed: taken(decision) !== taken(candidate),
  };
}

function figuresOf(decision: RoutingDecision, { absentUnits }: PastDecision): PlanFigures {
  const chosen = decision.candidates.filter((candidate) => candidate.chosen);
  const takes = chosen.flatMap((candidate) => {
    const lateness = candidate.figures?.find(({ name }) => name === 'lateness')?.permille ?? 0;
    return candidate.offers.map((offer) => ({ offer, lateness, units: offer.chosenQuantity }));
  });
  const sum = (value: (take: (typeof takes)[number]) => number): number =>
    takes.reduce((total, take) => total + (take.units > 0 ? value(take) : 0), 0);
  const suppliersOf = (lineId: string): Set<string> =>
    new Set(decision.plan.filter((take) => take.lineId === lineId).map((take) => take.supplierId));
  const perOffer = new Map<string, number>();
  for (const { offerId, quantity } of decision.plan) perOffer.set(offerId, (perOffer.get(offerId) ?? 0) + quantity);
  return {
    paidMinor: chosen.reduce(
      (total, each) => total + each.goodsMinor + each.parcelMinor + (each.shippingMinor ?? 0),
      0,
    ),
    parcels: chosen.filter(({ alreadyOpen }) => !alreadyOpen).length,
    units: sum(({ units }) => units),
    unfilledUnits: decision.unfilled.reduce((total, { quantity }) => total + quantity, 0),
    unitDays: sum(({ units, offer }) => units * (offer.expectedDays ?? offer.leadTimeDays)),
    lateUnits: sum(({ units, lateness }) => (units * lateness) / 1000),
    splitLines: decision.lines.filter(({ lineId }) => suppliersOf(lineId).size > 1).length,
    oversoldUnits: [...perOffer].reduce((total, [id, units]) => total + Math.min(units, absentUnits.get(id) ?? 0), 0),
    expectedAbsentUnits: sum(({ units, offer }) => (units * (1000 - (offer.stock?.presencePermille ?? 1000))) / 1000),
  };
}
