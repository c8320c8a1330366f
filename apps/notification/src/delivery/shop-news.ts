import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MessageFacts } from '../notifications/domain/message.js';
import type { ClaimedMail } from './claimed-mail.js';

/** Facts that one list names; of the others it says how many there are. Nobody reads on, and the console has them all. */
const NEWS_MAX = 50;

/** What a message says before it is sealed, with its place among the others. */
interface NewsRow {
  readonly sequence: string;
  readonly facts: MessageFacts;
}

/**
 * Makes one list of what the people of a shop are told about the same kind of thing. The message whose time has come
 * takes the others with it that wait for theirs: an hour of trouble is one mail. What is not true yet (a day that a
 * supplier named) waits for its own time.
 */
@Injectable()
export class ShopNews {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Fixes what a list says. From then on nothing goes into it, and each attempt to send it says the same. Null: another
   * list has taken it along.
   */
  seal(mail: ClaimedMail): Promise<MessageFacts | null> {
    return this.dataSource.transaction(async (tx) => {
      await aloneWithNews(tx, mail);
      const [own] = await tx.query<(NewsRow & { readonly sealed: boolean })[]>(
        `SELECT sequence, facts, sealed_at IS NOT NULL AS sealed FROM notifications
          WHERE id = $1 AND status = 'pending' FOR UPDATE`,
        [mail.id],
      );
      if (!own || own.sealed) return own?.facts ?? null;
      const all: NewsRow[] = [own, ...(await this.takeAlong(tx, mail))];
      all.sort((one, other) => Number(BigInt(one.sequence) - BigInt(other.sequence)));
      const facts: MessageFacts = {
        ...own.facts,
        news: { items: all.slice(0, NEWS_MAX).map((row) => row.facts), total: all.length },
      };
      await tx.query(`UPDATE notifications SET facts = $2, sealed_at = now() WHERE id = $1`, [
        mail.id,
        JSON.stringify(facts),
      ]);
      return facts;
    });
  }

  /** What waits for its hour to end, or is due as well. What is sealed holds others itself, and leaves by itself. */
  private async takeAlong(tx: EntityManager, mail: ClaimedMail): Promise<NewsRow[]> {
    const [rows] = await tx.query<[NewsRow[], number]>(
      `UPDATE notifications SET status = 'skipped', status_reason = 'IN_DIGEST', digest_id = $1, rules_version = $5
        WHERE audience = 'merchant' AND status = 'pending' AND merchant_id = $2 AND template = $3 AND recipient = $4
          AND id <> $1 AND attempts = 0 AND sealed_at IS NULL AND (status_reason = 'DELAYED' OR not_before <= now())
        RETURNING sequence, facts`,
      [mail.id, mail.merchant_id, mail.template, mail.recipient, mail.rules_version],
    );
    return rows;
  }
}

/** Messages of one kind to one address are looked at one after the other: two that are due become one list, not two. */
const aloneWithNews = (tx: EntityManager, { merchant_id: merchantId, template, recipient }: ClaimedMail) =>
  tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
    `news ${merchantId} ${template} ${recipient ?? ''}`,
  ]);
