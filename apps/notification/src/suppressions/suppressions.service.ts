import { Injectable } from '@nestjs/common';
import PostalMime from 'postal-mime';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { notFound } from '#platform';
import { ConsentRecords } from '../consent-records/consent-records.service.js';
import type { ConsentWord } from '../consent-records/domain/consent-record.js';
import { isForShop, type Template } from '../notifications/domain/message.js';
import { maskAddress } from '../notifications/domain/mask-address.js';
import { readMailReport, type MailReport } from './domain/mail-report.js';
import type { SuppressionReason } from './domain/suppression.js';

/** An address that is not written to, as operators see it. */
export interface SuppressionView {
  readonly id: string;
  /** Masked. */
  readonly address: string;
  readonly reason: SuppressionReason;
  /** Status code of a bounce. */
  readonly detail: string | null;
  /** Null: whoever writes. */
  readonly merchantId: string | null;
  /** The kind of message that one of the merchant's own people wants no more of; null: all that it holds for. */
  readonly template: Template | null;
  /** The message that it came of; null: an answer to none that is known. */
  readonly notificationId: string | null;
  readonly createdAt: string;
}

/** What became of a report. */
export interface ReportOutcome {
  /** `ignored`: not about a message of ours, or not one that says anything of its address. */
  readonly outcome: 'suppressed' | 'noted' | 'ignored';
}

interface ToldMessage {
  id: string;
  merchant_id: string;
  order_id: string | null;
  recipient: string;
  template: Template;
  /** Of the page of its order; null: it is known no more, or the message was to somebody else than its customer. */
  tracking_token: string | null;
}

/** Hosts nest reports in reports; a real one has three parts. */
const NESTING_MAX = 10;
const HEADER_MAX_BYTES = 262_144;

/** Keeps whom not to write to. */
@Injectable()
export class SuppressionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly records: ConsentRecords,
  ) {}

  /**
   * Takes a bounce or complaint as the mail server handed it on. It counts only when it carries the Message-ID of
   * a message that was sent, to the address that it is about: anybody can write a report, nobody else knows the id.
   */
  async takeReport(raw: Buffer): Promise<ReportOutcome> {
    const report = await parsed(raw);
    const message = report && (await this.toldMessage(report.messageId));
    if (!report || !message || !isAbout(report, message)) return { outcome: 'ignored' };
    if (report.kind === 'complaint') {
      await this.suppress(this.dataSource.manager, message, 'COMPLAINED', null);
      return { outcome: 'suppressed' };
    }
    await this.dataSource.query(`UPDATE notifications SET status_reason = $2 WHERE id = $1 AND status = 'sent'`, [
      message.id,
      `BOUNCED_${report.status ?? ''}`,
    ]);
    if (!report.addressIsDead) return { outcome: 'noted' };
    await this.suppress(this.dataSource.manager, message, 'BOUNCED', report.status);
    return { outcome: 'suppressed' };
  }

  /**
   * One click ends, for a customer, everything that is not service from this merchant, and for the merchant's own
   * people what the message was about. Again: nothing changes.
   */
  async unsubscribe(messageId: string): Promise<ToldMessage> {
    const message = await this.messageOf(messageId);
    const { merchant_id: merchantId, order_id: orderId } = message;
    const address = message.recipient.toLowerCase();
    await this.dataSource.transaction(async (tx) => {
      const isNew = await this.suppress(tx, message, 'UNSUBSCRIBED', null);
      // What is on record is what customers said.
      if (isNew && !isForShop(message.template))
        await this.records.note(tx, [
          { merchantId, address, orderId, subject: 'opinions', said: 'no', source: 'unsubscribe' },
        ]);
    });
    return message;
  }

  /** As {@link unsubscribe}, for who said it elsewhere: the caller puts it on record. */
  async refuseOpinions(
    tx: EntityManager,
    { merchantId, address }: { readonly merchantId: string; readonly address: string },
  ): Promise<void> {
    const about = { merchantId, template: null, notificationId: null };
    await this.insert(tx, { address, reason: 'UNSUBSCRIBED', detail: null, ...about });
  }

  /** The newest word holds: also who reported mails as unwanted before can want them again. */
  async wantOpinions(
    tx: EntityManager,
    { merchantId, addresses }: { readonly merchantId: string; readonly addresses: readonly string[] },
  ): Promise<void> {
    await tx.query(
      `DELETE FROM suppressions
        WHERE address = ANY ($2) AND merchant_id = $1 AND template IS NULL AND reason IN ('UNSUBSCRIBED', 'COMPLAINED')`,
      [merchantId, addresses],
    );
  }

  /** Refuses a link that nobody was sent. */
  async messageOf(messageId: string): Promise<ToldMessage> {
    const message = await this.toldMessage(messageId);
    if (!message) throw notFound('MESSAGE_NOT_FOUND', 'There is no message with this link.');
    return message;
  }

  /** Newest first. */
  async find(beforeId: string | null, limit: number): Promise<SuppressionView[]> {
    const rows = await this.dataSource.query<(Omit<SuppressionView, 'createdAt'> & { createdAt: Date })[]>(
      `SELECT id, address, reason, detail, merchant_id AS "merchantId", template, notification_id AS "notificationId",
              created_at AS "createdAt"
         FROM suppressions WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
      [beforeId, limit],
    );
    return rows.map((row) => ({
      ...row,
      address: maskAddress(row.address),
      createdAt: row.createdAt.toISOString(),
    }));
  }

  /** Writes to the address again: its owner has mended it, or asked for it. */
  async lift(id: string): Promise<void> {
    const [, lifted] = await this.dataSource.query<[unknown[], number]>(`DELETE FROM suppressions WHERE id = $1`, [id]);
    if (lifted === 0) throw notFound('SUPPRESSION_NOT_FOUND', `There is no suppression ${id}.`);
  }

  /** Whoever has the number wants nothing more from it. The number that we send from is one for all merchants. */
  async stop(phone: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const stopped = await tx.query<unknown[]>(
        `INSERT INTO suppressions (id, address, reason, notification_id)
         VALUES ($1, $2, 'STOPPED', (SELECT id FROM notifications WHERE phone = $2 AND attempts > 0 ORDER BY sequence DESC LIMIT 1))
         ON CONFLICT DO NOTHING RETURNING id`,
        [uuidv7(), phone],
      );
      if (stopped.length > 0) await this.records.note(tx, [answered(phone, 'no')]);
    });
  }

  /** Whoever has the number wants to hear again. */
  async start(phone: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const [, begun] = await tx.query<[unknown[], number]>(
        `DELETE FROM suppressions WHERE address = $1 AND reason = 'STOPPED'`,
        [phone],
      );
      if (begun > 0) await this.records.note(tx, [answered(phone, 'yes')]);
    });
  }

  /** @returns false when it was so before. */
  private suppress(
    tx: EntityManager,
    message: ToldMessage,
    reason: SuppressionReason,
    detail: string | null,
  ): Promise<boolean> {
    return this.insert(tx, {
      ...{ address: message.recipient.toLowerCase(), reason, detail, notificationId: message.id },
      // A dead address is dead for everybody; an opinion is about one merchant, and of its own people's about one kind.
      merchantId: reason === 'BOUNCED' ? null : message.merchant_id,
      template: reason === 'UNSUBSCRIBED' && isForShop(message.template) ? message.template : null,
    });
  }

  private async insert(
    tx: EntityManager,
    { address, reason, detail, merchantId, template, notificationId }: Omit<SuppressionView, 'id' | 'createdAt'>,
  ): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `INSERT INTO suppressions (id, address, reason, detail, merchant_id, notification_id, template)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
      [uuidv7(), address, reason, detail, merchantId, notificationId, template],
    );
    return rows.length > 0;
  }

  private async toldMessage(messageId: string): Promise<ToldMessage | null> {
    const [message] = await this.dataSource.query<ToldMessage[]>(
      `SELECT n.id, n.merchant_id, n.order_id, n.recipient, n.template, o.tracking_token
         FROM notifications n
         LEFT JOIN known_orders o ON o.order_id = n.order_id AND o.email IS NOT NULL AND n.audience = 'customer'
        WHERE n.message_id = $1 AND n.recipient IS NOT NULL AND n.attempts > 0`,
      [messageId],
    );
    return message ?? null;
  }
}

async function parsed(raw: Buffer): Promise<MailReport | null> {
  const mail = await PostalMime.parse(raw, {
    attachmentEncoding: 'utf8',
    forceRfc822Attachments: true,
    maxNestingDepth: NESTING_MAX,
    maxHeadersSize: HEADER_MAX_BYTES,
  }).catch(() => null);
  const parts = (mail?.attachments ?? []).map(({ mimeType, content }) => ({
    mimeType,
    content: typeof content === 'string' ? content : '',
  }));
  return readMailReport(parts);
}

/** To the number that all merchants write from. */
const answered = (phone: string, said: 'yes' | 'no'): ConsentWord => ({
  ...{ merchantId: null, address: phone, orderId: null, subject: 'number', said, source: 'answer' },
});

const isAbout = ({ recipient }: MailReport, message: ToldMessage): boolean =>
  recipient === null || recipient === message.recipient.toLowerCase();
