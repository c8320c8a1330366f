import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { TrafficShareChanged } from '#contracts';
import { draft, Outbox, type EventDraft } from '#messaging';
import { PoliciesService } from '../routing/policies.service.js';
import { experienceOf } from '../routing/domain/policy/routing-policy.js';
import type { ExperienceFigure, FigureScope } from './domain/figure.js';
import { EVERYBODY, figureKey, nextFigures, type NextFigure } from './domain/next-figures.js';
import { ExperienceCountsService, type ExperienceChange } from './experience-counts.service.js';

/** Events that a figure names as its cause at most; how many there were stands beside them. */
const CAUSES_MAX = 20;
/** Merchants whose figures are made again in one round because a day went by. */
const MERCHANTS_MAX = 20;

/** Why a figure moved: what was told since the one before. */
export interface FigureCauses {
  readonly events: number;
  readonly newest: readonly { eventId: string; type: string; orderId: string }[];
}

/** A figure in a snapshot, with the one that it took the place of. */
export interface FigureChange {
  readonly supplierId: string;
  readonly scope: FigureScope;
  readonly key: string;
  /** Null: nothing is known any more. */
  readonly figure: ExperienceFigure | null;
  readonly former: ExperienceFigure | null;
  readonly causes: FigureCauses;
}

/** How a snapshot came about. */
export interface SnapshotOrigin {
  readonly merchantId: string;
  readonly kind: 'learned' | 'undone';
  readonly policyVersion: number;
  readonly undone?: {
    readonly version: number;
    readonly by: string;
    readonly keyId: string;
    readonly reason: string;
    readonly until: Date | null;
    /** Whether the figures hold still from now on. */
    readonly isPinned: boolean;
  };
}

interface CurrentRow {
  supplierId: string;
  scope: FigureScope;
  key: string;
  figure: ExperienceFigure | null;
  isPinned: boolean;
}

/** Snapshots of what experience says. Each has a number and is never changed; routing reads the newest figures. */
@Injectable()
export class ExperienceSnapshots {
  constructor(
    private readonly dataSource: DataSource,
    private readonly policies: PoliciesService,
    private readonly counts: ExperienceCountsService,
    private readonly outbox: Outbox,
  ) {}

  /** Takes in what was told since, and what a new day makes older. True when there is more. */
  async learn(now = new Date()): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      // One at a time: two that count the same day would write each other's past.
      const [lock] = await tx.query<{ free: boolean }[]>(
        `SELECT pg_try_advisory_xact_lock(hashtextextended('experience', 0)) AS free`,
      );
      if (!lock?.free) return false;
      await this.endPins(tx, now);
      const { changes, hasMore } = await this.counts.recount(tx);
      const told = [...new Set(changes.map(({ merchantId }) => merchantId))];
      const aged = await this.agedMerchants(tx, now);
      for (const merchantId of [...new Set([...told, ...aged])].sort())
        await this.learnOf(
          tx,
          merchantId,
          changes.filter((change) => change.merchantId === merchantId),
          now,
        );
      return hasMore || aged.length === MERCHANTS_MAX;
    });
  }

  /** Holds everybody else from making a snapshot of this merchant until the transaction ends. */
  async lockHead(tx: EntityManager, merchantId: string): Promise<number> {
    await tx.query(`INSERT INTO experience_heads (merchant_id) VALUES ($1) ON CONFLICT DO NOTHING`, [merchantId]);
    const [head] = await tx.query<{ version: number }[]>(
      `SELECT version FROM experience_heads WHERE merchant_id = $1 FOR UPDATE`,
      [merchantId],
    );
    return head?.version ?? 0;
  }

  /** Writes a snapshot down and makes it the one that routing reads. Its merchant's head must be locked. */
  async write(
    tx: EntityManager,
    version: number,
    origin: SnapshotOrigin,
    changes: readonly FigureChange[],
    at: Date,
  ): Promise<void> {
    const { merchantId, kind, undone } = origin;
    await this.insertVersion(tx, version, origin, at);
    await tx.query(
      `WITH given AS (
         SELECT * FROM jsonb_to_recordset($3) AS g("supplierId" uuid, scope text, key text, figure jsonb, former jsonb,
           causes jsonb)
       ), kept AS (
         INSERT INTO experience_figures (merchant_id, version, supplier_id, scope, key, figure, former, causes)
         SELECT $1, $2, "supplierId", scope, key, nullif(figure, 'null'), nullif(former, 'null'), causes FROM given
       )
       INSERT INTO experience_current (merchant_id, supplier_id, scope, key, version, figure, is_pinned, pinned_until)
       SELECT $1, "supplierId", scope, key, $2, nullif(figure, 'null'), $4, $5 FROM given
       ON CONFLICT (merchant_id, supplier_id, scope, key) DO UPDATE SET version = excluded.version,
         figure = excluded.figure, is_pinned = excluded.is_pinned, pinned_until = excluded.pinned_until`,
      [merchantId, version, JSON.stringify(changes), undone?.isPinned ?? false, undone?.until ?? null],
    );
    await tx.query(`UPDATE experience_heads SET version = $2 WHERE merchant_id = $1`, [merchantId, version]);
    await this.tellTraffic(tx, version, merchantId, changes, kind, at);
  }

  private async insertVersion(
    tx: EntityManager,
    version: number,
    { merchantId, kind, policyVersion, undone }: SnapshotOrigin,
    at: Date,
  ): Promise<void> {
    const byPerson = undone ? [undone.version, undone.by, undone.keyId, undone.reason, undone.until] : [];
    await tx.query(
      `INSERT INTO experience_versions (merchant_id, version, kind, computed_at, policy_version
         ${undone ? ', undone_version, undone_by, key_id, reason, until' : ''})
       VALUES ($1, $2, $3, $4, $5 ${undone ? ', $6, $7, $8, $9, $10' : ''})`,
      [merchantId, version, kind, at, policyVersion, ...byPerson],
    );
  }

  private async learnOf(
    tx: EntityManager,
    merchantId: string,
    told: readonly ExperienceChange[],
    now: Date,
  ): Promise<void> {
    const version = (await this.lockHead(tx, merchantId)) + 1;
    const today = now.toISOString().slice(0, 10);
    const applied = await this.policies.activeFor(tx, merchantId);
    const policy = experienceOf(applied.content);
    const current = await this.currentOf(tx, merchantId);
    const former = new Map(
      current.flatMap(({ supplierId, scope, key, figure }) =>
        figure ? [[figureKey(supplierId, scope, key), figure] as const] : [],
      ),
    );
    const pinned = new Set(
      current.filter(({ isPinned }) => isPinned).map(({ supplierId, scope, key }) => figureKey(supplierId, scope, key)),
    );
    const counts = await this.counts.faded(tx, merchantId, today, policy.halfLifeDays);
    const computedAt = now.toISOString();
    const changes = nextFigures(counts, former, policy, today).flatMap((next): FigureChange[] => {
      const name = figureKey(next.supplierId, next.scope, next.key);
      const before = former.get(name);
      if (pinned.has(name) || (before && isSame(before, next.figure))) return [];
      const { supplierId, scope, key } = next;
      const figure = { version, computedAt, ...next.figure };
      return [{ supplierId, scope, key, figure, former: before ?? null, causes: causesOf(next, told) }];
    });
    if (changes.length > 0)
      await this.write(tx, version, { merchantId, kind: 'learned', policyVersion: applied.version }, changes, now);
    await tx.query(`UPDATE experience_heads SET computed_on = $2 WHERE merchant_id = $1`, [merchantId, today]);
  }

  private currentOf(tx: EntityManager, merchantId: string): Promise<CurrentRow[]> {
    return tx.query<CurrentRow[]>(
      `SELECT supplier_id AS "supplierId", scope, key, figure, is_pinned AS "isPinned" FROM experience_current
       WHERE merchant_id = $1`,
      [merchantId],
    );
  }

  /** A figure that was put back for a time moves again from there. */
  private async endPins(tx: EntityManager, now: Date): Promise<void> {
    await tx.query(
      `WITH ended AS (
         UPDATE experience_current SET is_pinned = false, pinned_until = NULL
         WHERE is_pinned AND pinned_until <= $1 RETURNING merchant_id
       )
       UPDATE experience_heads SET computed_on = NULL WHERE merchant_id IN (SELECT merchant_id FROM ended)`,
      [now],
    );
  }

  private async agedMerchants(tx: EntityManager, now: Date): Promise<string[]> {
    const rows = await tx.query<{ merchant_id: string }[]>(
      `SELECT merchant_id FROM experience_heads
       WHERE version > 0 AND (computed_on IS NULL OR computed_on < $1::date)
       ORDER BY computed_on NULLS FIRST, merchant_id LIMIT ${String(MERCHANTS_MAX)}`,
      [now.toISOString().slice(0, 10)],
    );
    return rows.map(({ merchant_id: merchantId }) => merchantId);
  }

  private async tellTraffic(
    tx: EntityManager,
    version: number,
    merchantId: string,
    changes: readonly FigureChange[],
    kind: SnapshotOrigin['kind'],
    at: Date,
  ): Promise<void> {
    const moved = changes.filter(({ figure, former }) => trafficOf(figure) !== trafficOf(former));
    if (moved.length === 0) return;
    const codes = await tx.query<{ id: string; code: string }[]>(
      `SELECT id, code FROM suppliers WHERE id = ANY ($1::uuid[])`,
      [moved.map(({ supplierId }) => supplierId)],
    );
    const drafts = moved.flatMap((change): EventDraft[] => {
      const { supplierId, key: sku, figure, former } = change;
      const problems = (figure ?? former)?.problems;
      const supplierCode = codes.find(({ id }) => id === supplierId)?.code;
      if (!problems || supplierCode === undefined) return [];
      const reasonCode = kind === 'undone' ? 'UNDONE' : (figure?.traffic.reason ?? 'EVIDENCE_FADED');
      return [
        draft(
          TrafficShareChanged,
          { merchantId, key: supplierId },
          {
            ...{ supplierId, supplierCode, sku, experienceVersion: version, reasonCode, problems },
            ...{ previousPermille: trafficOf(former), permille: trafficOf(figure), changedAt: at.toISOString() },
          },
        ),
      ];
    });
    await this.outbox.append(tx, drafts);
  }
}

const trafficOf = (figure: ExperienceFigure | null): number => figure?.traffic.permille ?? 1000;

/** Whether nothing that anybody reads has moved. */
function isSame(before: ExperienceFigure, next: NextFigure['figure']): boolean {
  const seen = ({ problems, late, dissatisfied, refundPermille, creditPermille, weighed, traffic }: typeof next) =>
    JSON.stringify([
      ...[problems, late, dissatisfied].map((e) => [e.permille, e.lowPermille, e.highPermille, e.cases, e.events]),
      ...[refundPermille, creditPermille, traffic.permille],
      ...[weighed.problems, weighed.refund, weighed.credit, weighed.late, weighed.dissatisfied],
    ]);
  return seen(before) === seen(next);
}

function causesOf({ supplierId, scope, key }: NextFigure, told: readonly ExperienceChange[]): FigureCauses {
  const own = told.filter(
    (change) =>
      (supplierId === EVERYBODY || change.supplierId === supplierId) &&
      (scope !== 'sku' || change.sku === key) &&
      (scope !== 'lane' || change.lane === key),
  );
  const events = new Map(own.map(({ eventId, eventType: type, orderId }) => [eventId, { eventId, type, orderId }]));
  return { events: events.size, newest: [...events.values()].slice(-CAUSES_MAX) };
}
