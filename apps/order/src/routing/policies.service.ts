import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { isSeen, type Edit, type Editor, type LatestRevision } from '#platform';
import { policyFaults, unknownSuppliers, type PolicyFault } from './domain/policy/policy-faults.js';
import {
  DEFAULT_POLICY_VERSION,
  defaultApplied,
  defaultPolicy,
  experienceOf,
  type AppliedPolicy,
  type RoutingPolicy,
} from './domain/policy/routing-policy.js';
import { policyOf, type PolicyState, type SavePolicyDto } from './dto/policy.dto.js';
import {
  policyArchived,
  policyChanged,
  policyInvalid,
  policyKeyReused,
  policyNotDraft,
  policyNotFound,
} from './policy.errors.js';

/** A policy as the outside sees it. Its revision counts the changes of a draft. */
export interface PolicyView extends LatestRevision {
  readonly id: string;
  readonly merchantId: string;
  /** Counts a merchant's policies from 1, which is the default policy. Decisions carry it. */
  readonly version: number;
  readonly name: string;
  readonly state: PolicyState;
  readonly content: RoutingPolicy;
  readonly createdAt: string;
  readonly activatedAt: string | null;
  readonly archivedAt: string | null;
}

interface PolicyRow {
  id: string;
  merchant_id: string;
  version: number;
  revision: number;
  name: string;
  state: PolicyState;
  content: RoutingPolicy;
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

/** The policies of merchants: one is active, and what was active once never changes again. */
@Injectable()
export class PoliciesService {
  constructor(private readonly dataSource: DataSource) {}

  /** The policy that holds now. */
  async activeFor(tx: EntityManager, merchantId: string): Promise<AppliedPolicy> {
    const rows = await tx.query<AppliedPolicy[]>(
      `SELECT id, version, content FROM routing_policies WHERE merchant_id = $1 AND state = 'active'`,
      [merchantId],
    );
    return rows[0] ?? defaultApplied;
  }

  /** One policy whatever its state, for trying it out. */
  async appliedOf(merchantId: string, id: string): Promise<AppliedPolicy> {
    const { version, content } = await this.one(id, merchantId);
    return { id, version, content };
  }

  async find({ merchantId, state, beforeId, limit }: PolicyFilter): Promise<PolicyView[]> {
    await this.ensureDefault(this.dataSource.manager, merchantId);
    const rows = await this.dataSource.query<PolicyRow[]>(
      `SELECT * FROM routing_policies WHERE merchant_id = $1 AND ($2::text IS NULL OR state = $2)
         AND ($3::uuid IS NULL OR version < (SELECT version FROM routing_policies WHERE id = $3))
       ORDER BY version DESC LIMIT $4`,
      [merchantId, state, beforeId, limit],
    );
    return rows.map(viewOf);
  }

  /** @throws policyNotFound, also for another merchant's. */
  async one(id: string, merchantId: string | null): Promise<PolicyView> {
    const rows = await this.dataSource.query<PolicyRow[]>(
      `SELECT * FROM routing_policies WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2)`,
      [id, merchantId],
    );
    const [row] = rows;
    if (!row) throw policyNotFound(id);
    return viewOf(row);
  }

  /** Makes a draft. The same key (null: none) and body again give the same policy. */
  async create(
    merchantId: string,
    dto: SavePolicyDto,
    { by, key }: { readonly by: Editor; readonly key: string | null },
  ): Promise<{ policy: PolicyView; made: boolean }> {
    const content = this.checked(dto);
    return this.dataSource.transaction(async (tx) => {
      await this.alone(tx, merchantId);
      const known = key === null ? undefined : await this.withKey(tx, merchantId, key);
      if (known) {
        if (known.name !== dto.name || !sameContent(known.content, content)) throw policyKeyReused();
        return { policy: viewOf(known), made: false };
      }
      await this.ensureDefault(tx, merchantId);
      const rows = await tx.query<PolicyRow[]>(
        `INSERT INTO routing_policies (id, merchant_id, version, name, state, content, idempotency_key, updated_by)
         SELECT $1, $2, max(version) + 1, $3, 'draft', $4, $5, $6 FROM routing_policies WHERE merchant_id = $2 RETURNING *`,
        [uuidv7(), merchantId, dto.name, JSON.stringify(content), key, JSON.stringify(by)],
      );
      return { policy: viewOf(rows[0] as PolicyRow), made: true };
    });
  }

  /**
   * Replaces a draft's name and content.
   * @throws policyChanged when somebody saved it since, policyNotDraft when it is none any more.
   */
  async replace(id: string, merchantId: string | null, dto: SavePolicyDto, edit: Edit): Promise<PolicyView> {
    const content = this.checked(dto);
    const policy = await this.one(id, merchantId);
    const [rows] = await this.dataSource.query<[PolicyRow[], number]>(
      `UPDATE routing_policies SET name = $2, content = $3, revision = revision + 1, updated_at = now(), updated_by = $5
       WHERE id = $1 AND state = 'draft' AND ($4::int IS NULL OR revision = $4) RETURNING *`,
      [id, dto.name, JSON.stringify(content), edit.seen, JSON.stringify(edit.by)],
    );
    const [row] = rows;
    if (row) return viewOf(row);
    const latest = await this.one(id, policy.merchantId);
    throw latest.state === 'draft' ? policyChanged(latest) : policyNotDraft(latest.state);
  }

  /**
   * Makes a draft the policy that holds from now on; the one before is archived. Again: nothing changes.
   * @throws policyChanged when somebody saved it since, policyArchived.
   */
  async activate(id: string, merchantId: string | null, { by, seen }: Edit): Promise<PolicyView> {
    const { merchantId: owner } = await this.one(id, merchantId);
    await this.dataSource.transaction(async (tx) => {
      await this.alone(tx, owner);
      // Held, so that nobody saves it between the look and the activation.
      const rows = await tx.query<PolicyRow[]>(`SELECT * FROM routing_policies WHERE id = $1 FOR UPDATE`, [id]);
      const draft = viewOf(rows[0] as PolicyRow);
      if (draft.state === 'archived') throw policyArchived();
      if (draft.state === 'active') return;
      if (!isSeen(seen, draft)) throw policyChanged(draft);
      await this.assertSuppliers(tx, owner, draft.content);
      await tx.query(
        `UPDATE routing_policies SET state = 'archived', archived_at = now(), updated_at = now(), updated_by = $2
         WHERE merchant_id = $1 AND state = 'active'`,
        [owner, JSON.stringify(by)],
      );
      await tx.query(
        `UPDATE routing_policies SET state = 'active', activated_at = now(), updated_at = now(), updated_by = $2
         WHERE id = $1`,
        [id, JSON.stringify(by)],
      );
    });
    return this.one(id, owner);
  }

  /** Takes a policy out of use for good. Without an active one the default policy holds. Again: nothing changes. */
  async archive(id: string, merchantId: string | null, by: Editor): Promise<PolicyView> {
    const { merchantId: owner } = await this.one(id, merchantId);
    await this.dataSource.query(
      `UPDATE routing_policies SET state = 'archived', archived_at = now(), updated_at = now(), updated_by = $2
       WHERE id = $1 AND state <> 'archived'`,
      [id, JSON.stringify(by)],
    );
    return this.one(id, owner);
  }

  /**
   * A policy that nobody stored.
   * @throws policyInvalid naming every place that makes no sense.
   */
  checked({ content }: Pick<SavePolicyDto, 'content'>, root = '/content'): RoutingPolicy {
    const policy = policyOf(content);
    throwFaults(policyFaults(policy), root);
    return policy;
  }

  private async assertSuppliers(tx: EntityManager, merchantId: string, content: RoutingPolicy): Promise<void> {
    const rows = await tx.query<{ code: string }[]>(`SELECT code FROM suppliers WHERE merchant_id = $1`, [merchantId]);
    throwFaults(unknownSuppliers(content, new Set(rows.map(({ code }) => code))), '/content');
  }

  /** Holds every other change of this merchant's policies until the transaction ends. */
  private async alone(tx: EntityManager, merchantId: string): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('routing-policies ' || $1, 0))`, [merchantId]);
  }

  private async withKey(tx: EntityManager, merchantId: string, key: string): Promise<PolicyRow | undefined> {
    const rows = await tx.query<PolicyRow[]>(
      `SELECT * FROM routing_policies WHERE merchant_id = $1 AND idempotency_key = $2`,
      [merchantId, key],
    );
    return rows[0];
  }

  /** Writes the default policy down as the first version of a merchant's policies, once. */
  private async ensureDefault(tx: EntityManager, merchantId: string): Promise<void> {
    await tx.query(
      `INSERT INTO routing_policies (id, merchant_id, version, name, state, content, activated_at)
       SELECT $1, $2, $3, 'Default', 'active', $4, now()
       WHERE NOT EXISTS (SELECT 1 FROM routing_policies WHERE merchant_id = $2) ON CONFLICT DO NOTHING`,
      [uuidv7(), merchantId, DEFAULT_POLICY_VERSION, JSON.stringify(defaultPolicy)],
    );
  }
}

function throwFaults(faults: readonly PolicyFault[], root: string): void {
  if (faults.length > 0) throw policyInvalid(faults.map((fault) => ({ ...fault, pointer: root + fault.pointer })));
}

/** The database keeps fields in an order of its own. */
function sameContent(stored: RoutingPolicy, content: RoutingPolicy): boolean {
  const ordered = (value: unknown): unknown =>
    JSON.stringify(value, (_key, field: unknown) =>
      typeof field === 'object' && field !== null && !Array.isArray(field)
        ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
        : field,
    );
  return ordered(stored) === ordered(content);
}

const viewOf = (row: PolicyRow): PolicyView => ({
  id: row.id,
  merchantId: row.merchant_id,
  version: row.version,
  revision: row.revision,
  name: row.name,
  state: row.state,
  content: { ...row.content, experience: experienceOf(row.content) },
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  updatedBy: row.updated_by,
  activatedAt: row.activated_at?.toISOString() ?? null,
  archivedAt: row.archived_at?.toISOString() ?? null,
});
