import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ComplaintsService } from './complaints.service.js';
import {
  complaintNumberIn,
  droppedBecause,
  ownWords,
  type DroppedMail,
  type IncomingMail,
} from './domain/incoming-mail.js';
import { MessagesService } from './messages.service.js';

/** A customer writes less often than this to one complaint in an hour; two programs that answer each other do not. */
const MAILS_PER_HOUR_MAX = 10;

/** What became of a mail. */
export interface MailAnswer {
  readonly outcome: 'opened' | 'added' | 'known' | 'dropped';
  readonly complaintId: string | null;
  readonly reason: DroppedMail | 'LOOP' | 'UNKNOWN_SENDER' | null;
}

const dropped = (reason: MailAnswer['reason']): MailAnswer => ({ outcome: 'dropped', complaintId: null, reason });

/** Reads what customers answer by mail. Who wrote is known by the address of the order, never by what a mail claims. */
@Injectable()
export class MailIntake {
  constructor(
    private readonly dataSource: DataSource,
    private readonly complaints: ComplaintsService,
    private readonly messages: MessagesService,
  ) {}

  /** A gateway hands over each mail at least once: the Message-ID says which. */
  receive(merchantId: string, mailId: string, mail: IncomingMail): Promise<MailAnswer> {
    const reason = droppedBecause(mail);
    if (reason) return Promise.resolve(dropped(reason));
    return this.dataSource.transaction(async (tx) => {
      const sender = createHash('sha256').update(mail.from.trim().toLowerCase()).digest();
      const number = complaintNumberIn(mail);
      const complaintId = number === null ? null : await this.complaintOf(tx, merchantId, number, sender);
      if (complaintId !== null) return this.add(tx, complaintId, mailId, mail);
      const orderId = await this.orderOf(tx, merchantId, sender, mail.subject);
      if (orderId === null) return dropped('UNKNOWN_SENDER');
      const known = await this.knownMail(tx, orderId, mailId);
      if (known !== null) return { outcome: 'known', complaintId: known, reason: null };
      const wanted = { type: 'other', channel: 'email', text: ownWords(mail.text), lineId: null, mailId } as const;
      const opened = await this.complaints.openComplaint(tx, { orderId, merchantId }, wanted);
      return { outcome: 'opened', complaintId: opened, reason: null };
    });
  }

  private async add(tx: EntityManager, complaintId: string, mailId: string, mail: IncomingMail): Promise<MailAnswer> {
    const scope = { complaintId, merchantId: null, supplierId: null };
    const held = await this.complaints.hold(tx, scope);
    // What was merged goes on in the other one.
    const row =
      held.merged_into === null ? held : await this.complaints.hold(tx, { ...scope, complaintId: held.merged_into });
    const [count] = await tx.query<{ mails: number }[]>(
      `SELECT count(*)::int AS mails FROM complaint_messages
       WHERE complaint_id = $1 AND author = 'customer' AND mail_id <> $2 AND written_at > now() - interval '1 hour'`,
      [row.id, mailId],
    );
    if ((count?.mails ?? 0) >= MAILS_PER_HOUR_MAX) return dropped('LOOP');
    const message = { author: 'customer', thread: 'customer', text: ownWords(mail.text), mailId } as const;
    if (!(await this.messages.add(tx, row, message))) return { outcome: 'known', complaintId: row.id, reason: null };
    if (row.status === 'solved') await this.complaints.reopen(tx, { ...scope, complaintId: row.id }, 'customer');
    return { outcome: 'added', complaintId: row.id, reason: null };
  }

  private async complaintOf(
    tx: EntityManager,
    merchantId: string,
    number: string,
    sender: Buffer,
  ): Promise<string | null> {
    const [row] = await tx.query<{ id: string }[]>(
      `SELECT c.id FROM complaints c JOIN orders o ON o.order_id = c.order_id
       WHERE c.merchant_id = $1 AND c.number = $2 AND o.customer_sha256 = $3`,
      [merchantId, number, sender],
    );
    return row?.id ?? null;
  }

  /** The order that the subject names, else the sender's newest. */
  private async orderOf(
    tx: EntityManager,
    merchantId: string,
    sender: Buffer,
    subject: string,
  ): Promise<string | null> {
    const [row] = await tx.query<{ order_id: string }[]>(
      `SELECT order_id FROM orders WHERE merchant_id = $1 AND customer_sha256 = $2
       ORDER BY external_id = ANY ($3::text[]) DESC, placed_at DESC LIMIT 1`,
      [merchantId, sender, subject.split(/[\s#:,()[\]]+/).slice(0, 50)],
    );
    return row?.order_id ?? null;
  }

  private async knownMail(tx: EntityManager, orderId: string, mailId: string): Promise<string | null> {
    // Held first: the same mail twice at one moment is one complaint.
    await tx.query(`SELECT FROM orders WHERE order_id = $1 FOR UPDATE`, [orderId]);
    const [row] = await tx.query<{ id: string }[]>(
      `SELECT c.id FROM complaints c JOIN complaint_messages m ON m.complaint_id = c.id
       WHERE c.order_id = $1 AND m.mail_id = $2`,
      [orderId, mailId],
    );
    return row?.id ?? null;
  }
}
