import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { DataSource } from 'typeorm';
import { MetricsRegistry } from '#platform';
import type { CarrierRejection } from './carrier.port.js';

/** Words of one carrier that are kept. One that writes free text could say something new each day for years. */
const WORDS_MAX = 500;

/** What a carrier said that its table lacks. */
export interface UnknownCode {
  readonly carrier: string;
  /** Code and text, as received. */
  readonly words: string;
  readonly count: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

/** Collects carriers' words without a meaning, so that whoever runs this can complete the tables. */
@Injectable()
export class UnknownCodesService {
  private readonly heard: Counter<'carrier'>;

  constructor(
    private readonly dataSource: DataSource,
    registry: MetricsRegistry,
  ) {
    this.heard = new Counter({
      name: 'kervan_carrier_unknown_codes_total',
      help: 'Statuses of carriers that their tables lack',
      labelNames: ['carrier'],
      registers: [registry],
    });
  }

  async note(carrier: string, rejections: readonly CarrierRejection[]): Promise<void> {
    const words = rejections.filter(({ code }) => code === 'UNKNOWN_STATUS').map(({ detail }) => detail);
    if (words.length === 0) return;
    this.heard.inc({ carrier }, words.length);
    // Sorted: two reports that say the same words wait for each other in one order.
    await this.dataSource.query(
      `INSERT INTO carrier_unknown_codes AS known (carrier, words, count, first_at, last_at)
       SELECT $1, said.words, count(*), now(), now() FROM unnest($2::text[]) AS said (words)
        WHERE (SELECT count(*) FROM carrier_unknown_codes WHERE carrier = $1) < ${WORDS_MAX}
           OR EXISTS (SELECT FROM carrier_unknown_codes AS old WHERE old.carrier = $1 AND old.words = said.words)
        GROUP BY said.words ORDER BY said.words
       ON CONFLICT (carrier, words) DO UPDATE SET count = known.count + EXCLUDED.count, last_at = now()`,
      [carrier, words],
    );
  }

  /** The most frequent first. */
  async list(): Promise<UnknownCode[]> {
    const rows: { carrier: string; words: string; count: string; first_at: Date; last_at: Date }[] =
      await this.dataSource.query(
        `SELECT carrier, words, count, first_at, last_at FROM carrier_unknown_codes
          ORDER BY count DESC, carrier, words LIMIT ${WORDS_MAX}`,
      );
    return rows.map(({ carrier, words, count, first_at: firstAt, last_at: lastAt }) => ({
      ...{ carrier, words, count: Number(count) },
      ...{ firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() },
    }));
  }
}
