import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Edit, Editor } from '#platform';
import { VersionsService, VIEW_COLUMNS, type VersionedTable, type VersionView } from '../versions/versions.service.js';
import type { NotificationRules, OrderFacts } from './domain/notification-rules.js';
import { replayStory, type PlannedTelling, type ReplayedTelling } from './domain/replay-story.js';
import { rulesOf, type SaveNotificationRulesDto } from './dto/notification-rules.dto.js';
import { orderNotKnown, rulesNotDraft, rulesNotFound } from './rules.errors.js';

/** One version of a merchant's rules. `active`: messages are decided by it, and carry its number. */
export interface RulesView extends VersionView {
  readonly name: string;
  readonly content: NotificationRules;
}

const table: VersionedTable = {
  ...{ name: 'notification_rules', columns: ['merchant_id'] },
  ...{ changedCode: 'NOTIFICATION_RULES_CHANGED', notDraft: rulesNotDraft },
};

const SELECT_VIEW = `SELECT ${VIEW_COLUMNS}, name, content FROM notification_rules`;

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
  createDraft(merchantId: string, { name, content }: SaveNotificationRulesDto, by: Editor): Promise<RulesView> {
    const id = uuidv7();
    return this.versions.alone(table, merchantId, async (tx) => {
      await tx.query(
        `INSERT INTO notification_rules (id, merchant_id, version, name, state, content, updated_by)
         SELECT $1, $2, coalesce(max(version), 0) + 1, $3, 'draft', $4, $5
           FROM notification_rules WHERE merchant_id = $2`,
        [id, merchantId, name, JSON.stringify(rulesOf(content)), JSON.stringify(by)],
      );
      return this.one(id, merchantId, tx);
    });
  }

  /** Replaces what a draft says. @throws rulesNotDraft, and 412 when somebody saved it since. */
  async replaceDraft(
    id: string,
    merchantId: string | null,
    { name, content }: SaveNotificationRulesDto,
    edit: Edit,
  ): Promise<RulesView> {
    const says = { name, content: JSON.stringify(rulesOf(content)) };
    await this.versions.replaceDraft(table, await this.one(id, merchantId), edit, says);
    return this.one(id, merchantId);
  }

  /**
   * `active`: messages that leave from now on are decided by it; an archived version comes back that way. `archived`:
   * out of use; without an active one every step is told at once.
   */
  async become(id: string, merchantId: string | null, state: 'active' | 'archived', edit: Edit): Promise<RulesView> {
    await this.versions.become(table, await this.one(id, merchantId), state, edit);
    return this.one(id, merchantId);
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
}
