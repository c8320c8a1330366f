/** A policy tried on the decisions of the past. */

export type SimulationState = 'queued' | 'running' | 'done' | 'cancelled';

/** What plans come to, over one decision or many. */
export interface PlanTotals {
  /** What somebody is paid: goods, shipping and parcels. */
  paidMinor: number;
  parcels: number;
  units: number;
  unfilledUnits: number;
  /** Units times days until they leave. */
  unitDays: number;
  /** Units times the chance that the supplier ships late. */
  lateUnits: number;
  /** Lines that more than one supplier fills. */
  splitLines: number;
  /** Units asked of offers that turned out not to have them. */
  oversoldUnits: number;
  /** Units times the chance that they are not there. */
  expectedAbsentUnits: number;
}

export interface SimulationTotals {
  decisions: number;
  changed: number;
  before: PlanTotals;
  after: PlanTotals;
}

export interface ChangedDecision {
  orderId: string;
  routingVersion: number;
  currency: string;
  paidDifferenceMinor: number;
  before: PlanTotals;
  after: PlanTotals;
}

export interface SimulationSummary {
  id: string;
  merchantId: string;
  /** Null for a policy that nobody stored. */
  policyId: string | null;
  from: string;
  to: string;
  state: SimulationState;
  progress: { decisions: number; processed: number };
  createdAt: string;
  finishedAt: string | null;
}

export interface Simulation extends SimulationSummary {
  report: { byCurrency: Record<string, SimulationTotals>; mostChanged: ChangedDecision[] };
}
