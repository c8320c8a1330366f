import type { ChangedDecision, PlanTotals, SimulationTotals } from '../api/types.js';

/** What a simulation is judged by. Less is better for each of them. */
export const figureNames = ['paid', 'parcels', 'days', 'late', 'splits', 'oversold', 'absent', 'unfilled'] as const;
export type FigureName = (typeof figureNames)[number];

/** One figure under what happened and under the candidate. */
export interface Figure {
  name: FigureName;
  before: number;
  after: number;
  /** In shares of what happened; null where nothing happened that could be a share of. */
  change: number | null;
}

/** Days a unit waits on average; the others are sums. */
const values: Readonly<Record<FigureName, (totals: PlanTotals) => number>> = {
  paid: ({ paidMinor }) => paidMinor,
  parcels: ({ parcels }) => parcels,
  days: ({ unitDays, units }) => (units === 0 ? 0 : unitDays / units),
  late: ({ lateUnits }) => lateUnits,
  splits: ({ splitLines }) => splitLines,
  oversold: ({ oversoldUnits }) => oversoldUnits,
  absent: ({ expectedAbsentUnits }) => expectedAbsentUnits,
  unfilled: ({ unfilledUnits }) => unfilledUnits,
};

export const figuresOf = ({ before, after }: Pick<SimulationTotals, 'before' | 'after'>): Figure[] =>
  figureNames.map((name) => {
    const [was, is] = [values[name](before), values[name](after)];
    return { name, before: was, after: is, change: was === 0 ? (is === 0 ? 0 : null) : (is - was) / was };
  });

/** A decision's change as a bar from the middle: dearer to the right, cheaper to the left. */
export interface ChangeBar {
  decision: ChangedDecision;
  /** From -1 to 1 of the largest change among them. */
  share: number;
}

/** The decisions of one currency from the largest saving to the largest loss. */
export function changeBars(decisions: readonly ChangedDecision[], currency: string): ChangeBar[] {
  const own = decisions.filter((decision) => decision.currency === currency);
  const largest = Math.max(1, ...own.map(({ paidDifferenceMinor }) => Math.abs(paidDifferenceMinor)));
  return own
    .map((decision) => ({ decision, share: decision.paidDifferenceMinor / largest }))
    .sort((a, b) => a.share - b.share || a.decision.orderId.localeCompare(b.decision.orderId));
}

/** How far a simulation is, from 0 to 1. One without decisions is done at once. */
export const progressShare = ({ decisions, processed }: { decisions: number; processed: number }): number =>
  decisions === 0 ? 1 : Math.min(1, processed / decisions);
