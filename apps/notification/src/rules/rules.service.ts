import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { VersionsService, type VersionedTable, type VersionState } from '../versions/versions.service.js';
import type { NotificationRules, OrderFacts } from './domain/notification-rules.js';
import { replayStory, type PlannedTelling, type ReplayedTelling } from './domain/replay-story.js';
import { rulesOf, type SaveNotificationRulesDto } from './dto/notification-rules.dto.js';
import { orderNotKnown, rulesNotDraft, rulesNotFound } from './rules.errors.js';

/** One version of a merchant's rules. `active`: messages are decided by it. */
export interface RulesView {
  readonly id: string;
  readonly merchantId: string;
  /** Counts a merchant's versions from 1; messages carry it. */
  readonly version: number;
  readonly name: string;
  readonly state: VersionState;
  readonly content: NotificationRules;
  readonly createdAt: string;
  readonly activatedAt: string | null;
}

const table: VersionedTable = { name: 'notification_rules', columns: ['merchant_id'] };

const SELECT_VIEW = `
  SELECT id, merchant_id AS "merchantId", version, name, state, content,
         to_json(created_at AT TIME ZONE 'UTC') #>> '{}' || 'Z' AS "createdAt",
         to_json(activated_at AT TIME ZONE 'UTC') #>> '{}' || 'Z' AS "activatedAt"
    FROM notification_rules`;

/** Versions of a merchant's rules: at most one is active; without one every step is told at once. */
@Injectable()
export class RulesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly versions: VersionsService,
  ) {}

  /** Newest first. */
  find(merchantId: string, beforeVersion: string | null, limit: number): Promise<RulesView[]> {
    return this.dataSource.query(
      `${SELECT_VIEW} WHERE merchant_id = $1 AND ($2::bigint IS NULL OR version < $2) ORDER BY version DESC LIMIT $3`,
      [merchantId, beforeVersion, limit],
    );
  }

  /** @param merchantId null for an operator. @throws rulesNotFound, also for another merchant's. */
  async one(id: string, merchantId: string | null, tx: EntityManager = this.dataSource.manager): Promise<RulesView> {
    const [view] = await tx.query<RulesView[]>(
      `${SELECT_VIEW} WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2)`,
      [id, merchantId],
    );
    if (!view) throw rulesNotFound(id);
    return view;
  }

  /** Makes a draft. */
  createDraft(merchantId: string, { name, content }: SaveNotificationRulesDto): Promise<RulesView> {
    const id = uuidv7();
    return this.versions.alone(table, merchantId, async (tx) => {
      await tx.query(
        `INSERT INTO notification_rules (id, merchant_id, version, name, state, content)
         SELECT $1, $2, coalesce(max(version), 0) + 1, $3, 'draft', $4 FROM notification_rules WHERE merchant_id = $2`,
        [id, merchantId, name, JSON.stringify(rulesOf(content))],
      );
      return this.one(id, merchantId, tx);
    });
  }

  /** Replaces what a draft says. @throws rulesNotDraft */
  async replaceDraft(id: string, merchantId: string | null, body: SaveNotificationRulesDto): Promise<RulesView> {
    const { merchantId: owner } = await this.one(id, merchantId);
    return this.versions.alone(table, owner, async (tx) => {
      const { state } = await this.one(id, owner, tx);
      if (state !== 'draft') throw rulesNotDraft(state);
      await tx.query(`UPDATE notification_rules SET name = $2, content = $3 WHERE id = $1`, [
        ...[id, body.name, JSON.stringify(rulesOf(body.content))],
      ]);
      return this.one(id, owner, tx);
    });
  }

  /** Messages that leave from now on are decided by it. An archived version comes back that way. */
  activate(id: string, merchantId: string | null): Promise<RulesView> {
    return this.become(id, merchantId, 'active');
  }

  /** Takes a version out of use: without an active one every step is told at once. */
  archive(id: string, merchantId: string | null): Promise<RulesView> {
    return this.become(id, merchantId, 'archived');
  }

  /** What the customer of a real order would have been told under these rules, and when. */
  async preview(id: string, merchantId: string | null, orderId: string): Promise<ReplayedTelling[]> {
    const { merchantId: owner, content } = await this.one(id, merchantId);
    const rows = await this.dataSource.query<(PlannedTelling & { country: string | null; language: string })[]>(
      `SELECT template, subject_id AS "subjectId", created_at AS "plannedAt", facts -> 'parcel' AS parcel,
              facts ->> 'country' AS country, language
         FROM notifications WHERE order_id = $1 AND merchant_id = $2 AND audience = 'customer'
            AND template NOT IN ('parcels-digest', 'nothing-new') AND test_texts IS NULL ORDER BY sequence`,
      [orderId, owner],
    );
    if (rows.length === 0) throw orderNotKnown(orderId);
    const country = rows.find((row) => row.country !== null)?.country ?? null;
    const [order = null] = await this.dataSource.query<OrderFacts[]>(
      `SELECT (totals ->> 'totalMinor')::float AS "totalMinor", currency,
              (SELECT count(*)::int FROM known_parcels p WHERE p.order_id = o.order_id) AS parcels
         FROM known_orders o WHERE order_id = $1`,
      [orderId],
    );
    return replayStory(
      content,
      { country, language: rows[0]?.language, order },
      rows.map(({ template, subjectId, plannedAt, parcel }) => ({ template, subjectId, plannedAt, parcel })),
      orderId,
    );
  }

  private async become(id: string, merchantId: string | null, state: 'active' | 'archived'): Promise<RulesView> {
    const { merchantId: owner } = await this.one(id, merchantId);
    await this.versions.become(table, id, owner, state);
    return this.one(id, owner);
  }
}
