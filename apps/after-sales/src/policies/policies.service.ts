import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { isSeen, type Edit, type Editor, type LatestRevision } from '#platform';
import { DEFAULT_POLICY_VERSION, defaultReturnPolicy, type ReturnPolicy } from './domain/return-policy.js';
import { policyOf, type SaveReturnPolicyDto } from './dto/return-policy.dto.js';
import { policyArchived, policyChanged, policyNotDraft, policyNotFound } from './policy.errors.js';

/** `active`: pinned to orders that are placed from now on. What was active once never changes again. */
export type PolicyState = 'draft' | 'active' | 'archived';

/** A policy as the outside sees it. Its revision counts the changes of a draft. */
export interface PolicyView extends LatestRevision {
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
  revision: number;
  created_at: Date;
  updated_at: Date;
  updated_by: Editor | null;
  activated_at: Date | null;
  archived_at: Date | null;
}

export interface PolicyFilter {
  readonly merchantId: string;
  readonly state: PolicyState | null;
  readonly beforeId: string | null;
  readonly limit: number;
}

/** What holds for orders that are placed now. `id` null: the default policy, which nobody wrote down. */
export interface HoldingPolicy {
  readonly id: string | null;
  readonly version: number;
  readonly content: ReturnPolicy;
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

  /** The policy that is pinned to the orders that are placed now. */
  async holding(tx: EntityManager, merchantId: string): Promise<HoldingPolicy> {
    const [row] = await tx.query<PolicyRow[]>(
      `SELECT * FROM return_policies WHERE merchant_id = $1 AND state = 'active'`,
      [merchantId],
    );
    return { id: row?.id ?? null, version: row?.version ?? DEFAULT_POLICY_VERSION, content: contentOf(row) };
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
  create(merchantId: string, { name, content }: SaveReturnPolicyDto, by: Editor): Promise<PolicyView> {
    return this.dataSource.transaction(async (tx) => {
      await this.alone(tx, merchantId);
      await this.ensureDefault(tx, merchantId);
      const rows = await tx.query<PolicyRow[]>(
        `INSERT INTO return_policies (id, merchant_id, version, name, state, content, updated_by)
         SELECT $1, $2, max(version) + 1, $3, 'draft', $4, $5 FROM return_policies WHERE merchant_id = $2 RETURNING *`,
        [uuidv7(), merchantId, name, JSON.stringify(policyOf(content)), JSON.stringify(by)],
      );
      return viewOf(rows[0] as PolicyRow);
    });
  }

  /**
   * Replaces a draft's name and content.
   * @throws policyChanged when somebody saved it since, policyNotDraft when it is none any more.
   */
  async replace(
    id: string,
    merchantId: string | null,
    { name, content }: SaveReturnPolicyDto,
    { by, seen }: Edit,
  ): Promise<PolicyView> {
    const { merchantId: owner } = await this.one(id, merchantId);
    return this.dataSource.transaction(async (tx) => {
      await this.alone(tx, owner);
      const latest = await this.one(id, owner, tx);
      if (latest.state !== 'draft') throw policyNotDraft(latest.state);
      if (!isSeen(seen, latest)) throw policyChanged(latest);
      await tx.query(
        `UPDATE return_policies
            SET name = $2, content = $3, revision = revision + 1, updated_at = now(), updated_by = $4 WHERE id = $1`,
        [id, name, JSON.stringify(policyOf(content)), JSON.stringify(by)],
      );
      return this.one(id, owner, tx);
    });
  }

  /**
   * Orders that are placed from now on get it; the one before is archived. Again: nothing changes.
   * @throws policyChanged when somebody saved it since, policyArchived.
   */
  async activate(id: string, merchantId: string | null, { by, seen }: Edit): Promise<PolicyView> {
    const { merchantId: owner } = await this.one(id, merchantId);
    return this.dataSource.transaction(async (tx) => {
      await this.alone(tx, owner);
      const latest = await this.one(id, owner, tx);
      if (latest.state === 'archived') throw policyArchived();
      if (latest.state === 'draft') {
        if (!isSeen(seen, latest)) throw policyChanged(latest);
        await tx.query(
          `UPDATE return_policies SET state = 'archived', archived_at = now(), updated_at = now(), updated_by = $2
           WHERE merchant_id = $1 AND state = 'active'`,
          [owner, JSON.stringify(by)],
        );
        await tx.query(
          `UPDATE return_policies SET state = 'active', activated_at = now(), updated_at = now(), updated_by = $2
           WHERE id = $1`,
          [id, JSON.stringify(by)],
        );
      }
      return this.one(id, owner, tx);
    });
  }

  /** Takes a policy out of use for good. Without an active one the default policy holds. Again: nothing changes. */
  async archive(id: string, merchantId: string | null, by: Editor): Promise<PolicyView> {
    const { merchantId: owner } = await this.one(id, merchantId);
    return this.dataSource.transaction(async (tx) => {
      await this.alone(tx, owner);
      await tx.query(
        `UPDATE return_policies SET state = 'archived', archived_at = now(), updated_at = now(), updated_by = $2
         WHERE id = $1 AND state <> 'archived'`,
        [id, JSON.stringify(by)],
      );
      return this.one(id, owner, tx);
    });
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
  revision: row.revision,
  content: contentOf(row),
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  updatedBy: row.updated_by,
  activatedAt: row.activated_at?.toISOString() ?? null,
  archivedAt: row.archived_at?.toISOString() ?? null,
});
