import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { ComplaintFirstAnswered, ComplaintMessageAdded } from '#contracts';
import { draft, Outbox, type EventDraft } from '#messaging';
import { businessSecondsBetween } from '../calendar/domain/business-time.js';
import { ComplaintClocks } from './complaint-clocks.service.js';
import { complaintIdentity, complaintPlace, type ComplaintRow } from './complaint-rows.js';
import { noSupplierKnown } from './complaint.errors.js';
import { ComplaintSettingsService } from './settings.service.js';

/** What somebody writes. */
export interface WantedMessage {
  readonly author: 'customer' | 'agent' | 'supplier';
  readonly thread: 'customer' | 'supplier' | 'internal';
  readonly text: string;
  readonly mailId: string | null;
}

/** The threads of a complaint: with the customer, with the supplier, and among ourselves. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly settings: ComplaintSettingsService,
    private readonly clocks: ComplaintClocks,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Adds a message; the first that an agent writes to the customer stops the first clock. The same mail again adds
   * nothing. The complaint is held by the caller.
   * @returns false when it was there already.
   */
  async add(tx: EntityManager, row: ComplaintRow, wanted: WantedMessage): Promise<boolean> {
    if (wanted.thread === 'supplier' && row.supplier_id === null) throw noSupplierKnown();
    const messageId = await this.store(tx, row, wanted);
    if (messageId === null) return false;
    const { author, thread, text } = wanted;
    const isMailed = author === 'agent' && thread !== 'internal';
    const events: EventDraft[] = [
      draft(ComplaintMessageAdded, complaintPlace(row), {
        ...{ ...complaintIdentity(row), messageId, author, thread, text: isMailed ? text : null },
        supplierId: thread === 'supplier' ? row.supplier_id : null,
      }),
    ];
    if (author === 'agent' && thread === 'customer' && row.first_answered_at === null)
      events.push(await this.firstAnswer(tx, row));
    await this.outbox.append(tx, events);
    return true;
  }

  /** @returns its id, or null when the same mail is there. */
  async store(
    tx: EntityManager,
    row: Pick<ComplaintRow, 'id' | 'supplier_id'>,
    { author, thread, text, mailId }: WantedMessage,
  ): Promise<string | null> {
    const [stored] = await tx.query<{ id: string }[]>(
      `INSERT INTO complaint_messages (id, complaint_id, author, thread, supplier_id, text, mail_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (complaint_id, mail_id) DO NOTHING RETURNING id`,
      [uuidv7(), row.id, author, thread, thread === 'supplier' ? row.supplier_id : null, text, mailId],
    );
    return stored?.id ?? null;
  }

  /** What was said and shown of one complaint was of another. A mail that stands in both stays where it is. */
  async move(tx: EntityManager, fromId: string, intoId: string): Promise<void> {
    await tx.query(
      `INSERT INTO complaint_photos (complaint_id, sha256, type, width, height, bytes, added_at)
       SELECT $2, sha256, type, width, height, bytes, added_at FROM complaint_photos WHERE complaint_id = $1
       ON CONFLICT DO NOTHING`,
      [fromId, intoId],
    );
    await tx.query(
      `UPDATE complaint_messages m SET complaint_id = $2 WHERE complaint_id = $1 AND NOT EXISTS (
         SELECT FROM complaint_messages o WHERE o.complaint_id = $2 AND o.mail_id = m.mail_id)`,
      [fromId, intoId],
    );
  }

  private async firstAnswer(tx: EntityManager, row: ComplaintRow): Promise<EventDraft> {
    const now = new Date();
    await this.clocks.stop(tx, row.id, 'first_answer');
    await tx.query(
      `UPDATE complaints SET first_answered_at = $2, status = CASE status WHEN 'open' THEN 'answered' ELSE status END,
              next_due_at = CASE status WHEN 'open' THEN solution_due_at ELSE next_due_at END WHERE id = $1`,
      [row.id, now],
    );
    const { calendar } = await this.settings.of(tx, row.merchant_id);
    return draft(ComplaintFirstAnswered, complaintPlace(row), {
      ...{ complaintId: row.id, orderId: row.order_id, answeredAt: now.toISOString() },
      businessSeconds: businessSecondsBetween(row.opened_at, now, calendar),
      inTime: now <= row.first_answer_due_at,
    });
  }
}
