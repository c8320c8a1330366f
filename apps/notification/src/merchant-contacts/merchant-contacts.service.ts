import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '#platform';
import { maskAddress } from '../notifications/domain/mask-address.js';
import type { MerchantTemplate } from '../notifications/domain/message.js';

/** Somebody of a shop who is told what needs a person. */
export interface MerchantContact {
  readonly email: string;
  readonly language: 'tr' | 'en';
  /** What it is told; null: everything. */
  readonly templates: readonly MerchantTemplate[] | null;
}

/** All of a merchant. */
export interface ContactsView {
  readonly contacts: readonly (MerchantContact & {
    /** What its owner wants no more of; only an operator lifts that. */
    readonly unsubscribed: readonly MerchantTemplate[];
  })[];
}

/** Who named whom. */
export interface ContactChange {
  readonly id: string;
  readonly changedAt: Date;
  /** The role of the key, and the key. */
  readonly changedBy: string;
  readonly keyId: string;
  /** As they were from then on, addresses masked: who was named once is not kept for ever. */
  readonly contacts: readonly MerchantContact[];
}

/** What a merchant names, before it is stored. */
export type NamedContact = Pick<MerchantContact, 'email' | 'language'> & Partial<Pick<MerchantContact, 'templates'>>;

/** Keeps whom of a shop to tell. */
@Injectable()
export class MerchantContactsService {
  constructor(private readonly dataSource: DataSource) {}

  /** Who hears of one kind of thing. */
  listeners(tx: EntityManager, merchantId: string, template: MerchantTemplate): Promise<MerchantContact[]> {
    return tx.query(
      `SELECT email, language, templates FROM merchant_contacts
        WHERE merchant_id = $1 AND (templates IS NULL OR $2 = ANY (templates)) ORDER BY place`,
      [merchantId, template],
    );
  }

  /** In the order in which they were named. */
  async view(merchantId: string, tx: EntityManager = this.dataSource.manager): Promise<ContactsView> {
    const contacts = await tx.query<ContactsView['contacts']>(
      `SELECT c.email, c.language, c.templates,
              ARRAY(SELECT s.template FROM suppressions s
                     WHERE s.address = lower(c.email) AND s.merchant_id = c.merchant_id AND s.reason = 'UNSUBSCRIBED'
                       AND s.template IS NOT NULL ORDER BY s.template) AS unsubscribed
         FROM merchant_contacts c WHERE c.merchant_id = $1 ORDER BY c.place`,
      [merchantId],
    );
    return { contacts };
  }

  /** Names all of them, and writes down who did it. What waits for others is not sent. */
  replace(merchantId: string, named: readonly NamedContact[], { role, keyId }: Actor): Promise<ContactsView> {
    const contacts = named.map(({ email, language, templates }) => ({ email, language, templates: templates ?? null }));
    return this.dataSource.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`merchant_contacts ${merchantId}`]);
      await tx.query(`DELETE FROM merchant_contacts WHERE merchant_id = $1`, [merchantId]);
      await tx.query(
        `INSERT INTO merchant_contacts (merchant_id, email, language, templates, place)
         SELECT $1, given.contact ->> 'email', given.contact ->> 'language',
                CASE WHEN jsonb_typeof(given.contact -> 'templates') = 'array'
                     THEN ARRAY(SELECT jsonb_array_elements_text(given.contact -> 'templates')) END, given.place
           FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS given (contact, place)`,
        [merchantId, JSON.stringify(contacts)],
      );
      await this.leaveOutOthers(tx, merchantId);
      const masked = contacts.map((contact) => ({ ...contact, email: maskAddress(contact.email) }));
      await tx.query(
        `INSERT INTO merchant_contact_changes (id, merchant_id, changed_by, key_id, contacts) VALUES ($1, $2, $3, $4, $5)`,
        [uuidv7(), merchantId, role, keyId, JSON.stringify(masked)],
      );
      return this.view(merchantId, tx);
    });
  }

  /** Newest first. */
  changes(merchantId: string, beforeId: string | null, limit: number): Promise<ContactChange[]> {
    return this.dataSource.query(
      `SELECT id, changed_at AS "changedAt", changed_by AS "changedBy", key_id AS "keyId", contacts
         FROM merchant_contact_changes WHERE merchant_id = $1 AND ($2::uuid IS NULL OR id < $2)
        ORDER BY id DESC LIMIT $3`,
      [merchantId, beforeId, limit],
    );
  }

  /** What was handed to the mail server once is finished: nobody can say whether it arrived. */
  private async leaveOutOthers(tx: EntityManager, merchantId: string): Promise<void> {
    await tx.query(
      `UPDATE notifications n SET status = 'skipped', status_reason = 'NOT_NAMED'
        WHERE n.audience = 'merchant' AND n.status = 'pending' AND n.merchant_id = $1 AND n.attempts = 0
          AND NOT EXISTS (SELECT 1 FROM merchant_contacts c
                           WHERE c.merchant_id = n.merchant_id AND c.email = n.recipient
                             AND (c.templates IS NULL OR n.template = ANY (c.templates)))`,
      [merchantId],
    );
  }
}
