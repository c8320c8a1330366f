import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Channel } from '#contracts';

/** What the owner of a number said to a merchant. */
export interface ConsentView {
  readonly phone: string;
  readonly channel: Channel;
  readonly allowed: boolean;
  readonly recordedAt: Date;
}

const SELECT_CONSENT = `SELECT phone, channel, allowed, recorded_at AS "recordedAt" FROM contact_consents`;

/** Who may be written to by a number. */
@Injectable()
export class ConsentsService {
  constructor(private readonly dataSource: DataSource) {}

  find(merchantId: string, phone: string): Promise<ConsentView[]> {
    return this.dataSource.query(`${SELECT_CONSENT} WHERE merchant_id = $1 AND phone = $2 ORDER BY channel`, [
      ...[merchantId, phone],
    ]);
  }

  /** The newest word holds. */
  async record(merchantId: string, phone: string, channel: Channel, allowed: boolean): Promise<ConsentView[]> {
    await this.dataSource.query(
      `INSERT INTO contact_consents (merchant_id, phone, channel, allowed) VALUES ($1, $2, $3, $4)
       ON CONFLICT (merchant_id, phone, channel) DO UPDATE SET allowed = excluded.allowed, recorded_at = now()`,
      [merchantId, phone, channel, allowed],
    );
    return this.find(merchantId, phone);
  }
}
