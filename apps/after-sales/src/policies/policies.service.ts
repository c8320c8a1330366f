import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { DEFAULT_POLICY_VERSION, defaultReturnPolicy, type ReturnPolicy } from './domain/return-policy.js';
import { policyOf, type SaveReturnPolicyDto } from './dto/return-policy.dto.js';
import { policyArchived, policyNotDraft, policyNotFound } from './policy.errors.js';

/** `active`: pinned to orders that are placed from now on. What was active once never changes again. */
export type PolicyState = 'draft' | 'active' | 'archived';

/** A policy as the outside sees it. */
export interface PolicyView {
  readonly id: string;
  readonly merchantId: string;
  /** Counts a merchant's policies from 1, which is the default policy. Orders and returns carry it. */
  readonly version: number;
  readonly name: string;
  readonly state: PolicyState;
  readonly content: ReturnPolicy;
  readonly createdAt: string;
  readonly activatedAt: string | null;
  readonly archivedAt: string | null;
}

interface PolicyRow {
  id: string;
  merchant_id: string;
  version: number;
  name: string;
  state: PolicyState;
  content: ReturnPolicy;
  created_at: Date;
  activated_at: Date | null;
  archived_at: Date | null;
}

export interface PolicyFilter {
  readonly merchantId: string;
  readonly state: PolicyState | null;
  readonly beforeId: string | null;
  readonly limit: number;
}

/** A merchant's return policies: one is active. */
@Injectable()
export class PoliciesService {
  constructor(private readonly dataSource: DataSource) {}

  /** The policy that was pinned to an order; null is the default one. */
  async pinned(tx: EntityManager, merchantId: string, version: number | null): Promise<ReturnPolicy> {
    if (version === null) return defaultReturnPolicy;
    const [row] = await tx.query<PolicyRow[]>(`SELECT * FROM return_policies WHERE merchant_id = $1 AND version = $2`, [
      merchantId,
      version,
    ]);
    return contentOf(row);
  }

  async find({ merchantId, state, beforeId, limit }: PolicyFilter): Promise<PolicyView[]> {
    await this.ensureDefault(this.dataSource.manager, merchantId);
    const rows = await this.dataSource.query<PolicyRow[]>(
      `SELECT * FROM return_policies WHERE merchant_id = $1 AND ($2::text IS NULL OR state = $2)
         AND ($3::uuid IS NULL OR version < (SELECT version FROM return_policies WHERE id = $3))
       ORDER BY version DESC LIMIT $4`,
      [merchantId, state, beforeId, limit],
    );
    return rows.map(viewOf);
  }

  /** @throws policyNotFound, also for another merchant's. */
  async one(id: string, merchantId: string | null, tx: EntityManager = this.dataSource.manager): Promise<PolicyView> {
    const [row] = await tx.query<PolicyRow[]>(
      `SELECT * FROM return_policies WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2)`,
      [id, merchantId],
    );
    if (!row) throw policyNotFound(id);
    return viewOf(row);
  }

  /** Makes a draft. */
  create(merchantId: string, { name, content }: SaveReturnPolicyDto): Promise<PolicyView> {
    return this.dataSource.transaction(async (tx) => {
      await this.alone(tx, merchantId);
      await this.ensureDefault(tx, merchantId);
      const rows = await tx.query<PolicyRow[]>(
        `INSERT INTO return_policies (id, merchant_id, version, name, state, content)
         SELECT $1, $2, max(version) + 1, $3, 'draft', $4 FROM return_policies WHERE merchant_id = $2 RETURNING *`,
        [uuidv7(), merchantId, name, JSON.stringify(policyOf(content))],
      );
      return viewOf(rows[0] as PolicyRow);
    });
  }

  /** Replaces a draft's name and content. */
  async replace(id: string, merchantId: string | null, { name, content }: SaveReturnPolicyDto): Promise<PolicyView> {
    await this.one(id, merchantId);
    const [rows] = await this.dataSource.query<[PolicyRow[], number]>(
      `UPDATE return_policies SET name = $2, content = $3 WHERE id = $1 AND state = 'draft' RETURNING *`,
      [id, name, JSON.stringify(policyOf(content))],
    );
    const [row] = rows;
    if (!row) throw policyNotDraft((await this.one(id, merchantId)).state);
    return viewOf(row);
  }

  /** Orders that are placed from now on get it; the one before is archived. Again: nothing changes. */
  async activate(id: string, merchantId: string | null): Promise<PolicyView> {
    const { merchantId: owner } = await this.one(id, merchantId);
    return this.dataSource.transaction(async (tx) => {
      await this.alone(tx, owner);
      const { state } = await this.one(id, owner, tx);
      if (state === 'archived') throw policyArchived();
      if (state === 'draft') {
        await tx.query(
          `UPDATE return_policies SET state = 'archived', archived_at = now()
           WHERE merchant_id = $1 AND state = 'active'`,
          [owner],
        );
        await tx.query(`UPDATE return_policies SET state = 'active', activated_at = now() WHERE id = $1`, [id]);
      }
      return this.one(id, owner, tx);
    });
  }

  /** Takes a policy out of use for good. Without an active one the default policy holds. Again: nothing changes. */
  async archive(id: string, merchantId: string | null): Promise<PolicyView> {
    const { merchantId: owner } = await this.one(id, merchantId);
    await this.dataSource.query(
      `UPDATE return_policies SET state = 'archived', archived_at = now() WHERE id = $1 AND state <> 'archived'`,
      [id],
    );
    return this.one(id, owner);
  }

  /** Holds every other change of this merchant's policies until the transaction ends. */
  private async alone(tx: EntityManager, merchantId: string): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('return-policies ' || $1, 0))`, [merchantId]);
  }

  /** Writes the default policy down as the first version of a merchant's policies, once. */
  private async ensureDefault(tx: EntityManager, merchantId: string): Promise<void> {
    await tx.query(
      `INSERT INTO return_policies (id, merchant_id, version, name, state, content, activated_at)
       SELECT $1, $2, $3, 'Default', 'active', $4, now()
       WHERE NOT EXISTS (SELECT FROM return_policies WHERE merchant_id = $2) ON CONFLICT DO NOTHING`,
      [uuidv7(), merchantId, DEFAULT_POLICY_VERSION, JSON.stringify(defaultReturnPolicy)],
    );
  }
}

/** What was written before a field existed leaves it out. */
const contentOf = (row: PolicyRow | undefined): ReturnPolicy => ({ ...defaultReturnPolicy, ...row?.content });

const viewOf = (row: PolicyRow): PolicyView => ({
  id: row.id,
  merchantId: row.merchant_id,
  version: row.version,
  name: row.name,
  state: row.state,
  content: contentOf(row),
  createdAt: row.created_at.toISOString(),
  activatedAt: row.activated_at?.toISOString() ?? null,
  archivedAt: row.archived_at?.toISOString() ?? null,
});
