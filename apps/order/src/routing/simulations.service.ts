import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { RoutingDecision } from '#contracts';
import type { AppliedPolicy } from './domain/policy/routing-policy.js';
import type { RoutingInput } from './domain/routing-input.js';
import { simulateDecision } from './domain/simulate.js';
import { emptyReport, withDecision, type SimulationReport } from './domain/simulation-report.js';
import { simulationNotFound } from './policy.errors.js';

/** Decisions of one transaction: a crash repeats at most these, and other work of the process gets its turn between. */
const BATCH_MAX = 50;

export type SimulationState = 'queued' | 'running' | 'done' | 'cancelled';

/** A simulation in a list. */
export interface SimulationSummary {
  readonly id: string;
  readonly merchantId: string;
  /** Null for a policy that nobody stored. */
  readonly policyId: string | null;
  readonly from: string;
  readonly to: string;
  readonly state: SimulationState;
  readonly progress: { readonly decisions: number; readonly processed: number };
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

/** A simulation as the outside sees it. */
export interface SimulationView extends SimulationSummary {
  readonly report: SimulationReport;
}

interface SimulationRow {
  id: string;
  merchant_id: string;
  policy_id: string | null;
  policy: AppliedPolicy;
  from_time: Date;
  to_time: Date;
  state: SimulationState;
  decisions: number;
  processed: number;
  after_time: string | null;
  after_order_id: string | null;
  after_version: number | null;
  report: SimulationReport;
  created_at: Date;
  finished_at: Date | null;
}

interface PastRow {
  order_id: string;
  routing_version: number;
  decided_at: string;
  input: RoutingInput;
  decision: RoutingDecision;
  absent: Record<string, number> | null;
}

/** What is to be simulated. */
export interface SimulationRequest {
  readonly merchantId: string;
  readonly policy: AppliedPolicy;
  readonly from: Date;
  readonly to: Date;
}

/** A policy tried on the decisions of the past, without touching anything. */
@Injectable()
export class SimulationsService {
  constructor(private readonly dataSource: DataSource) {}

  async start({ merchantId, policy, from, to }: SimulationRequest): Promise<SimulationView> {
    const id = uuidv7();
    await this.dataSource.query(
      `INSERT INTO routing_simulations (id, merchant_id, policy_id, policy, from_time, to_time, state, decisions, report)
       SELECT $1, $2, $3, $4, $5, $6, 'queued', count(*), $7 FROM routing_decisions
       WHERE merchant_id = $2 AND decided_at >= $5 AND decided_at < $6 AND input IS NOT NULL`,
      [id, merchantId, policy.id, JSON.stringify(policy), from, to, JSON.stringify(emptyReport)],
    );
    return this.one(id, merchantId);
  }

  /** @throws simulationNotFound, also for another merchant's. */
  async one(id: string, merchantId: string | null): Promise<SimulationView> {
    const rows = await this.dataSource.query<SimulationRow[]>(
      `SELECT * FROM routing_simulations WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2)`,
      [id, merchantId],
    );
    const [row] = rows;
    if (!row) throw simulationNotFound(id);
    return viewOf(row);
  }

  /** A merchant's, newest first, without what each found. */
  async list(merchantId: string, beforeId: string | null, limit: number): Promise<SimulationSummary[]> {
    const rows = await this.dataSource.query<SimulationRow[]>(
      `SELECT id, merchant_id, policy_id, from_time, to_time, state, decisions, processed, created_at, finished_at
       FROM routing_simulations WHERE merchant_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [merchantId, beforeId, limit],
    );
    return rows.map(summaryOf);
  }

  /** Stops one that is not done; what it found so far stays. Again: nothing changes. */
  async cancel(id: string, merchantId: string | null): Promise<SimulationView> {
    await this.one(id, merchantId);
    await this.dataSource.query(
      `UPDATE routing_simulations SET state = 'cancelled', finished_at = now()
       WHERE id = $1 AND state IN ('queued', 'running')`,
      [id],
    );
    return this.one(id, merchantId);
  }

  /** Takes the oldest open simulation some decisions further. True when there is more to do. */
  async advance(): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      const rows = await tx.query<SimulationRow[]>(
        `SELECT *, after_time::text AS after_time FROM routing_simulations WHERE state IN ('queued', 'running')
         ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`,
      );
      const [row] = rows;
      if (!row) return false;
      const past = await this.next(tx, row);
      const report = past.reduce(
        (so, { input, decision, absent }) =>
          withDecision(
            so,
            simulateDecision({ input, decision, absentUnits: new Map(Object.entries(absent ?? {})) }, row.policy),
          ),
        row.report,
      );
      await this.save(tx, row, past, report);
      return true;
    });
  }

  private next(tx: EntityManager, row: SimulationRow): Promise<PastRow[]> {
    return tx.query<PastRow[]>(
      `SELECT d.order_id, d.routing_version, d.decided_at::text AS decided_at, d.input, d.decision,
         (SELECT json_object_agg(offer_id, units) FROM (
            SELECT a.offer_id, sum(a.released)::int AS units FROM allocations a
            WHERE a.order_id = d.order_id AND a.released > 0 AND a.status <> 'cancelled' GROUP BY a.offer_id) r) AS absent
       FROM routing_decisions d
       WHERE d.merchant_id = $1 AND d.decided_at >= $2 AND d.decided_at < $3 AND d.input IS NOT NULL
         AND ($4::timestamptz IS NULL OR (d.decided_at, d.order_id, d.routing_version) > ($4::timestamptz, $5::uuid, $6::int))
       ORDER BY d.decided_at, d.order_id, d.routing_version LIMIT ${String(BATCH_MAX)}`,
      [row.merchant_id, row.from_time, row.to_time, row.after_time, row.after_order_id, row.after_version],
    );
  }

  private async save(
    tx: EntityManager,
    { id, decisions, processed }: SimulationRow,
    past: readonly PastRow[],
    report: SimulationReport,
  ): Promise<void> {
    const last = past.at(-1);
    const done = past.length < BATCH_MAX;
    await tx.query(
      `UPDATE routing_simulations SET state = CASE WHEN $2 THEN 'done' ELSE 'running' END, processed = $3::int,
         decisions = greatest($4::int, $3::int), report = $5, after_time = coalesce($6::timestamptz, after_time),
         after_order_id = coalesce($7, after_order_id), after_version = coalesce($8, after_version),
         finished_at = CASE WHEN $2 THEN now() END
       WHERE id = $1`,
      [
        ...[id, done, processed + past.length, done ? processed + past.length : decisions, JSON.stringify(report)],
        ...[last?.decided_at ?? null, last?.order_id ?? null, last?.routing_version ?? null],
      ],
    );
  }
}

const viewOf = (row: SimulationRow): SimulationView => ({ ...summaryOf(row), report: row.report });

const summaryOf = (row: Omit<SimulationRow, 'report' | 'policy'>): SimulationSummary => ({
  id: row.id,
  merchantId: row.merchant_id,
  policyId: row.policy_id,
  from: row.from_time.toISOString(),
  to: row.to_time.toISOString(),
  state: row.state,
  progress: { decisions: row.decisions, processed: row.processed },
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
});
