import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { conflict, notFound, ProblemError, unprocessable, type Edit, type Editor } from '#platform';
import type { MessageFacts, Template } from '../notifications/domain/message.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import {
  VersionsService,
  VIEW_COLUMNS,
  type VersionedTable,
  type VersionState,
  type VersionView,
} from '../versions/versions.service.js';
import { faultsIn, type MessageTexts } from './check-texts.js';
import type { Language } from './i18n/translator.js';
import { MailService, type RenderedMail } from './mail.service.js';

/** Which texts. */
export interface TextsOf {
  readonly template: Template;
  readonly language: Language;
  readonly texts: MessageTexts;
}

/** One version of a merchant's texts for one kind of message in one language. */
export interface TemplateView extends VersionView, TextsOf {}

/** Nulls: any. */
export interface TemplateFilter {
  readonly merchantId: string;
  readonly template: Template | null;
  readonly language: Language | null;
  readonly state: VersionState | null;
  readonly beforeId: string | null;
  readonly limit: number;
}

/** An order whose facts can fill a text. */
export interface ExampleOrder {
  readonly orderId: string;
  readonly orderNumber: string;
}

/** Enough to find one with several parcels or a discount among them. */
const EXAMPLES_MAX = 50;

const templateNotDraft = (state: string): ProblemError =>
  conflict('MESSAGE_TEMPLATE_NOT_DRAFT', `It is ${state}: make a new draft of it and change that.`);

const table: VersionedTable = {
  ...{ name: 'message_templates', columns: ['merchant_id', 'template', 'language'] },
  ...{ changedCode: 'MESSAGE_TEMPLATE_CHANGED', notDraft: templateNotDraft },
};

const SELECT_TEMPLATE = `SELECT ${VIEW_COLUMNS}, template, language, texts FROM message_templates`;

interface ToldFacts {
  readonly facts: MessageFacts;
  readonly subjectId: string;
}

/** Of one merchant: enough to look at every kind and language, too few to write to strangers. */
const TESTS_PER_HOUR = 10;

const tooManyTests = (): ProblemError =>
  new ProblemError(
    429,
    'TOO_MANY_TESTS',
    `At most ${String(TESTS_PER_HOUR)} tests an hour. Use the preview meanwhile.`,
  );

const templateNotFound = (id: string): ProblemError =>
  notFound('MESSAGE_TEMPLATE_NOT_FOUND', `There is no message template ${id}.`);

/** What merchants write themselves; without an active version the built-in texts are sent. */
@Injectable()
export class MessageTemplatesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly versions: VersionsService,
    private readonly mail: MailService,
    private readonly notifications: NotificationsService,
  ) {}

  /** Newest first. */
  find({ merchantId, template, language, state, beforeId, limit }: TemplateFilter): Promise<TemplateView[]> {
    return this.dataSource.query(
      `${SELECT_TEMPLATE} WHERE merchant_id = $1 AND ($2::text IS NULL OR template = $2)
         AND ($3::text IS NULL OR language = $3) AND ($4::text IS NULL OR state = $4)
         AND ($5::uuid IS NULL OR id < $5) ORDER BY id DESC LIMIT $6`,
      [merchantId, template, language, state, beforeId, limit],
    );
  }

  /** Orders that gave reason for a kind of message, the newest first, each once. */
  examples(merchantId: string, template: Template): Promise<ExampleOrder[]> {
    return this.dataSource.query(
      `SELECT order_id AS "orderId", (array_agg(facts ->> 'orderNumber' ORDER BY sequence DESC))[1] AS "orderNumber"
         FROM (SELECT order_id, facts, sequence FROM notifications
                WHERE merchant_id = $1 AND template = $2 AND test_texts IS NULL
                ORDER BY sequence DESC LIMIT ${String(EXAMPLES_MAX)}) AS newest
        GROUP BY order_id ORDER BY max(sequence) DESC`,
      [merchantId, template],
    );
  }

  /** @param merchantId null for an operator. */
  async one(id: string, merchantId: string | null, tx: EntityManager = this.dataSource.manager): Promise<TemplateView> {
    const where = `WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2)`;
    const [view] = await tx.query<TemplateView[]>(`${SELECT_TEMPLATE} ${where}`, [id, merchantId]);
    if (!view) throw templateNotFound(id);
    return view;
  }

  /** Makes a draft. Texts that could not be sent are refused. */
  createDraft(merchantId: string, wanted: TextsOf, by: Editor): Promise<TemplateView> {
    assertSendable(wanted);
    const id = uuidv7();
    return this.versions.alone(table, merchantId, async (tx) => {
      await tx.query(
        `INSERT INTO message_templates (id, merchant_id, template, language, version, state, texts, updated_by)
         SELECT $1, $2, $3, $4, coalesce(max(version), 0) + 1, 'draft', $5, $6 FROM message_templates
          WHERE merchant_id = $2 AND template = $3 AND language = $4`,
        [...[id, merchantId, wanted.template, wanted.language], ...[JSON.stringify(wanted.texts), JSON.stringify(by)]],
      );
      return this.one(id, merchantId, tx);
    });
  }

  /** Replaces what a draft says. @throws templateNotDraft, and 412 when somebody saved it since. */
  async replaceDraft(id: string, merchantId: string | null, texts: MessageTexts, edit: Edit): Promise<TemplateView> {
    const known = await this.one(id, merchantId);
    assertSendable({ ...known, texts });
    await this.versions.replaceDraft(table, known, edit, { texts: JSON.stringify(texts) });
    return this.one(id, merchantId);
  }

  /** Messages that leave from now on are written with it, or no longer. An archived version comes back that way. */
  async become(id: string, merchantId: string | null, state: 'active' | 'archived', edit: Edit): Promise<TemplateView> {
    await this.versions.become(table, await this.one(id, merchantId), state, edit);
    return this.one(id, merchantId);
  }

  /** The message as the customer of a real order would have got it with these texts. */
  async preview(id: string, merchantId: string | null, orderId: string): Promise<RenderedMail> {
    const known = await this.one(id, merchantId);
    const { facts } = await this.toldOf(known, orderId);
    return this.mail.render(known.template, known.language, facts, known.texts);
  }

  /**
   * Sends that message to an address of the merchant's own, marked as a test: it counts for no cap, ends no silence and
   * is told to nobody else. @returns the id of the message.
   */
  async testSend(id: string, merchantId: string | null, orderId: string, to: string): Promise<string> {
    const known = await this.one(id, merchantId);
    const { facts, subjectId } = await this.toldOf(known, orderId);
    return this.versions.alone(table, known.merchantId, async (tx) => {
      const [row] = await tx.query<{ sent: number }[]>(
        `SELECT count(*)::int AS sent FROM notifications
          WHERE merchant_id = $1 AND test_texts IS NOT NULL AND created_at > now() - interval '1 hour'`,
        [known.merchantId],
      );
      if ((row?.sent ?? 0) >= TESTS_PER_HOUR) throw tooManyTests();
      const { template, language, texts } = known;
      const about = { merchantId: known.merchantId, orderId, subjectId, template, language };
      return this.notifications.tellTest(tx, { ...about, recipient: to, facts }, texts);
    });
  }

  /** The newest message of this kind that the order gave reason for. */
  private async toldOf({ merchantId, template }: TemplateView, orderId: string): Promise<ToldFacts> {
    const [told] = await this.dataSource.query<ToldFacts[]>(
      `SELECT facts, subject_id AS "subjectId" FROM notifications
        WHERE order_id = $1 AND merchant_id = $2 AND template = $3 AND test_texts IS NULL
        ORDER BY sequence DESC LIMIT 1`,
      [orderId, merchantId, template],
    );
    if (!told) throw notFound('ORDER_NOT_FOUND', `There was no reason for such a message in an order ${orderId}.`);
    return told;
  }
}

function assertSendable({ texts, template, language }: TextsOf): void {
  const faults = faultsIn(texts, template, language);
  if (faults.length > 0) throw unprocessable('INVALID_TEXTS', 'Some texts could not be sent.', faults);
}
