import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { OfferRow } from './domain/feed-row.js';

/** Rows per statement: 2,000 keep the parameters under about half a megabyte. */
const STAGE_BATCH = 2000;

/** Opens the feed's own table; PostgreSQL drops it when the transaction ends, however it ends. */
export async function openStage(tx: EntityManager): Promise<void> {
  await tx.query(`
    CREATE TEMP TABLE feed_rows (
      row int NOT NULL,
      candidate_id uuid,
      supplier_sku text NOT NULL,
      sku text,
      gtin text,
      on_hand int,
      unit_cost_minor bigint,
      currency text,
      lead_time_days int,
      refused boolean NOT NULL
    ) ON COMMIT DROP`);
}

/** Collects rows and writes them in batches, so that memory does not grow with the feed. */
export class StageWriter {
  private batch: (OfferRow & { readonly refused: boolean })[] = [];

  constructor(private readonly tx: EntityManager) {}

  async add(row: OfferRow): Promise<void> {
    await this.push({ ...row, refused: false });
  }

  /** Remembers that a refused row names this SKU: a full feed still lists it. */
  async mention(row: number, supplierSku: string): Promise<void> {
    await this.push({ ...silent, row, supplierSku, refused: true });
  }

  async flush(): Promise<void> {
    const rows = this.batch;
    this.batch = [];
    if (rows.length === 0) return;
    await this.tx.query(
      `INSERT INTO feed_rows
       SELECT * FROM unnest($1::int[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[], $7::bigint[],
                            $8::text[], $9::int[], $10::boolean[])`,
      [
        rows.map(({ row }) => row),
        rows.map(() => uuidv7()),
        rows.map(({ supplierSku }) => supplierSku),
        rows.map(({ sku }) => sku),
        rows.map(({ gtin }) => gtin),
        rows.map(({ onHand }) => onHand),
        rows.map(({ unitCostMinor }) => unitCostMinor),
        rows.map(({ currency }) => currency),
        rows.map(({ leadTimeDays }) => leadTimeDays),
        rows.map(({ refused }) => refused),
      ],
    );
  }

  private async push(row: OfferRow & { readonly refused: boolean }): Promise<void> {
    this.batch.push(row);
    if (this.batch.length >= STAGE_BATCH) await this.flush();
  }
}

const silent = { sku: null, gtin: null, onHand: 0, unitCostMinor: null, currency: null, leadTimeDays: null };
