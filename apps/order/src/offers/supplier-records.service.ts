import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import {
  emptyRecord,
  figuresOf,
  withObservation,
  type Figure,
  type Observation,
  type SupplierRecord,
} from '../routing/domain/supplier-record.js';

/** Observations taken into the records by one statement. */
const BATCH_MAX = 500;

interface ObservationRow {
  merchant_id: string;
  supplier_id: string;
  observation: Observation;
}

/** What is believed of a supplier. */
export interface SupplierFiguresView {
  readonly supplierId: string;
  readonly supplierCode: string;
  readonly figures: Figure[];
  /** Purchase orders in a row that it left unanswered. */
  readonly unanswered: number;
  /** When something was last seen of it; null while nothing was. */
  readonly asOf: string | null;
}

/** What suppliers did, learned from what is told of them. */
@Injectable()
export class SupplierRecordsService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Notes what a supplier did. Waits for nobody: the record itself is one row per supplier and would make everybody
   * who hears of that supplier wait for each other.
   */
  async observe(tx: EntityManager, merchantId: string, supplierId: string, observation: Observation): Promise<void> {
    await tx.query(
      `INSERT INTO supplier_observations (id, merchant_id, supplier_id, observation) VALUES ($1, $2, $3, $4)`,
      [uuidv7(), merchantId, supplierId, JSON.stringify(observation)],
    );
  }

  /** Takes what was noted into the records. True when there is more. */
  async learn(): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      const [rows] = await tx.query<[ObservationRow[], number]>(
        `DELETE FROM supplier_observations WHERE id IN (
           SELECT id FROM supplier_observations ORDER BY id LIMIT ${String(BATCH_MAX)} FOR UPDATE SKIP LOCKED)
         RETURNING merchant_id, supplier_id, observation`,
      );
      const suppliers = [...new Set(rows.map((row) => row.supplier_id))].sort();
      for (const supplierId of suppliers)
        await this.take(
          tx,
          rows.filter((row) => row.supplier_id === supplierId),
        );
      return rows.length === BATCH_MAX;
    });
  }

  async figures(filter: { merchantId: string | null; supplierId: string | null }): Promise<SupplierFiguresView[]> {
    const rows = await this.dataSource.query<{ id: string; code: string; record: SupplierRecord | null }[]>(
      `SELECT s.id, s.code, r.record FROM suppliers s LEFT JOIN supplier_records r ON r.supplier_id = s.id
       WHERE ($1::uuid IS NULL OR s.merchant_id = $1) AND ($2::uuid IS NULL OR s.id = $2) ORDER BY s.code, s.id`,
      [filter.merchantId, filter.supplierId],
    );
    const now = new Date().toISOString();
    return rows.map(({ id, code, record }) => ({
      supplierId: id,
      supplierCode: code,
      figures: Object.values(figuresOf(record, now)),
      unanswered: record?.unanswered ?? 0,
      asOf: record?.asOf ?? null,
    }));
  }

  private async take(tx: EntityManager, rows: readonly ObservationRow[]): Promise<void> {
    const [first] = rows;
    if (!first) return;
    const observations = rows.map(({ observation }) => observation).sort((a, b) => (a.at < b.at ? -1 : 1));
    const fresh = emptyRecord(observations[0]?.at ?? '');
    await tx.query(
      `INSERT INTO supplier_records (supplier_id, merchant_id, record) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [first.supplier_id, first.merchant_id, JSON.stringify(fresh)],
    );
    const [known] = await tx.query<{ record: SupplierRecord }[]>(
      `SELECT record FROM supplier_records WHERE supplier_id = $1 FOR UPDATE`,
      [first.supplier_id],
    );
    const record = observations.reduce(withObservation, known?.record ?? fresh);
    await tx.query(`UPDATE supplier_records SET record = $2 WHERE supplier_id = $1`, [
      first.supplier_id,
      JSON.stringify(record),
    ]);
  }
}
