import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Channel } from '#contracts';
import { ConsentRecords } from '../consent-records/consent-records.service.js';

/** What the owner of a number said to a merchant. */
export interface ConsentView {
  readonly phone: string;
  readonly channel: Channel;
  readonly allowed: boolean;
  readonly recordedAt: Date;
}

/** What was said about a number. */
export interface Consent {
  readonly merchantId: string;
  readonly phone: string;
  readonly channel: 'sms' | 'whatsapp';
  readonly allowed: boolean;
}

const SELECT_CONSENT = `SELECT phone, channel, allowed, recorded_at AS "recordedAt" FROM contact_consents`;

/** Who may be written to by a number. */
@Injectable()
export class ConsentsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly records: ConsentRecords,
  ) {}

  find(merchantId: string, phone: string): Promise<ConsentView[]> {
    return this.dataSource.query(`${SELECT_CONSENT} WHERE merchant_id = $1 AND phone = $2 ORDER BY channel`, [
      ...[merchantId, phone],
    ]);
  }

  /** What a merchant was told; the same again is no new word. */
  async record(consent: Consent): Promise<ConsentView[]> {
    const { merchantId, phone, channel, allowed } = consent;
    await this.dataSource.transaction(async (tx) => {
      if (await this.keep(tx, consent))
        await this.records.note(tx, [
          {
            merchantId,
            address: phone,
            orderId: null,
            subject: channel,
            said: allowed ? 'yes' : 'no',
            source: 'merchant',
          },
        ]);
    });
    return this.find(merchantId, phone);
  }

  /** The newest word holds. The caller puts it on record. @returns false when it was said before. */
  async keep(tx: EntityManager, { merchantId, phone, channel, allowed }: Consent): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `INSERT INTO contact_consents AS c (merchant_id, phone, channel, allowed) VALUES ($1, $2, $3, $4)
       ON CONFLICT (merchant_id, phone, channel) DO UPDATE SET allowed = excluded.allowed, recorded_at = now()
         WHERE c.allowed <> excluded.allowed RETURNING 1`,
      [merchantId, phone, channel, allowed],
    );
    return rows.length > 0;
  }
}
