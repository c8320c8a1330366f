import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { MerchantRegistered } from '#contracts';

/** Spoken to customers of a merchant that has not been heard of yet. */
const LANGUAGE_DEFAULT = 'en';

@Injectable()
export class MerchantsService {
  async register(tx: EntityManager, merchant: MerchantRegistered): Promise<void> {
    await tx.query(
      `INSERT INTO merchants (id, name, default_language, currency) VALUES ($1, $2, $3, $4)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, default_language = excluded.default_language,
         currency = excluded.currency`,
      [merchant.merchantId, merchant.name, merchant.defaultLanguage, merchant.currency],
    );
  }

  /** The language of a merchant's customers who did not say theirs. */
  async languageOf(tx: EntityManager, merchantId: string): Promise<string> {
    const rows = await tx.query<{ default_language: string }[]>(
      `SELECT default_language FROM merchants WHERE id = $1`,
      [merchantId],
    );
    return rows[0]?.default_language ?? LANGUAGE_DEFAULT;
  }
}
