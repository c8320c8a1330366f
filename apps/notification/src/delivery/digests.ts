import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { FactsService } from '../facts/facts.service.js';
import type { KnownParcel } from '../facts/known-parcel.entity.js';
import { dedupeKey } from '../notifications/domain/dedupe-key.js';
import {
  isForShop,
  noFacts,
  type DigestParcel,
  type MessageFacts,
  type Template,
} from '../notifications/domain/message.js';
import { isOutdated } from '../notifications/domain/story-order.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { parcelAmongOthers } from '../story/domain/parcel-among-others.js';
import { goodsOf } from '../telling/customer-telling.service.js';
import { isToCustomer, type ClaimedMail, type CustomerMail } from './claimed-mail.js';
import { ShopNews } from './shop-news.js';

/** A digest that more can go into. */
const OPEN_SQL = `template = 'parcels-digest' AND status = 'pending' AND sealed_at IS NULL AND test_texts IS NULL`;

/** A message that a digest tells, with what its customer heard. */
interface GatheredMessage {
  readonly id: string;
  readonly template: Template;
  readonly subject_id: string;
  readonly told: readonly string[];
  /** All of the order has arrived since, and was told. */
  readonly completed: boolean;
}

/**
 * Gathers what became known of an order's parcels into one message. A digest is a message that waits: others go into
 * it until it is sealed, and one that comes after opens the next. Gathering and sealing happen alone with the order, so
 * that nothing is in two digests and nothing falls between them.
 */
@Injectable()
export class Digests {
  constructor(
    private readonly dataSource: DataSource,
    private readonly facts: FactsService,
    private readonly notifications: NotificationsService,
    private readonly news: ShopNews,
  ) {}

  /** What a message says from its first attempt on. Null: it is not to be sent any more. */
  factsOf(mail: ClaimedMail): Promise<MessageFacts | null> {
    if (mail.test_texts) return Promise.resolve(mail.facts);
    if (isForShop(mail.template)) return this.news.seal(mail);
    return mail.template === 'parcels-digest' && isToCustomer(mail) ? this.seal(mail) : Promise.resolve(mail.facts);
  }

  /** Lets the open digest of the order tell a message, or opens one. It leaves at `until`, or earlier if it would. */
  async gather(mail: CustomerMail, until: Date): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await aloneWithOrder(tx, mail.order_id);
      const [waiting] = await tx.query<unknown[]>(
        `SELECT id FROM notifications WHERE id = $1 AND status = 'pending' AND attempts = 0 FOR UPDATE`,
        [mail.id],
      );
      if (!waiting) return;
      const digestId = (await this.openOf(tx, mail.order_id)) ?? (await this.open(tx, mail, until));
      await tx.query(
        `UPDATE notifications SET status = 'skipped', status_reason = 'IN_DIGEST', digest_id = $2, rules_version = $3
          WHERE id = $1`,
        [mail.id, digestId, mail.rules_version],
      );
      await hurryDigest(tx, mail.order_id, until);
      // Seals nothing: for whoever looks at it before it leaves.
      await this.write(tx, digestId, mail);
    });
  }

  /**
   * Fixes what a digest says, as things stand now. From then on nothing goes into it, and each attempt to send it says
   * the same. Null: it is not to be sent any more.
   */
  private seal(mail: CustomerMail): Promise<MessageFacts | null> {
    return this.dataSource.transaction(async (tx) => {
      await aloneWithOrder(tx, mail.order_id);
      const [digest] = await tx.query<{ facts: MessageFacts; sealed: boolean }[]>(
        `SELECT facts, sealed_at IS NOT NULL AS sealed FROM notifications
          WHERE id = $1 AND status = 'pending' FOR UPDATE`,
        [mail.id],
      );
      if (!digest || digest.sealed) return digest?.facts ?? null;
      await this.letGo(tx, mail.id);
      const facts = await this.write(tx, mail.id, mail);
      await tx.query(
        facts === null
          ? `UPDATE notifications SET status = 'skipped', status_reason = 'STORY_MOVED_ON' WHERE id = $1`
          : `UPDATE notifications SET sealed_at = now() WHERE id = $1`,
        [mail.id],
      );
      return facts;
    });
  }

  private async openOf(tx: EntityManager, orderId: string): Promise<string | null> {
    const [open] = await tx.query<{ id: string }[]>(
      `SELECT id FROM notifications WHERE order_id = $1 AND ${OPEN_SQL}`,
      [orderId],
    );
    return open?.id ?? null;
  }

  /** The message that opens it is its reason: no second digest can come of it. */
  private async open(tx: EntityManager, mail: CustomerMail, until: Date): Promise<string> {
    const { orderNumber, merchantName, name, trackingToken, country, promiseBy } = mail.facts;
    await this.notifications.tell(tx, {
      ...{ merchantId: mail.merchant_id, orderId: mail.order_id, subjectId: mail.order_id, reason: mail.id },
      ...{ template: 'parcels-digest', language: mail.language, recipient: mail.recipient, phone: mail.phone },
      facts: { ...noFacts, orderNumber, merchantName, name, trackingToken, country, promiseBy },
      notBefore: until,
    });
    const [opened] = await tx.query<[{ id: string }]>(`SELECT id FROM notifications WHERE dedupe_key = $1`, [
      dedupeKey({
        ...{ merchantId: mail.merchant_id, orderId: mail.order_id, subjectId: mail.order_id, reason: mail.id },
        template: 'parcels-digest',
      }),
    ]);
    return opened.id;
  }

  /** What is no news any more leaves the digest. */
  private async letGo(tx: EntityManager, digestId: string): Promise<void> {
    const gathered = await tx.query<GatheredMessage[]>(
      `SELECT f.id, f.template, f.subject_id,
              ARRAY(SELECT t.template FROM notifications t
                     WHERE t.subject_id = f.subject_id AND t.audience = f.audience AND t.status = 'sent'
                       AND t.test_texts IS NULL) AS told,
              EXISTS (SELECT 1 FROM notifications c
                       WHERE c.order_id = f.order_id AND c.template = 'delivered' AND c.status = 'sent'
                         AND c.sequence > f.sequence AND (c.facts -> 'parcel' ->> 'complete')::boolean) AS completed
         FROM notifications f WHERE f.digest_id = $1`,
      [digestId],
    );
    const old = gathered.filter(({ template, told, completed }) => completed || isOutdated(template, told));
    await tx.query(
      `UPDATE notifications SET digest_id = NULL, status_reason = 'STORY_MOVED_ON' WHERE id = ANY ($1::uuid[])`,
      [old.map(({ id }) => id)],
    );
  }

  /** Writes down how far all parcels of the order are, and the goods of those with news. Null: there is no news. */
  private async write(tx: EntityManager, digestId: string, mail: CustomerMail): Promise<MessageFacts | null> {
    const news = await tx.query<{ subject_id: string }[]>(
      `SELECT DISTINCT subject_id FROM notifications WHERE digest_id = $1`,
      [digestId],
    );
    if (news.length === 0) return null;
    const order = await this.facts.order(tx, mail.order_id);
    const parcels = await this.facts.parcelsOf(tx, mail.order_id);
    const { unitsToCome } = parcelAmongOthers(order, parcels);
    const told = new Set(news.map(({ subject_id: id }) => id));
    const units = parcels.filter(({ shipmentId }) => told.has(shipmentId)).flatMap(({ lines }) => lines);
    const [rows] = await tx.query<[{ facts: MessageFacts }[], number]>(
      `UPDATE notifications SET facts = facts || $2::jsonb WHERE id = $1 RETURNING facts`,
      [
        digestId,
        JSON.stringify({ digest: { parcels: parcels.map(inDigest), unitsToCome }, lines: goodsOf(order, units) }),
      ],
    );
    return rows[0]?.facts ?? null;
  }
}

/** What is not on its way any more is not expected. */
const settled: ReadonlySet<string> = new Set(['delivered', 'returning', 'returned', 'cancelled', 'expired']);

const inDigest = ({ carrier, trackingNumber, status, expectedDay }: KnownParcel): DigestParcel => ({
  ...{ carrier, trackingNumber, status },
  expectedDay: settled.has(status) ? null : expectedDay,
});

/** Nobody else gathers, seals or counts messages of the order until the transaction ends. */
export const aloneWithOrder = (tx: EntityManager, orderId: string): Promise<unknown> =>
  tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('told ' || $1, 0))`, [orderId]);

/** Lets the open digest of an order leave at a moment, unless it leaves earlier. */
export const hurryDigest = (tx: EntityManager, orderId: string, until: Date): Promise<unknown> =>
  tx.query(
    `UPDATE notifications SET not_before = least(not_before, $2), next_attempt_at = least(next_attempt_at, $2)
      WHERE order_id = $1 AND ${OPEN_SQL} AND not_before > $2`,
    [orderId, until],
  );
