import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { NotificationFailed, NotificationSent, type Channel } from '#contracts';
import { beginEffect, draft, Outbox, settleEffect, unknownAmong, type EffectOutcome } from '#messaging';
import { NotificationConfig } from '../config.js';
import { obligatoryTemplates } from '../rules/domain/notification-rules.js';
import type { ChannelCapacity } from './channels/channels.js';
import { isToCustomer, type ClaimedMail, type CustomerMail } from './claimed-mail.js';
import { aloneWithOrder } from './digests.js';
import { SilenceWatch } from './silence-watch.js';

/** Each channel's messages among all effects of the service. */
const effectKinds: Readonly<Record<Channel, string>> = {
  email: 'mail',
  sms: 'sms',
  whatsapp: 'whatsapp',
  push: 'push',
};
/** A claim outlives the longest attempt by this: below it a slow process could be overtaken while it sends. */
const CLAIM_MARGIN_MS = 10_000;

/** Messages of an order that count against its cap, besides the message `self`. */
const countedSql = (order: string, self: string, obligatory: string): string => `
  (SELECT count(*)::int FROM notifications c
    WHERE c.order_id = ${order} AND c.id <> ${self} AND c.audience = 'customer' AND c.test_texts IS NULL AND NOT c.template = ANY (${obligatory}::text[])
      AND (c.status = 'sent' OR (c.status = 'pending' AND c.attempts > 0)))`;

/**
 * The queue of messages. One person's messages about one order leave in the order they were planned: a
 * later one waits until the earlier is sent, failed or skipped. One that is not meant to leave yet holds up nobody.
 */
const CLAIM_SQL = `
  WITH due AS (
    SELECT n.id FROM notifications n
     WHERE n.status = 'pending' AND n.next_attempt_at <= now()
       AND ($5 OR EXISTS (SELECT 1 FROM notification_rules r
                           WHERE r.merchant_id = n.merchant_id AND r.state = 'active'
                             AND (n.phone IS NOT NULL
                                  OR EXISTS (SELECT 1 FROM push_subscriptions p WHERE p.order_id = n.order_id))
                             AND (r.content -> 'channels' IS NOT NULL
                                  OR jsonb_path_exists(r.content, '$.rules[*].channels'))))
       AND NOT EXISTS (
         SELECT 1 FROM notifications earlier
          WHERE earlier.order_id = n.order_id
            AND coalesce(earlier.recipient, earlier.phone) IS NOT DISTINCT FROM coalesce(n.recipient, n.phone)
            AND earlier.status = 'pending' AND earlier.sequence < n.sequence AND earlier.not_before <= now())
     ORDER BY n.next_attempt_at LIMIT $1
     FOR UPDATE SKIP LOCKED)
  UPDATE notifications n SET next_attempt_at = now() + make_interval(secs => $2 / 1000.0)
    FROM due WHERE n.id = due.id
  RETURNING n.id, n.merchant_id, n.order_id, n.subject_id, n.audience, n.template, n.language, n.recipient, n.dedupe_key, n.facts,
            n.message_id, n.attempts, n.status_reason, n.cause, n.created_at, n.phone, n.channel, n.tried, n.test_texts,
            n.provider_status, n.attempted_at, clock_timestamp() AS claimed_at,
            ARRAY(SELECT c.channel FROM contact_consents c
                   WHERE c.merchant_id = n.merchant_id AND c.phone = n.phone AND c.allowed) AS consented,
            ARRAY(SELECT c.channel FROM contact_consents c
                   WHERE c.merchant_id = n.merchant_id AND c.phone = n.phone AND NOT c.allowed) AS declined,
            EXISTS (SELECT 1 FROM suppressions s WHERE s.address = n.phone AND s.reason = 'STOPPED') AS phone_stopped,
            (SELECT count(*)::int FROM push_subscriptions p WHERE p.order_id = n.order_id) AS devices,
            (SELECT json_build_object('totalMinor', o.totals -> 'totalMinor', 'currency', o.currency,
                      'parcels', (SELECT count(*) FROM known_parcels p WHERE p.order_id = o.order_id))
               FROM known_orders o WHERE o.order_id = n.order_id) AS order_facts,
            ${countedSql('n.order_id', 'n.id', '$4')} AS told_of_order,
            ARRAY(SELECT s.reason FROM suppressions s
                   WHERE s.address IN (lower(n.recipient), n.phone) AND (s.merchant_id IS NULL OR s.merchant_id = n.merchant_id)
                     AND (s.reason <> 'UNSUBSCRIBED'
                          OR s.template IS NOT DISTINCT FROM CASE WHEN n.audience = 'merchant' THEN n.template END))
              AS suppressed_by,
            (SELECT t.texts FROM message_templates t
              WHERE t.merchant_id = n.merchant_id AND t.template = n.template AND t.language = n.language
                AND t.state = 'active') AS texts,
            (SELECT r.content FROM notification_rules r WHERE r.merchant_id = n.merchant_id AND r.state = 'active') AS rules,
            (SELECT r.version FROM notification_rules r WHERE r.merchant_id = n.merchant_id AND r.state = 'active')
              AS rules_version,
            n.not_before < now() - make_interval(secs => $3) AS too_old,
            (SELECT min(s.not_before) FROM notifications s
              WHERE s.order_id = n.order_id AND s.template = 'nothing-new' AND s.status = 'pending'
                AND s.test_texts IS NULL) AS silence_ends_at,
            EXISTS (SELECT 1 FROM notifications d
                     WHERE d.order_id = n.order_id AND d.template = 'parcels-digest' AND d.status = 'pending'
                       AND d.test_texts IS NULL AND d.not_before <= now()) AS news_leaves,
            ARRAY(SELECT t.template FROM notifications t LEFT JOIN notifications d ON d.id = t.digest_id
                   WHERE t.subject_id = n.subject_id AND t.audience = n.audience
                     AND coalesce(d.status, t.status) = 'sent' AND t.test_texts IS NULL) AS told`;

/** Claims messages, records attempts before they are made, and what came of them. */
@Injectable()
export class OutgoingMailStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
    private readonly config: NotificationConfig,
    private readonly silence: SilenceWatch,
  ) {}

  /** Messages that are due, for this process alone until the claim ends. */
  async claim({ most, withMail }: ChannelCapacity): Promise<ClaimedMail[]> {
    const [rows]: [Omit<ClaimedMail, 'unresolved'>[], number] = await this.dataSource.query(CLAIM_SQL, [
      most,
      this.claimMs,
      this.config.MAIL_GIVE_UP_SECONDS,
      obligatoryTemplates,
      withMail,
    ]);
    const unknown = new Set<string>();
    for (const channel of new Set(rows.map((row) => row.channel))) {
      const ids = rows.filter((row) => row.channel === channel).map((row) => row.message_id);
      for (const id of await unknownAmong(this.dataSource.manager, effectKinds[channel], ids)) unknown.add(id);
    }
    return rows.map((row) => ({ ...row, unresolved: unknown.has(row.message_id) }));
  }

  /**
   * Puts an attempt on record, before it is made. `taken`: somebody else has the message by now; the count of
   * attempts is the fence. `capped`: another message of the order took the last place.
   */
  beginAttempt(mail: ClaimedMail, payload: string, cap: number | null): Promise<'begun' | 'taken' | 'capped'> {
    return this.dataSource.transaction(async (tx) => {
      if (cap !== null && isToCustomer(mail) && (await this.countAlone(tx, mail)) >= cap) return 'capped';
      const [rows]: [unknown[], number] = await tx.query(
        `UPDATE notifications SET attempts = attempts + 1, rules_version = $4, channel = $5, attempted_at = now(),
                provider_status = NULL, next_attempt_at = now() + make_interval(secs => $3 / 1000.0)
          WHERE id = $1 AND status = 'pending' AND attempts = $2 RETURNING id`,
        [mail.id, mail.attempts, this.claimMs, mail.rules_version, mail.channel],
      );
      if (rows.length === 0) return 'taken';
      await beginEffect(tx, { ...effectOf(mail), subject: mail.id, payload });
      return 'begun';
    });
  }

  /** Counts what an order was told while no other process can begin a message of it. */
  private async countAlone(tx: EntityManager, mail: CustomerMail): Promise<number> {
    await aloneWithOrder(tx, mail.order_id);
    const [row] = await tx.query<{ told: number }[]>(`SELECT ${countedSql('$1', '$2', '$3')} AS told`, [
      ...[mail.order_id, mail.id, obligatoryTemplates],
    ]);
    return row?.told ?? 0;
  }

  /** The channel's server has it. Tells the others, once. */
  sent(mail: ClaimedMail, providerId: string | null = null): Promise<void> {
    return this.dataSource.transaction(async (tx) => {
      await settleEffect(tx, effectOf(mail), { outcome: 'done' });
      const [rows]: [{ sent_at: Date }[], number] = await tx.query(
        `UPDATE notifications SET status = 'sent', status_reason = NULL, sent_at = now(),
                provider_id = coalesce($2, provider_id)
          WHERE id = $1 AND status = 'pending' RETURNING sent_at`,
        [mail.id, providerId],
      );
      const [row] = rows;
      // A test is nobody's news.
      if (!row || mail.test_texts) return;
      if (isToCustomer(mail)) await this.silence.told(tx, mail, row.sent_at);
      const data = { ...commonFacts(mail), language: mail.language, sentAt: row.sent_at.toISOString() };
      await this.outbox.append(tx, [draft(NotificationSent, addressOf(mail), data)]);
    });
  }

  /** Given up. Tells the others, once. */
  failed(mail: ClaimedMail, reasonCode: string, outcome: EffectOutcome): Promise<void> {
    return this.dataSource.transaction(async (tx) => {
      await settleEffect(tx, effectOf(mail), { outcome, detail: reasonCode });
      const [rows]: [unknown[], number] = await tx.query(
        `UPDATE notifications SET status = 'failed', status_reason = $2 WHERE id = $1 AND status = 'pending' RETURNING id`,
        [mail.id, reasonCode],
      );
      if (rows.length === 0 || mail.test_texts) return;
      await this.outbox.append(tx, [draft(NotificationFailed, addressOf(mail), { ...commonFacts(mail), reasonCode })]);
    });
  }

  /** This channel will never bring it: the next one is tried at once. */
  refusedBy(mail: ClaimedMail, reason: string): Promise<void> {
    return this.dataSource.transaction(async (tx) => {
      await settleEffect(tx, effectOf(mail), { outcome: 'refused', detail: reason });
      await tx.query(
        `UPDATE notifications SET tried = tried || $2::text, status_reason = $3, next_attempt_at = now()
          WHERE id = $1 AND status = 'pending'`,
        [mail.id, mail.channel, reason],
      );
    });
  }

  /** Not to be sent any more: something later was told. */
  async skipped(mail: ClaimedMail, reason: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await settleEffect(tx, effectOf(mail), { outcome: 'repeated', detail: reason });
      await tx.query(
        `UPDATE notifications SET status = 'skipped', status_reason = $2, rules_version = $3
          WHERE id = $1 AND status = 'pending'`,
        [mail.id, reason, mail.rules_version],
      );
    });
  }

  /**
   * Is not meant to leave before `until`, and holds up nobody meanwhile. One that was attempted keeps the time from
   * which its age counts. Where this process' clock is behind the database's, `until` may lie in the database's past:
   * the message is looked at once a second then, not again and again.
   */
  async waits(mail: ClaimedMail, until: Date, reason: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE notifications SET next_attempt_at = greatest($2::timestamptz, now() + interval '1 second'),
              status_reason = $3, rules_version = $4,
              not_before = CASE WHEN attempts = 0 THEN $2::timestamptz ELSE not_before END
        WHERE id = $1 AND status = 'pending'`,
      [mail.id, until, reason, mail.rules_version],
    );
  }

  /** Comes up again after a pause. `outcome` null leaves what is unknown unknown. */
  async postponed(mail: ClaimedMail, pauseMs: number, reason: string, outcome: EffectOutcome | null): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      if (outcome !== null) await settleEffect(tx, effectOf(mail), { outcome, detail: reason });
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

/** The Message-ID is the key on every channel: the server's ledger is asked by it, and a repetition carries it. */
const effectOf = (mail: ClaimedMail) => ({ kind: effectKinds[mail.channel], idempotencyKey: mail.message_id });

const addressOf = (mail: ClaimedMail) => ({ merchantId: mail.merchant_id, key: mail.order_id ?? mail.subject_id });

const commonFacts = (mail: ClaimedMail) => ({
  notificationId: mail.id,
  orderId: mail.order_id,
  audience: mail.audience,
  channel: mail.channel,
  template: mail.template,
  dedupeKey: mail.dedupe_key,
});
