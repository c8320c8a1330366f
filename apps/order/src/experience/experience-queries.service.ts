import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { changeWords } from './domain/change-words.js';
import type { ExperienceFigure, FigureScope } from './domain/figure.js';
import { EVERYBODY } from './domain/next-figures.js';
import type { FigureCauses } from './experience-snapshots.service.js';
import { experienceNotFound } from './experience.errors.js';

/** Units and answers counted by carrier and lane, of all days, none of them faded. Money by its currency. */
export interface ExperienceTotals {
  readonly carrier: string;
  readonly lane: string;
  readonly currency: string;
  readonly shipped: number;
  readonly delivered: number;
  readonly late: number;
  readonly returned: number;
  readonly claimed: number;
  readonly complained: number;
  readonly problems: number;
  readonly scored: number;
  readonly scoreSum: number;
  readonly dissatisfied: number;
  readonly refundMinor: number;
  readonly creditMinor: number;
}

/** A figure that routing reckons with now. */
export interface CurrentFigureView {
  /** Null: of everybody. */
  readonly supplierId: string | null;
  readonly supplierCode: string | null;
  readonly scope: FigureScope;
  readonly key: string;
  /** Null while a person holds it at "nothing known". */
  readonly figure: ExperienceFigure | null;
  /** The snapshot that made it hold. */
  readonly sinceVersion: number;
  readonly pinned: { readonly until: string | null; readonly reason: string | null } | null;
  /** Of a supplier or one of its SKUs; empty for the others. */
  readonly totals: ExperienceTotals[];
}

/** What one snapshot changed about one supplier. */
export interface FigureChangeView {
  readonly supplierId: string | null;
  readonly supplierCode: string | null;
  readonly scope: FigureScope;
  readonly key: string;
  readonly figure: ExperienceFigure | null;
  readonly former: ExperienceFigure | null;
  readonly causes: FigureCauses;
  /** What moved and why. */
  readonly words: string[];
}

export interface SnapshotView {
  readonly version: number;
  readonly kind: 'learned' | 'undone';
  readonly computedAt: string;
  /** Of the policy whose limits held. */
  readonly policyVersion: number;
  readonly undone: {
    readonly version: number;
    readonly by: string;
    readonly keyId: string;
    readonly reason: string;
    readonly until: string | null;
  } | null;
  readonly changes: FigureChangeView[];
}

interface VersionRow {
  version: number;
  kind: 'learned' | 'undone';
  computed_at: Date;
  policy_version: number;
  undone_version: number | null;
  undone_by: string | null;
  key_id: string | null;
  reason: string | null;
  until: Date | null;
}

type ChangeRow = Omit<FigureChangeView, 'words'> & { version: number };

export interface ExperienceFilter {
  readonly merchantId: string;
  readonly supplierId: string | null;
  readonly sku: string | null;
}

/** What experience says now, what it said before, and why it moved. */
@Injectable()
export class ExperienceQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** Figures that hold now; with a supplier, its own with what they were counted from. */
  async current({ merchantId, supplierId, sku }: ExperienceFilter): Promise<CurrentFigureView[]> {
    return this.dataSource.query<CurrentFigureView[]>(
      `SELECT nullif(c.supplier_id, $4) AS "supplierId", s.code AS "supplierCode", c.scope, c.key, c.figure,
         c.version AS "sinceVersion",
         CASE WHEN c.is_pinned THEN json_build_object(
           'until', to_char(c.pinned_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', v.reason)
         END AS pinned, coalesce(t.totals, '[]'::json) AS totals
       FROM experience_current c
       JOIN experience_versions v ON v.merchant_id = c.merchant_id AND v.version = c.version
       LEFT JOIN suppliers s ON s.id = c.supplier_id
       LEFT JOIN LATERAL (
         SELECT json_agg(d ORDER BY d.carrier, d.lane, d.currency) AS totals FROM (
           SELECT carrier, lane, currency, sum(shipped)::int AS shipped, sum(delivered)::int AS delivered,
             sum(late)::int AS late, sum(returned)::int AS returned, sum(claimed)::int AS claimed,
             sum(complained)::int AS complained, sum(problems)::int AS problems, sum(scored)::int AS scored,
             sum(score_sum)::int AS "scoreSum", sum(dissatisfied)::int AS dissatisfied,
             sum(refund_minor)::float8 AS "refundMinor", sum(credit_minor)::float8 AS "creditMinor"
           FROM experience_days
           WHERE $2::uuid IS NOT NULL AND merchant_id = c.merchant_id AND supplier_id = c.supplier_id
             AND (c.scope = 'supplier' OR (c.scope = 'sku' AND sku = c.key) OR (c.scope = 'lane' AND lane = c.key))
           GROUP BY carrier, lane, currency) d
       ) t ON true
       WHERE c.merchant_id = $1 AND ($2::uuid IS NULL OR c.supplier_id = $2)
         AND ($3::text IS NULL OR (c.scope = 'sku' AND c.key = $3))
       ORDER BY s.code NULLS FIRST, c.supplier_id, array_position(ARRAY['all', 'supplier', 'sku', 'lane'], c.scope), c.key`,
      [merchantId, supplierId, sku, EVERYBODY],
    );
  }

  /** @throws experienceNotFound */
  async one(merchantId: string, version: number): Promise<SnapshotView> {
    const filter = { merchantId, supplierId: null, sku: null };
    const [snapshot] = await this.load(filter, `v.version = $2`, [version], 1);
    if (!snapshot) throw experienceNotFound(version);
    return snapshot;
  }

  /** Snapshots, newest first, with what each changed about the supplier or the SKU that is asked for. */
  list(filter: ExperienceFilter, beforeVersion: number | null, limit: number): Promise<SnapshotView[]> {
    return this.load(filter, `($2::int IS NULL OR v.version < $2)`, [beforeVersion], limit);
  }

  private async load(
    { merchantId, supplierId, sku }: ExperienceFilter,
    condition: string,
    parameters: readonly unknown[],
    limit: number,
  ): Promise<SnapshotView[]> {
    const asked = `($3::uuid IS NULL OR f.supplier_id = $3) AND ($4::text IS NULL OR (f.scope = 'sku' AND f.key = $4))`;
    const versions = await this.dataSource.query<VersionRow[]>(
      `SELECT v.* FROM experience_versions v WHERE v.merchant_id = $1 AND ${condition} AND EXISTS (
         SELECT 1 FROM experience_figures f
         WHERE f.merchant_id = v.merchant_id AND f.version = v.version AND ${asked})
       ORDER BY v.version DESC LIMIT ${String(limit)}`,
      [merchantId, ...parameters, supplierId, sku],
    );
    const changes = await this.dataSource.query<ChangeRow[]>(
      `SELECT f.version, nullif(f.supplier_id, $5) AS "supplierId", s.code AS "supplierCode", f.scope, f.key, f.figure,
         f.former, f.causes
       FROM experience_figures f LEFT JOIN suppliers s ON s.id = f.supplier_id
       WHERE f.merchant_id = $1 AND f.version = ANY ($2::int[]) AND ${asked}
       ORDER BY s.code NULLS FIRST, f.supplier_id, array_position(ARRAY['all', 'supplier', 'sku', 'lane'], f.scope), f.key`,
      [merchantId, versions.map(({ version }) => version), supplierId, sku, EVERYBODY],
    );
    return versions.map((row) =>
      viewOf(
        row,
        changes.filter(({ version }) => version === row.version),
      ),
    );
  }
}

const viewOf = (row: VersionRow, changes: readonly ChangeRow[]): SnapshotView => ({
  version: row.version,
  kind: row.kind,
  computedAt: row.computed_at.toISOString(),
  policyVersion: row.policy_version,
  undone:
    row.undone_version === null
      ? null
      : {
          ...{
            version: row.undone_version,
            by: row.undone_by ?? '',
            keyId: row.key_id ?? '',
            reason: row.reason ?? '',
          },
          until: row.until?.toISOString() ?? null,
        },
  changes: changes.map(({ supplierId, supplierCode, scope, key, figure, former, causes }) => ({
    ...{ supplierId, supplierCode, scope, key, figure, former, causes },
    words: changeWords(figure, former, causes),
  })),
});
