import type { PlanFigures, SimulatedDecision } from './simulate.js';

/** Decisions that change most, as many as a person reads. */
const CHANGES_MAX = 20;

/** A decision that changes, and by how much. */
export interface ChangedDecision {
  readonly orderId: string;
  readonly routingVersion: number;
  readonly currency: string;
  readonly paidDifferenceMinor: number;
  readonly before: PlanFigures;
  readonly after: PlanFigures;
}

/** Everything so far, currency by currency. */
export interface SimulationReport {
  readonly byCurrency: Readonly<Record<string, SimulationTotals>>;
  /** The largest differences first. */
  readonly mostChanged: readonly ChangedDecision[];
}

export interface SimulationTotals {
  readonly decisions: number;
  readonly changed: number;
  readonly before: PlanFigures;
  readonly after: PlanFigures;
}

export const emptyReport: SimulationReport = { byCurrency: {}, mostChanged: [] };

const noFigures: PlanFigures = {
  ...{ paidMinor: 0, parcels: 0, units: 0, unfilledUnits: 0, unitDays: 0, lateUnits: 0, splitLines: 0 },
  ...{ oversoldUnits: 0, expectedAbsentUnits: 0 },
};

/** The report with another decision in it. */
export function withDecision(report: SimulationReport, simulated: SimulatedDecision): SimulationReport {
  const { currency, before, after, changed } = simulated;
  const totals = report.byCurrency[currency] ?? { decisions: 0, changed: 0, before: noFigures, after: noFigures };
  return {
    byCurrency: {
      ...report.byCurrency,
      [currency]: {
        decisions: totals.decisions + 1,
        changed: totals.changed + (changed ? 1 : 0),
        before: added(totals.before, before),
        after: added(totals.after, after),
      },
    },
    mostChanged: changed ? ranked([...report.mostChanged, changeOf(simulated)]) : report.mostChanged,
  };
}

const changeOf = ({ orderId, routingVersion, currency, before, after }: SimulatedDecision): ChangedDecision => ({
  ...{ orderId, routingVersion, currency },
  paidDifferenceMinor: after.paidMinor - before.paidMinor,
  before,
  after,
});

/** Units that find nobody weigh more than any money. */
const weight = ({ before, after, paidDifferenceMinor }: ChangedDecision): [number, number] => [
  Math.abs(after.unfilledUnits - before.unfilledUnits),
  Math.abs(paidDifferenceMinor),
];

const ranked = (changes: readonly ChangedDecision[]): ChangedDecision[] =>
  changes
    .map((change) => ({ change, of: weight(change) }))
    .sort((a, b) => b.of[0] - a.of[0] || b.of[1] - a.of[1] || (a.change.orderId < b.change.orderId ? -1 : 1))
    .slice(0, CHANGES_MAX)
    .map(({ change }) => change);

function added(a: PlanFigures, b: PlanFigures): PlanFigures {
  const names = Object.keys(noFigures) as (keyof PlanFigures)[];
  // Shares of units are kept to a thousandth: sums of many stay readable.
  return Object.fromEntries(
    names.map((name) => [name, Math.round((a[name] + b[name]) * 1000) / 1000]),
  ) as unknown as PlanFigures;
}
