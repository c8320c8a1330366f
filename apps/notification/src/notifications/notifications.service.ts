import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { presentCause } from '#messaging';
import { decodeCursor, limitOf, merchantOf, pageOf, type Actor, type Page } from '#platform';
import { NotificationConfig } from '../config.js';
import { audienceOf, type MessageFacts, type Template } from './domain/message.js';
import { dedupeKey } from './domain/dedupe-key.js';
import { maskAddress } from './domain/mask-address.js';
import { messageIdWith } from './domain/message-id.js';
import { waitsForMore } from './domain/story-order.js';
import type { FindNotificationsQuery } from './dto/find-notifications.query.js';
import type { NotificationResponseDto } from './dto/notification-response.dto.js';
import { Notification } from './notification.entity.js';

/** Something to be told to somebody. */
export interface Telling {
  readonly merchantId: string;
  /** Null: it is about no order. */
  readonly orderId: string | null;
  /** What it is about: once per (order, template, subject), unless `reason` says more. */
  readonly subjectId: string;
  /** Tells one silence of a parcel from the next; the subject when absent. */
  readonly reason?: string;
  readonly template: Template;
  readonly language: string;
  /** Null when there is nobody to write to; that is recorded. */
  readonly recipient: string | null;
  /** Their number in E.164, for channels that need one. */
  readonly phone?: string | null;
  readonly facts: MessageFacts;
  /** When it is first meant to leave; at once when absent, or after the moment that first steps wait. */
  readonly notBefore?: Date;
}

/** What is to be told, and what was. */
@Injectable()
export class NotificationsService {
  private readonly planned = new WeakSet<QueryRunner>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: NotificationConfig,
  ) {}

  /** Records a message in the transaction of the fact that it tells. The same reason again changes nothing. */
  async tell(tx: EntityManager, telling: Telling): Promise<void> {
    const key = dedupeKey(telling);
    const nobody = !(await this.canBeReached(tx, telling));
    await tx.query(
      `INSERT INTO notifications (id, merchant_id, order_id, subject_id, audience, channel, template, language, recipient,
                                  dedupe_key, facts, message_id, status, status_reason, attempts, created_at, cause, not_before, next_attempt_at, phone)
       VALUES ($1, $2, $3, $4, $5, 'email', $6, $7, $8, $9, $10::jsonb, $11, $12, $13, 0, now(), $14::jsonb,
               coalesce($16, now() + make_interval(secs => $15)), coalesce($16, now() + make_interval(secs => $15)), $17)
       ON CONFLICT (dedupe_key) DO NOTHING`,
      [
        uuidv7(),
        telling.merchantId,
        telling.orderId,
        telling.subjectId,
        audienceOf[telling.template],
        telling.template,
        telling.language,
        telling.recipient,
        key,
        JSON.stringify(telling.facts),
        messageIdOf(key, this.config.MAIL_FROM),
        nobody ? 'skipped' : 'pending',
        nobody ? 'NO_RECIPIENT' : null,
        JSON.stringify(presentCause()),
        waitsForMore(telling.template) ? this.config.MAIL_SETTLE_SECONDS : 0,
        telling.notBefore ?? null,
        telling.phone ?? null,
      ],
    );
    if (tx.queryRunner) this.planned.add(tx.queryRunner);
  }

  /** Whether there is an address, a number, or for a customer without both a browser to show it. */
  private async canBeReached(tx: EntityManager, { recipient, phone, orderId, template }: Telling): Promise<boolean> {
    if (recipient !== null || (phone ?? null) !== null) return true;
    if (audienceOf[template] !== 'customer') return false;
    const devices = await tx.query<unknown[]>(`SELECT 1 FROM push_subscriptions WHERE order_id = $1 LIMIT 1`, [
      orderId,
    ]);
    return devices.length > 0;
  }

  /** Records a message that a merchant sends to itself to read its own texts. @returns its id. */
  async tellTest(tx: EntityManager, telling: Telling, texts: object): Promise<string> {
    const reason = `test-${uuidv7()}`;
    await this.tell(tx, { ...telling, reason, notBefore: new Date(0) });
    const [rows] = await tx.query<[{ id: string }[], number]>(
      `UPDATE notifications SET test_texts = $2, not_before = now() WHERE dedupe_key = $1 RETURNING id`,
      [dedupeKey({ ...telling, reason }), JSON.stringify(texts)],
    );
    return rows[0]?.id ?? '';
  }

  /**
   * Leaves out what was planned and is no news any more: of an order, or of one subject of it. A list that is sealed
   * holds what others said, and stays.
   */
  async takeBack(
    tx: EntityManager,
    orderId: string,
    template: Template,
    reason: string,
    subjectId: string | null = null,
  ): Promise<void> {
    await tx.query(
      `UPDATE notifications SET status = 'skipped', status_reason = $3
        WHERE order_id = $1 AND template = $2 AND status = 'pending' AND attempts = 0
          AND ($4::uuid IS NULL OR subject_id = $4) AND (audience <> 'merchant' OR sealed_at IS NULL)`,
      [orderId, template, reason, subjectId],
    );
  }

  /** Calls back after each commit that recorded a message. Returns how to end that. */
  onPlanned(wake: () => void): () => void {
    const subscriber = {
      afterTransactionCommit: ({ queryRunner }: { queryRunner: QueryRunner }) => {
        if (this.planned.has(queryRunner)) wake();
      },
    };
    this.dataSource.subscribers.push(subscriber);
    return () => {
      this.dataSource.subscribers.splice(this.dataSource.subscribers.indexOf(subscriber), 1);
    };
  }

  /** Newest first; a merchant sees its own orders'. */
  async list(actor: Actor, query: FindNotificationsQuery): Promise<Page<NotificationResponseDto>> {
    const limit = limitOf(query);
    const find = this.dataSource.manager
      .createQueryBuilder(Notification, 'n')
      .take(limit + 1)
      .orderBy('n.sequence', 'DESC');
    if (actor.role !== 'operator' || query.merchantId !== undefined) {
      find.andWhere('n.merchantId = :merchantId', { merchantId: merchantOf(actor, query.merchantId) });
    }
    if (query.orderId !== undefined) find.andWhere('n.orderId = :orderId', { orderId: query.orderId });
    if (query.status !== undefined) find.andWhere('n.status = :status', { status: query.status });
    const [sequence] = decodeCursor(query.after, 'count') ?? [];
    if (sequence !== undefined) find.andWhere('n.sequence < :sequence::bigint', { sequence });
    const page = pageOf(await find.getMany(), limit, (row) => [row.sequence]);
    return { items: page.items.map(response), next: page.next };
  }
}

/** The same for the same reason, also after a restore: a server that has seen it can tell. */
function messageIdOf(key: string, from: string): string {
  return messageIdWith(createHash('sha256').update(key).digest('hex').slice(0, 40), from);
}

/** Of the channel that it goes by; browsers have no address that says anything to people. */
function maskedRecipient({ channel, recipient, phone }: Notification): string | null {
  if (channel === 'push') return null;
  const address = channel === 'email' ? recipient : phone;
  return address === null ? null : maskAddress(address);
}

function response(row: Notification): NotificationResponseDto {
  return {
    id: row.id,
    merchantId: row.merchantId,
    orderId: row.orderId,
    audience: row.audience,
    channel: row.channel,
    template: row.template,
    language: row.language,
    status: row.status,
    statusReason: row.statusReason,
    recipient: maskedRecipient(row),
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    attempts: row.attempts,
    test: row.testTexts !== null,
    digestId: row.digestId,
    notBefore: row.notBefore.toISOString(),
    rulesVersion: row.rulesVersion,
    dedupeKey: row.dedupeKey,
  };
}
