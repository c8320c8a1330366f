import type { DecisionCandidate, DecisionLine, DecisionOffer, RoutingDecision } from '../api/types.js';
import { byOutcome } from './decision-bars.js';

/** Suppliers of one country, beside each other. */
export interface MapRegion {
  /** ISO 3166-1 alpha-2; null where the country is not known. */
  country: string | null;
  candidates: DecisionCandidate[];
}

export interface MapRow {
  line: DecisionLine;
  /** One for each column; null where the supplier does not list the SKU. */
  cells: (DecisionOffer | null)[];
}

export interface CandidateMap {
  regions: MapRegion[];
  rows: MapRow[];
}

/**
 * Lines down, suppliers across, grouped by country: the country with the winners first, in each the winners first.
 */
export function candidateMap(
  decision: RoutingDecision,
  countryOf: (supplierId: string) => string | null,
): CandidateMap {
  const regions = new Map<string | null, DecisionCandidate[]>();
  for (const candidate of [...decision.candidates].sort(byOutcome)) {
    const country = countryOf(candidate.supplierId);
    regions.set(country, [...(regions.get(country) ?? []), candidate]);
  }
  const columns = [...regions.values()].flat();
  return {
    regions: [...regions].map(([country, candidates]) => ({ country, candidates })),
    rows: decision.lines.map((line) => ({
      line,
      cells: columns.map((candidate) => bestOf(candidate.offers.filter(({ lineId }) => lineId === line.lineId))),
    })),
  };
}

/** A supplier may list a SKU twice: the offer that was taken, else one that was considered, speaks for it. */
const bestOf = (offers: readonly DecisionOffer[]): DecisionOffer | null =>
  offers.find(({ chosenQuantity }) => chosenQuantity > 0) ??
  offers.find(({ excluded }) => excluded === null) ??
  offers[0] ??
  null;
