import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ExchangeRate } from './domain/exchange.js';

/** The rates that merchants gave, each with its day and source. Nothing is ever exchanged at a rate that nobody gave. */
@Injectable()
export class ExchangeRatesService {
  constructor(private readonly dataSource: DataSource) {}

  /** Writes rates down; one of the same pair and day is replaced. */
  async put(merchantId: string, rates: readonly ExchangeRate[]): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO exchange_rates (merchant_id, from_currency, to_currency, date, rate, source)
       SELECT $1, r.* FROM unnest($2::text[], $3::text[], $4::date[], $5::numeric[], $6::text[]) AS r
       ON CONFLICT (merchant_id, from_currency, to_currency, date)
       DO UPDATE SET rate = excluded.rate, source = excluded.source, changed_at = now()`,
      [
        merchantId,
        rates.map(({ from }) => from),
        rates.map(({ to }) => to),
        rates.map(({ date }) => date),
        rates.map(({ rate }) => rate),
        rates.map(({ source }) => source),
      ],
    );
  }

  /** The newest rate of each pair, as of a day. */
  newest(
    merchantId: string,
    tx: EntityManager = this.dataSource.manager,
    to: string | null = null,
  ): Promise<ExchangeRate[]> {
    return tx.query<ExchangeRate[]>(
      `SELECT DISTINCT ON (from_currency, to_currency) from_currency AS "from", to_currency AS "to",
         trim_scale(rate)::text AS rate, to_char(date, 'YYYY-MM-DD') AS date, source
       FROM exchange_rates WHERE merchant_id = $1 AND ($2::text IS NULL OR to_currency = $2)
         AND date <= (now() AT TIME ZONE 'UTC')::date
       ORDER BY from_currency, to_currency, date DESC`,
      [merchantId, to],
    );
  }
}
