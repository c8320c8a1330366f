import type { DecisionCandidate, RoutingDecision } from '../api/types.js';

/** A part of a candidate's bar, in shares of the scale from 0 to 1. */
export interface BarPart {
  kind: 'goods' | 'parcel' | 'same' | 'dearer';
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

const kindOf = (candidate: DecisionCandidate): CandidateBar['kind'] => {
  if (candidate.chosen) return 'chosen';
  return candidate.dearerByMinor === null ? 'excluded' : 'loser';
};

const rank = { chosen: 0, loser: 1, excluded: 2 } as const;

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
  let taken = 0;
  const chosenParts = (candidate: DecisionCandidate): BarPart[] => {
    const goodsEnd = taken + candidate.goodsMinor;
    const parcelEnd = goodsEnd + candidate.parcelMinor;
    const parts: BarPart[] = [
      { kind: 'goods', from: taken / scale, to: goodsEnd / scale },
      { kind: 'parcel', from: goodsEnd / scale, to: parcelEnd / scale },
    ];
    taken = parcelEnd;
    return parts.filter(({ from, to }) => to > from);
  };
  const sorted = [...decision.candidates].sort(
    (a, b) => rank[kindOf(a)] - rank[kindOf(b)] || (a.dearerByMinor ?? 0) - (b.dearerByMinor ?? 0),
  );
  return {
    bound: Math.min(1, decision.lowerBoundMinor / scale),
    bars: sorted.map((candidate) => barOf(decision, candidate, scale, chosenParts)),
  };
}

function barOf(
  decision: RoutingDecision,
  candidate: DecisionCandidate,
  scale: number,
  chosenParts: (candidate: DecisionCandidate) => BarPart[],
): CandidateBar {
  const kind = kindOf(candidate);
  if (kind === 'chosen') {
    return { candidate, kind, totalMinor: candidate.goodsMinor + candidate.parcelMinor, parts: chosenParts(candidate) };
  }
  if (kind === 'excluded') return { candidate, kind, totalMinor: null, parts: [] };
  const totalMinor = decision.costMinor + (candidate.dearerByMinor ?? 0);
  const parts: BarPart[] = [
    { kind: 'same', from: 0, to: decision.costMinor / scale },
    { kind: 'dearer', from: decision.costMinor / scale, to: totalMinor / scale },
  ];
  return { candidate, kind, totalMinor, parts: parts.filter(({ from, to }) => to > from) };
}
