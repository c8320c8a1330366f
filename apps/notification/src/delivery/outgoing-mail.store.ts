import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { NotificationFailed, NotificationSent, type Audience } from '#contracts';
import { draft, Outbox, type Cause } from '#messaging';
import { NotificationConfig } from '../config.js';
import type { MessageFacts, Template } from '../notifications/domain/message.js';
import type { AttemptOutcome } from './mail-attempt.entity.js';

/** A message whose turn it is. */
export interface ClaimedMail {
  readonly id: string;
  readonly merchant_id: string;
  readonly order_id: string;
  readonly audience: Audience;
  readonly template: Template;
  readonly language: 'tr' | 'en';
  readonly recipient: string;
  readonly dedupe_key: string;
  readonly facts: MessageFacts;
  readonly message_id: string;
  readonly attempts: number;
  readonly status_reason: string | null;
  /** The last attempt has no known result. */
  readonly unresolved: boolean;
  /** Older than anybody wants to hear. */
  readonly too_old: boolean;
  /** What was told about the same subject. */
  readonly told: readonly string[];
  readonly cause: Cause;
}

/** A claim outlives the longest attempt by this: below it a slow process could be overtaken while it sends. */
const CLAIM_MARGIN_MS = 10_000;

/**
 * The queue of messages. One person's messages about one order leave in the order they were planned: a
 * later one waits until the earlier is sent, failed or skipped.
 */
const CLAIM_SQL = `
  WITH due AS (
    SELECT n.id FROM notifications n
     WHERE n.status = 'pending' AND n.next_attempt_at <= now()
       AND NOT EXISTS (
         SELECT 1 FROM notifications earlier
          WHERE earlier.order_id = n.order_id AND earlier.recipient = n.recipient
            AND earlier.status = 'pending' AND earlier.sequence < n.sequence)
     ORDER BY n.next_attempt_at LIMIT $1
     FOR UPDATE SKIP LOCKED)
  UPDATE notifications n SET next_attempt_at = now() + make_interval(secs => $2 / 1000.0)
    FROM due WHERE n.id = due.id
  RETURNING n.id, n.merchant_id, n.order_id, n.audience, n.template, n.language, n.recipient, n.dedupe_key, n.facts,
            n.message_id, n.attempts, n.status_reason, n.cause,
            n.created_at < now() - make_interval(secs => $3) AS too_old,
            EXISTS (SELECT 1 FROM mail_attempts a
                     WHERE a.notification_id = n.id AND (a.outcome IS NULL OR a.outcome = 'unknown')) AS unresolved,
            ARRAY(SELECT t.template FROM notifications t
                   WHERE t.subject_id = n.subject_id AND t.audience = n.audience AND t.status = 'sent') AS told`;

/** Claims messages, records attempts before they are made, and what came of them. */
@Injectable()
export class OutgoingMailStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
    private readonly config: NotificationConfig,
  ) {}

  /** Messages that are due, for this process alone until the claim ends. */
  async claim(most: number): Promise<ClaimedMail[]> {
    const [rows]: [ClaimedMail[], number] = await this.dataSource.query(CLAIM_SQL, [
      most,
      this.claimMs,
      this.config.MAIL_GIVE_UP_SECONDS,
    ]);
    return rows;
  }

  /**
   * Records that an attempt begins; one left without a result is repeated by it. Null when somebody else has the message by now: the count of attempts
   * is the fence.
   */
  async beginAttempt(mail: ClaimedMail): Promise<string | null> {
    const attemptId = uuidv7();
    const rows: unknown[] = await this.dataSource.query(
      `WITH mine AS (
         UPDATE notifications SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => $4 / 1000.0)
          WHERE id = $2 AND status = 'pending' AND attempts = $3 RETURNING id),
       left_open AS (
         UPDATE mail_attempts a SET ended_at = coalesce(ended_at, now()), outcome = 'repeated' FROM mine
          WHERE a.notification_id = mine.id AND (a.outcome IS NULL OR a.outcome = 'unknown'))
       INSERT INTO mail_attempts (id, notification_id, started_at) SELECT $1, id, now() FROM mine RETURNING id`,
      [attemptId, mail.id, mail.attempts, this.claimMs],
    );
    return rows.length === 0 ? null : attemptId;
  }

  /** The mail server has it. Tells the others, once. */
  sent(mail: ClaimedMail): Promise<void> {
    return this.dataSource.transaction(async (tx) => {
      await resolveAttempts(tx, mail.id, 'accepted', null);
      const [rows]: [{ sent_at: Date }[], number] = await tx.query(
        `UPDATE notifications SET status = 'sent', status_reason = NULL, sent_at = now()
          WHERE id = $1 AND status = 'pending' RETURNING sent_at`,
        [mail.id],
      );
      const [row] = rows;
      if (!row) return;
      const data = { ...commonFacts(mail), language: mail.language, sentAt: row.sent_at.toISOString() };
      await this.outbox.append(tx, [draft(NotificationSent, addressOf(mail), data)]);
    });
  }

  /** Given up. Tells the others, once. */
  failed(mail: ClaimedMail, reasonCode: string, outcome: AttemptOutcome): Promise<void> {
    return this.dataSource.transaction(async (tx) => {
      await resolveAttempts(tx, mail.id, outcome, reasonCode);
      const [rows]: [unknown[], number] = await tx.query(
        `UPDATE notifications SET status = 'failed', status_reason = $2 WHERE id = $1 AND status = 'pending' RETURNING id`,
        [mail.id, reasonCode],
      );
      if (rows.length === 0) return;
      await this.outbox.append(tx, [draft(NotificationFailed, addressOf(mail), { ...commonFacts(mail), reasonCode })]);
    });
  }

  /** Not to be sent any more: something later was told. */
  async skipped(mail: ClaimedMail, reason: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await resolveAttempts(tx, mail.id, 'repeated', reason);
      await tx.query(
        `UPDATE notifications SET status = 'skipped', status_reason = $2 WHERE id = $1 AND status = 'pending'`,
        [mail.id, reason],
      );
    });
  }

  /** Comes up again after a pause. `outcome` null leaves what is unknown unknown. */
  async postponed(mail: ClaimedMail, pauseMs: number, reason: string, outcome: AttemptOutcome | null): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      if (outcome !== null) await resolveAttempts(tx, mail.id, outcome, reason);
      await tx.query(
        `UPDATE notifications SET next_attempt_at = now() + make_interval(secs => $2 / 1000.0), status_reason = $3
          WHERE id = $1 AND status = 'pending'`,
        [mail.id, pauseMs, reason],
      );
    });
  }

  private get claimMs(): number {
    return this.config.MAIL_SEND_TIMEOUT_MS + CLAIM_MARGIN_MS;
  }
}

/** Gives every attempt without a result one. */
async function resolveAttempts(
  tx: EntityManager,
  notificationId: string,
  outcome: AttemptOutcome,
  detail: string | null,
): Promise<void> {
  await tx.query(
    `UPDATE mail_attempts SET ended_at = now(), outcome = $2, detail = $3
      WHERE notification_id = $1 AND (outcome IS NULL OR outcome = 'unknown')`,
    [notificationId, outcome, detail],
  );
}

const addressOf = (mail: ClaimedMail) => ({ merchantId: mail.merchant_id, key: mail.order_id });

const commonFacts = (mail: ClaimedMail) => ({
  notificationId: mail.id,
  orderId: mail.order_id,
  audience: mail.audience,
  channel: 'email',
  template: mail.template,
  dedupeKey: mail.dedupe_key,
});
