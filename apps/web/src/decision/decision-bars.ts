import type { DecisionCandidate, RoutingDecision } from '../api/types.js';
import { type CostKind, type CostPart, sumOf, takenParts } from './cost-parts.js';

/** A part of a bar, in shares of the scale from 0 to 1. */
export interface BarPart {
  kind: CostKind | 'same' | 'dearer';
  from: number;
  to: number;
}

export interface CandidateBar {
  candidate: DecisionCandidate;
  kind: 'chosen' | 'loser' | 'excluded';
  /** Cost of what the plan takes here; for a loser, of the best plan that uses it. Null when it was not considered. */
  totalMinor: number | null;
  parts: BarPart[];
}

export interface DecisionBars {
  bars: CandidateBar[];
  /** Where the proven lower bound stands on the scale. */
  bound: number;
}

export const kindOf = (candidate: DecisionCandidate): CandidateBar['kind'] => {
  if (candidate.chosen) return 'chosen';
  return candidate.dearerByMinor === null ? 'excluded' : 'loser';
};

const rank = { chosen: 0, loser: 1, excluded: 2 } as const;

/** Winners first, then losers from near to far, then who could not be considered. */
export const byOutcome = (a: DecisionCandidate, b: DecisionCandidate): number =>
  rank[kindOf(a)] - rank[kindOf(b)] ||
  (a.dearerByMinor ?? 0) - (b.dearerByMinor ?? 0) ||
  a.supplierCode.localeCompare(b.supplierCode);

/** Parts one after the other on a scale, from `startMinor` on. */
export function stacked(parts: readonly CostPart[], scaleMinor: number, startMinor = 0): BarPart[] {
  let end = startMinor;
  return parts.map(({ kind, minor }) => {
    const from = end;
    end += minor;
    return { kind, from: from / scaleMinor, to: end / scaleMinor };
  });
}

/**
 * Bars on one scale: the chosen suppliers follow each other and end together at the plan's cost; a loser
 * shows what the best plan with it would have cost.
 */
export function decisionBars(decision: RoutingDecision): DecisionBars {
  const scale = Math.max(
    1,
    decision.costMinor,
    ...decision.candidates.map(({ dearerByMinor }) => decision.costMinor + (dearerByMinor ?? 0)),
  );
  let takenMinor = 0;
  const bars = [...decision.candidates].sort(byOutcome).map((candidate): CandidateBar => {
    const kind = kindOf(candidate);
    if (kind !== 'chosen') return loserBar(decision, candidate, kind, scale);
    const costs = takenParts(candidate, decision.currency);
    const parts = stacked(costs, scale, takenMinor);
    takenMinor += sumOf(costs);
    return { candidate, kind, totalMinor: sumOf(costs), parts };
  });
  return { bound: Math.min(1, decision.lowerBoundMinor / scale), bars };
}

function loserBar(
  decision: RoutingDecision,
  candidate: DecisionCandidate,
  kind: 'loser' | 'excluded',
  scale: number,
): CandidateBar {
  if (kind === 'excluded') return { candidate, kind, totalMinor: null, parts: [] };
  const totalMinor = decision.costMinor + (candidate.dearerByMinor ?? 0);
  const parts: BarPart[] = [
    { kind: 'same', from: 0, to: decision.costMinor / scale },
    { kind: 'dearer', from: decision.costMinor / scale, to: totalMinor / scale },
  ];
  return { candidate, kind, totalMinor, parts: parts.filter(({ from, to }) => to > from) };
}
