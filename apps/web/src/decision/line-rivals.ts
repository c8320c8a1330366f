import type { DecisionCandidate, DecisionLine, DecisionOffer, RoutingDecision } from '../api/types.js';
import { sumOf, unitParts } from './cost-parts.js';
import { type BarPart, stacked } from './decision-bars.js';

/** What became of one offer for one line, and what it would have taken to win. */
export type OfferVerdict =
  | { kind: 'taken'; quantity: number }
  | { kind: 'excluded'; reason: string }
  | { kind: 'dearer'; byMinor: number }
  /** Not dearer a unit, yet its supplier would have had to send a parcel that is not in the plan. */
  | { kind: 'cheaper'; byMinor: number; parcelMinor: number }
  | { kind: 'even'; parcelMinor: number }
  | { kind: 'spare' };

/** One offer for a line beside the others. */
export interface Rival {
  candidate: DecisionCandidate;
  offer: DecisionOffer;
  /** Null where the price cannot be told in the decision's currency. */
  unitMinor: number | null;
  parts: BarPart[];
  verdict: OfferVerdict;
}

export interface LineRivals {
  line: DecisionLine;
  takenUnits: number;
  /** Taken first, then from the cheapest unit on, then those that were not considered. */
  rivals: Rival[];
}

interface Listed {
  candidate: DecisionCandidate;
  offer: DecisionOffer;
  unitMinor: number | null;
}

/** The offers of each line side by side: one unit each, on a scale of the line's own. */
export function lineRivals(decision: RoutingDecision): LineRivals[] {
  const byLine = new Map<string, Listed[]>(decision.lines.map(({ lineId }) => [lineId, []]));
  for (const candidate of decision.candidates) {
    for (const offer of candidate.offers) {
      const parts = unitParts(offer, decision.currency);
      byLine.get(offer.lineId)?.push({ candidate, offer, unitMinor: parts && sumOf(parts) });
    }
  }
  return decision.lines.map((line) => rivalsOf(line, byLine.get(line.lineId) ?? [], decision.currency));
}

const rank = ({ offer }: Listed): number => {
  if (offer.chosenQuantity > 0) return 0;
  return offer.excluded === null ? 1 : 2;
};

function rivalsOf(line: DecisionLine, listed: readonly Listed[], currency: string): LineRivals {
  const scale = Math.max(1, ...listed.map(({ unitMinor }) => unitMinor ?? 0));
  const taken = listed.filter(({ offer }) => offer.chosenQuantity > 0);
  const dearestTaken = taken.length === 0 ? null : Math.max(...taken.map(({ unitMinor }) => unitMinor ?? 0));
  const sorted = [...listed].sort(
    (a, b) => rank(a) - rank(b) || (a.unitMinor ?? Infinity) - (b.unitMinor ?? Infinity) || 0,
  );
  return {
    line,
    takenUnits: taken.reduce((sum, { offer }) => sum + offer.chosenQuantity, 0),
    rivals: sorted.map((one) => ({
      ...one,
      parts: stacked(unitParts(one.offer, currency) ?? [], scale),
      verdict: verdictOf(one, dearestTaken),
    })),
  };
}

function verdictOf({ candidate, offer, unitMinor }: Listed, dearestTaken: number | null): OfferVerdict {
  if (offer.chosenQuantity > 0) return { kind: 'taken', quantity: offer.chosenQuantity };
  if (offer.excluded !== null) return { kind: 'excluded', reason: offer.excluded };
  if (unitMinor === null || dearestTaken === null) return { kind: 'spare' };
  if (unitMinor > dearestTaken) return { kind: 'dearer', byMinor: unitMinor - dearestTaken };
  if (candidate.chosen || candidate.alreadyOpen) return { kind: 'spare' };
  const parcelMinor = candidate.parcelFixedMinor;
  if (unitMinor === dearestTaken) return { kind: 'even', parcelMinor };
  return { kind: 'cheaper', byMinor: dearestTaken - unitMinor, parcelMinor };
}
