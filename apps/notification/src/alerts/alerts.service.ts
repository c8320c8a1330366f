import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { notFound } from '#platform';
import { NotificationConfig } from '../config.js';
import { dedupeKey, type KeyedReason } from '../notifications/domain/dedupe-key.js';
import type { Template } from '../notifications/domain/message.js';
import { NotificationsService, type Telling } from '../notifications/notifications.service.js';
import { secondsToRepetition } from './domain/escalation.js';

/** Something that a person has to look at. */
export interface AlertView {
  readonly id: string;
  readonly merchantId: string;
  /** Null: it is about none. */
  readonly orderId: string | null;
  /** Whose it is; null: the operator's. */
  readonly supplierId: string | null;
  /** The parcel, purchase order, complaint, … that it is about. */
  readonly subjectId: string;
  readonly template: string;
  readonly raisedAt: Date;
  /** How often it was told again since nobody acknowledged it. */
  readonly repetitions: number;
  /** When it is told again; null: not any more. */
  readonly repeatedAt: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
}

/** Whose alerts: `merchantId` null is every merchant's; a supplier has its own only. */
export interface AlertScope {
  readonly merchantId: string | null;
  readonly supplierId: string | null;
}

/** Which alerts. */
export interface AlertFilter extends AlertScope {
  readonly acknowledged: boolean | null;
  readonly beforeId: string | null;
  readonly limit: number;
}

/** Alerts about no order that are over. */
export interface SettledAlerts {
  readonly templates: readonly Template[];
  readonly subjectId: string;
  /** Of those about a share of the orders only those about it. */
  readonly sku?: string;
  /** What holds from now on, and may have been told already. */
  readonly except?: KeyedReason;
}

/** Repetitions of an alert that is not due yet: the first telling makes it none. */
const NOT_TOLD_YET = -1;
/** Alerts repeated in one transaction. */
const BATCH_MAX = 50;

const SELECT_ALERT = `
  SELECT id, merchant_id AS "merchantId", order_id AS "orderId", supplier_id AS "supplierId", telling ->> 'subjectId' AS "subjectId",
         telling ->> 'template' AS template, raised_at AS "raisedAt", repetitions, repeat_at AS "repeatedAt",
         acknowledged_at AS "acknowledgedAt", acknowledged_by AS "acknowledgedBy" FROM alerts`;

const SETTLE = `UPDATE alerts SET acknowledged_at = now(), acknowledged_by = 'settled', repeat_at = NULL`;

/** What operators are told again and again until one of them says that it is seen to. */
@Injectable()
export class AlertsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly notifications: NotificationsService,
    private readonly config: NotificationConfig,
  ) {}

  /**
   * Tells, and begins to wait for an acknowledgement. The same reason again changes nothing, nor does another one while
   * an alert in the same words is open: that one is told again by itself.
   */
  async raise(tx: EntityManager, telling: Telling): Promise<void> {
    const open = await tx.query<unknown[]>(
      `SELECT FROM alerts WHERE (order_id = $1 OR ($1::uuid IS NULL AND order_id IS NULL))
          AND acknowledged_at IS NULL AND repetitions > ${String(NOT_TOLD_YET)}
          AND telling - 'reason' = $2::jsonb - 'reason' AND dedupe_key <> $3 LIMIT 1`,
      [telling.orderId, JSON.stringify(telling), dedupeKey(telling)],
    );
    if (open.length > 0) return;
    await this.notifications.tell(tx, telling);
    await tx.query(
      `INSERT INTO alerts (id, merchant_id, order_id, dedupe_key, telling, repeat_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6)) ON CONFLICT (dedupe_key) DO NOTHING`,
      [
        ...[uuidv7(), telling.merchantId, telling.orderId, dedupeKey(telling), JSON.stringify(telling)],
        secondsToRepetition(0, this.config.ALERT_REPEAT_SECONDS),
      ],
    );
  }

  /**
   * Will tell a supplier at `dueAt`, unless {@link settle} comes first, and then again and again like any alert. The same
   * reason again changes nothing.
   */
  async expect(tx: EntityManager, supplierId: string, telling: Telling, dueAt: Date): Promise<void> {
    await tx.query(
      `INSERT INTO alerts (id, merchant_id, order_id, supplier_id, dedupe_key, telling, repetitions, repeat_at)
       VALUES ($1, $2, $3, $4, $5, $6, ${String(NOT_TOLD_YET)}, $7) ON CONFLICT (dedupe_key) DO NOTHING`,
      [
        ...[uuidv7(), telling.merchantId, telling.orderId, supplierId, dedupeKey(telling), JSON.stringify(telling)],
        dueAt,
      ],
    );
  }

  /** What was waited for has happened: nobody is told (again). */
  async settle(tx: EntityManager, about: KeyedReason): Promise<void> {
    await tx.query(`${SETTLE} WHERE dedupe_key = $1 AND acknowledged_at IS NULL`, [dedupeKey(about)]);
  }

  /** What alerts about no order told of a subject is over, whatever reasons they had. */
  async settleAll(tx: EntityManager, { templates, subjectId, sku, except }: SettledAlerts): Promise<void> {
    await tx.query(
      `${SETTLE} WHERE order_id IS NULL AND acknowledged_at IS NULL AND telling ->> 'template' = ANY ($1)
          AND telling ->> 'subjectId' = $2 AND ($3::text IS NULL OR telling -> 'facts' -> 'traffic' ->> 'sku' = $3)
          AND dedupe_key IS DISTINCT FROM $4`,
      [templates, subjectId, sku ?? null, except ? dedupeKey(except) : null],
    );
  }

  /** Tells again what nobody acknowledged in time. Returns whether there may be more. */
  repeatDue(): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      const due = await tx.query<{ id: string; repetitions: number; telling: Telling }[]>(
        `SELECT id, repetitions, telling FROM alerts WHERE acknowledged_at IS NULL AND repeat_at <= now()
          ORDER BY repeat_at LIMIT $1 FOR UPDATE SKIP LOCKED`,
        [BATCH_MAX],
      );
      for (const { id, repetitions, telling } of due) await this.repeat(tx, id, repetitions + 1, telling);
      return due.length === BATCH_MAX;
    });
  }

  /** Newest first. */
  find({ merchantId, supplierId, acknowledged, beforeId, limit }: AlertFilter): Promise<AlertView[]> {
    return this.dataSource.query(
      `${SELECT_ALERT} WHERE ($1::uuid IS NULL OR merchant_id = $1)
          AND ($2::boolean IS NULL OR (acknowledged_at IS NOT NULL) = $2) AND ($3::uuid IS NULL OR id < $3)
          AND ($5::uuid IS NULL OR supplier_id = $5) AND repetitions > ${String(NOT_TOLD_YET)}
        ORDER BY id DESC LIMIT $4`,
      [merchantId, acknowledged, beforeId, limit, supplierId],
    );
  }

  /** Somebody sees to it: it is not told again. A second acknowledgement changes nothing. */
  async acknowledge(id: string, { merchantId, supplierId }: AlertScope, by: string): Promise<AlertView> {
    await this.dataSource.query(
      `UPDATE alerts SET acknowledged_at = now(), acknowledged_by = $3, repeat_at = NULL
        WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2) AND ($4::uuid IS NULL OR supplier_id = $4)
          AND repetitions > ${String(NOT_TOLD_YET)} AND acknowledged_at IS NULL`,
      [id, merchantId, by, supplierId],
    );
    const [alert] = await this.dataSource.query<AlertView[]>(
      `${SELECT_ALERT} WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2)
          AND ($3::uuid IS NULL OR supplier_id = $3) AND repetitions > ${String(NOT_TOLD_YET)}`,
      [id, merchantId, supplierId],
    );
    if (!alert) throw notFound('ALERT_NOT_FOUND', `There is no alert ${id}.`);
    return alert;
  }

  private async repeat(tx: EntityManager, id: string, repetition: number, telling: Telling): Promise<void> {
    const again = {
      reason: `${telling.reason ?? telling.subjectId}:again-${String(repetition)}`,
      facts: { ...telling.facts, repetition },
    };
    await this.notifications.tell(tx, repetition === 0 ? telling : { ...telling, ...again });
    await tx.query(
      `UPDATE alerts SET repetitions = $2, repeat_at = now() + make_interval(secs => $3::float) WHERE id = $1`,
      [id, repetition, secondsToRepetition(repetition, this.config.ALERT_REPEAT_SECONDS)],
    );
  }
}
