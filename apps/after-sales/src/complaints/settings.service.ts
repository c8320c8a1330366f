import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { macroNotFound } from './complaint.errors.js';
import { defaultSettings, type ComplaintSettings } from './domain/complaint-settings.js';

export interface Macro {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

/** What a merchant's desk agreed on: its hours, its clocks, and the answers that it gives often. */
@Injectable()
export class ComplaintSettingsService {
  constructor(private readonly dataSource: DataSource) {}

  async of(tx: EntityManager, merchantId: string): Promise<ComplaintSettings> {
    const [row] = await tx.query<{ content: ComplaintSettings }[]>(
      `SELECT content FROM complaint_settings WHERE merchant_id = $1`,
      [merchantId],
    );
    return row?.content ?? defaultSettings;
  }

  read(merchantId: string): Promise<ComplaintSettings> {
    return this.of(this.dataSource.manager, merchantId);
  }

  /** Clocks that run already keep their times. */
  async save(merchantId: string, settings: ComplaintSettings): Promise<ComplaintSettings> {
    await this.dataSource.query(
      `INSERT INTO complaint_settings (merchant_id, content) VALUES ($1, $2)
       ON CONFLICT (merchant_id) DO UPDATE SET content = excluded.content, changed_at = now()`,
      [merchantId, JSON.stringify(settings)],
    );
    return settings;
  }

  macros(merchantId: string): Promise<Macro[]> {
    return this.dataSource.query<Macro[]>(
      `SELECT id, name, text FROM complaint_macros WHERE merchant_id = $1 ORDER BY name`,
      [merchantId],
    );
  }

  /** A macro of the same name is replaced. */
  async saveMacro(merchantId: string, name: string, text: string): Promise<Macro> {
    const rows = await this.dataSource.query<Macro[]>(
      `INSERT INTO complaint_macros (id, merchant_id, name, text) VALUES ($1, $2, $3, $4)
       ON CONFLICT (merchant_id, name) DO UPDATE SET text = excluded.text RETURNING id, name, text`,
      [uuidv7(), merchantId, name, text],
    );
    return rows[0] as Macro;
  }

  /** Gone already: nothing changes. */
  async deleteMacro(merchantId: string, id: string): Promise<void> {
    await this.dataSource.query(`DELETE FROM complaint_macros WHERE merchant_id = $1 AND id = $2`, [merchantId, id]);
  }

  /** @throws macroNotFound */
  async macroText(tx: EntityManager, merchantId: string, name: string): Promise<string> {
    const [row] = await tx.query<{ text: string }[]>(
      `SELECT text FROM complaint_macros WHERE merchant_id = $1 AND name = $2`,
      [merchantId, name],
    );
    if (!row) throw macroNotFound(name);
    return row.text;
  }
}
