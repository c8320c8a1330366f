import type { RoutingDecision } from '../api/types.js';
import { isPaid, sumOf, takenParts } from '../decision/cost-parts.js';

/** What a plan comes to, in the words in which two plans are compared. */
export interface PlanFacts {
  /** Goods, shipping and parcels: what is paid. */
  paidMinor: number;
  /** What the policy puts on waiting and risk besides; not comparable between policies. */
  weighedMinor: number;
  parcels: number;
  /** Days until the last of the goods leaves; null when nothing does. */
  days: number | null;
  unfilled: number;
  /** For each line, in the order of the lines, who gives how many. */
  lines: { sku: string; quantity: number; from: { supplierCode: string; quantity: number }[] }[];
}

export function planFacts(decision: RoutingDecision): PlanFacts {
  const winners = decision.candidates.filter(({ chosen }) => chosen);
  const parts = winners.flatMap((candidate) => takenParts(candidate, decision.currency));
  const taken = winners.flatMap(({ supplierCode, offers }) =>
    offers.filter(({ chosenQuantity }) => chosenQuantity > 0).map((offer) => ({ supplierCode, offer })),
  );
  const days = taken.map(({ offer }) => offer.expectedDays ?? offer.leadTimeDays);
  return {
    paidMinor: sumOf(parts.filter(({ kind }) => isPaid(kind))),
    weighedMinor: sumOf(parts.filter(({ kind }) => !isPaid(kind))),
    parcels: winners.length,
    days: days.length === 0 ? null : Math.max(...days),
    unfilled: decision.unfilled.reduce((sum, { quantity }) => sum + quantity, 0),
    lines: decision.lines.map(({ lineId, sku, quantity }) => ({
      sku,
      quantity,
      from: taken
        .filter(({ offer }) => offer.lineId === lineId)
        .map(({ supplierCode, offer }) => ({ supplierCode, quantity: offer.chosenQuantity }))
        .sort((a, b) => a.supplierCode.localeCompare(b.supplierCode)),
    })),
  };
}

/** Which lines another plan gives to somebody else, by their place. */
export const changedLines = (before: PlanFacts, after: PlanFacts): boolean[] =>
  after.lines.map(({ from }, at) => JSON.stringify(from) !== JSON.stringify(before.lines[at]?.from ?? []));
