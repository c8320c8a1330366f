import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ConsentSource, ConsentWord, Said } from './domain/consent-record.js';

/** A word as it is on record. */
export interface ConsentRecord {
  readonly subject: ConsentWord['subject'];
  readonly said: Said;
  readonly source: ConsentSource;
  readonly recordedAt: Date;
}

/** Words shown; nobody changes their mind more often. */
const SHOWN_MAX = 50;

/** Keeps what people said about being written to: nothing here is ever changed, only erased with the person. */
@Injectable()
export class ConsentRecords {
  /** Puts words on record, in the transaction that makes them hold. */
  async note(tx: EntityManager, words: readonly ConsentWord[]): Promise<void> {
    const column = <K extends keyof ConsentWord>(name: K): ConsentWord[K][] => words.map((word) => word[name]);
    await tx.query(
      `INSERT INTO consent_records (merchant_id, address, order_id, subject, said, source)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[])`,
      [
        ...[column('merchantId'), column('address'), column('orderId')],
        ...[column('subject'), column('said'), column('source')],
      ],
    );
  }

  /** The language that somebody chose to be written to in; null: none was. */
  async language(tx: EntityManager, merchantId: string, address: string): Promise<'tr' | 'en' | null> {
    const [row] = await tx.query<{ said: 'tr' | 'en' }[]>(
      `SELECT said FROM consent_records WHERE merchant_id = $1 AND address = $2 AND subject = 'language'
       ORDER BY seq DESC LIMIT 1`,
      [merchantId, address],
    );
    return row?.said ?? null;
  }

  /** What was said to a merchant, or to everybody, newest first. */
  of(tx: EntityManager, merchantId: string, addresses: readonly string[]): Promise<ConsentRecord[]> {
    return tx.query(
      `SELECT subject, said, source, recorded_at AS "recordedAt" FROM consent_records
       WHERE address = ANY ($2) AND (merchant_id = $1 OR merchant_id IS NULL)
       ORDER BY seq DESC LIMIT ${String(SHOWN_MAX)}`,
      [merchantId, addresses],
    );
  }
}
