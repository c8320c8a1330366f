import { Injectable } from '@nestjs/common';
import PostalMime from 'postal-mime';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { decodeCursor, limitOf, notFound, pageOf, type Page } from '#platform';
import { MailReader } from '../customers/mail-reader.service.js';
import type { MailboxQuery } from './dto/mailbox.query.js';
import { Mail } from './mail.entity.js';

export interface MailSummary {
  id: string;
  from: string;
  /** Addresses of the envelope, separated by commas. */
  to: string;
  subject: string;
  date: string;
  messageId: string | null;
}

export interface MailDetail extends MailSummary {
  headers: Record<string, string>;
  html: string | null;
  text: string | null;
}

/** A mail as the SMTP conversation left it. */
export interface Envelope {
  from: string;
  to: string[];
}

/** Everything that the product ever mailed to anybody of the simulated world. */
@Injectable()
export class MailboxService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: MailReader,
  ) {}

  /** Stores a mail; the sender may be told 250 only after this. */
  async store(mail: Mail): Promise<void> {
    if (!this.reader.isAwake) {
      await this.dataSource.manager.insert(Mail, mail);
      return;
    }
    await this.dataSource.transaction(async (tx) => {
      await tx.insert(Mail, mail);
      await this.reader.read(tx, mail);
    });
  }

  /** Newest first. @param merchantId null for somebody who sees all. */
  async list(query: MailboxQuery, merchantId: string | null): Promise<Page<MailSummary>> {
    const [before] = decodeCursor(query.after, 'id') ?? [];
    const mails = this.dataSource.manager.createQueryBuilder(Mail, 'mail').orderBy('mail.id', 'DESC');
    if (before !== undefined) mails.andWhere('mail.id < :before::uuid', { before });
    if (query.to !== undefined) mails.andWhere(':to = any(mail.recipients)', { to: query.to });
    if (merchantId !== null) mails.andWhere(`mail.headers ->> 'x-kervan-merchant' = :merchantId`, { merchantId });
    const rows = await mails.take(limitOf(query) + 1).getMany();
    const page = pageOf(rows, limitOf(query), (mail) => [mail.id]);
    return { ...page, items: page.items.map(summary) };
  }

  /** @throws ProblemError 404 `MAIL_NOT_FOUND` */
  async get(id: string, merchantId: string | null): Promise<MailDetail> {
    const mail = await this.dataSource.manager.findOneBy(Mail, { id });
    const isHidden = merchantId !== null && mail?.headers['x-kervan-merchant'] !== merchantId;
    if (mail === null || isHidden) throw notFound('MAIL_NOT_FOUND', `No mail ${id}.`);
    return { ...summary(mail), headers: mail.headers, html: mail.html, text: mail.text };
  }

  /** Whether a message with this id was ever taken. A mail server knows it with or without the angle brackets. */
  wasAccepted(messageId: string): Promise<boolean> {
    const bare = messageId.replace(/^<|>$/g, '');
    return this.dataSource.manager.existsBy(Mail, [{ messageId: bare }, { messageId: `<${bare}>` }]);
  }
}

/** Reads a mail as it came over the wire. */
export async function readMail(envelope: Envelope, raw: Buffer): Promise<Mail> {
  const parsed = await PostalMime.parse(raw);
  const date = new Date(parsed.date ?? NaN);
  return Object.assign(new Mail(), {
    id: uuidv7(),
    messageId: parsed.messageId ?? null,
    sender: parsed.from?.address ?? envelope.from,
    recipients: envelope.to,
    subject: parsed.subject ?? '',
    sentAt: Number.isNaN(date.getTime()) ? new Date() : date,
    headers: Object.fromEntries(parsed.headers.map((header) => [header.key.toLowerCase(), header.value])),
    html: parsed.html ?? null,
    text: parsed.text ?? null,
  });
}

function summary(mail: Mail): MailSummary {
  const { id, sender, recipients, subject, sentAt, messageId } = mail;
  return { id, from: sender, to: recipients.join(', '), subject, date: sentAt.toISOString(), messageId };
}
