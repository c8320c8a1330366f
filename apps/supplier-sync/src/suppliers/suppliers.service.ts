import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource, QueryFailedError } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { SupplierChanged } from '#contracts';
import { draft, Outbox } from '#messaging';
import type { Page } from '#platform';
import { decodeCursor, limitOf, pageOf } from '#platform';
import { SupplierSyncConfig } from '../config.js';
import type { CreateSupplierDto } from './dto/create-supplier.dto.js';
import type { ListSuppliersDto } from './dto/list-suppliers.dto.js';
import type { UpdateSupplierDto } from './dto/update-supplier.dto.js';
import { Supplier } from './supplier.entity.js';
import { SupplierCodeTakenError, SupplierNotFoundError } from './supplier.errors.js';
import { applyTerms, newSupplier } from './supplier-terms.js';

/** PostgreSQL's code for a broken unique constraint. */
const UNIQUE_VIOLATION = '23505';
/** Between two words that an endpoint does not answer: a routing policy's pause is counted in minutes. */
const TELL_AGAIN_MS = 60_000;

/** When the newest feed is too old, `$2` the seconds for whom no other were agreed with; null: it never is. */
const DUE_SQL = `feed_as_of + make_interval(secs => coalesce(feed_within_seconds, $2::int))`;
const OVERDUE_SQL = `active AND feed_overdue_at IS NULL AND ${DUE_SQL} <= now()`;

@Injectable()
export class SuppliersService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
    private readonly config: SupplierSyncConfig,
  ) {}

  /** @throws SupplierCodeTakenError */
  async createSupplier(merchantId: string, terms: CreateSupplierDto): Promise<Supplier> {
    try {
      return await this.dataSource.transaction((tx) => this.save(tx, newSupplier(uuidv7(), merchantId, terms)));
    } catch (error) {
      if (isUniqueViolation(error)) throw new SupplierCodeTakenError(terms.code);
      throw error;
    }
  }

  /** @returns the supplier and whether its webhook secret is a new one that nobody has seen. */
  async updateSupplier(
    id: string,
    merchantId: string | null,
    terms: UpdateSupplierDto,
  ): Promise<{ supplier: Supplier; newSecret: string | null }> {
    return this.dataSource.transaction(async (tx) => {
      await this.lockSupplier(tx, id);
      const supplier = await findSupplier(tx, id, merchantId);
      const { webhookSecret } = supplier;
      applyTerms(supplier, terms);
      await this.save(tx, supplier);
      return { supplier, newSecret: supplier.webhookSecret === webhookSecret ? null : supplier.webhookSecret };
    });
  }

  /** @param merchantId null for somebody who sees all. @throws SupplierNotFoundError */
  getSupplier(id: string, merchantId: string | null): Promise<Supplier> {
    return findSupplier(this.dataSource.manager, id, merchantId);
  }

  /** The suppliers with these ids, by id. */
  async suppliersById(tx: EntityManager, ids: readonly string[]): Promise<Map<string, Supplier>> {
    const suppliers = await tx.createQueryBuilder(Supplier, 's').where('s.id = ANY(:ids)', { ids }).getMany();
    return new Map(suppliers.map((supplier) => [supplier.id, supplier]));
  }

  /**
   * Notes whether a supplier's endpoint answers, and tells of it when that is news: at once when it changes, and every
   * minute while it does not, so that whoever waits a while knows how fresh the word is.
   */
  async noteEndpoint(tx: EntityManager, id: string, answers: boolean): Promise<void> {
    const [changed] = await tx.query<[{ id: string }[], number]>(
      `UPDATE suppliers SET unreachable_at = CASE WHEN $2 THEN NULL ELSE now() END
       WHERE id = $1 AND channel_type = 'webhook' AND CASE WHEN $2 THEN unreachable_at IS NOT NULL
         ELSE coalesce(unreachable_at < now() - $3 * interval '1 ms', true) END RETURNING id`,
      [id, answers, TELL_AGAIN_MS],
    );
    if (changed.length > 0) await this.tell(tx, await findSupplier(tx, id, null));
  }

  /** Notes how things stood by a feed; that ends the waiting for one if it is in time. The supplier must be locked. */
  async noteFeed(tx: EntityManager, id: string, asOf: Date): Promise<void> {
    await tx.query(`UPDATE suppliers SET feed_as_of = greatest(feed_as_of, $2) WHERE id = $1`, [id, asOf]);
    const [inTime] = await tx.query<[{ id: string }[], number]>(
      `UPDATE suppliers SET feed_overdue_at = NULL
        WHERE id = $1 AND feed_overdue_at IS NOT NULL AND coalesce(${DUE_SQL} > now(), true) RETURNING id`,
      [id, this.config.FEED_WITHIN_SECONDS ?? null],
    );
    if (inTime.length > 0) await this.tell(tx, await findSupplier(tx, id, null));
  }

  /** Suppliers with offers whose newest feed is older than agreed, and of whom nobody was told yet. */
  async withOverdueFeed(most: number): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM suppliers s WHERE ${OVERDUE_SQL}
          AND EXISTS (SELECT 1 FROM offers o WHERE o.supplier_id = s.id AND o.removed_at IS NULL)
        ORDER BY feed_as_of LIMIT $1`,
      [most, this.config.FEED_WITHIN_SECONDS ?? null],
    );
    return rows.map(({ id }) => id);
  }

  /** Tells that its feed is overdue, once per silence. A feed that came meanwhile wins. */
  async tellFeedOverdue(tx: EntityManager, id: string): Promise<void> {
    const [late] = await tx.query<[{ id: string }[], number]>(
      `UPDATE suppliers SET feed_overdue_at = ${DUE_SQL} WHERE id = $1 AND ${OVERDUE_SQL} RETURNING id`,
      [id, this.config.FEED_WITHIN_SECONDS ?? null],
    );
    if (late.length > 0) await this.tell(tx, await findSupplier(tx, id, null));
  }

  /** Whoever changes a supplier, its listings or its offers does it one after the other. */
  async lockSupplier(tx: EntityManager, id: string): Promise<void> {
    await tx.query('SELECT 1 FROM suppliers WHERE id = $1 FOR NO KEY UPDATE', [id]);
  }

  async listSuppliers(merchantId: string | null, query: ListSuppliersDto): Promise<Page<Supplier>> {
    const limit = limitOf(query);
    const after = decodeCursor(query.after, 'id');
    const find = this.dataSource.manager.createQueryBuilder(Supplier, 'supplier');
    if (merchantId !== null) find.andWhere('supplier.merchant_id = :merchantId', { merchantId });
    if (query.code !== undefined) find.andWhere('supplier.code = :code', { code: query.code });
    if (after) find.andWhere('supplier.id > :after', { after: after[0] });
    const rows = await find
      .orderBy('supplier.id')
      .limit(limit + 1)
      .getMany();
    return pageOf(rows, limit, (row) => [row.id]);
  }

  private async save(tx: EntityManager, supplier: Supplier): Promise<Supplier> {
    const saved = await tx.save(supplier);
    await this.tell(tx, saved);
    return saved;
  }

  private async tell(tx: EntityManager, supplier: Supplier): Promise<void> {
    const { id, merchantId } = supplier;
    await this.outbox.append(tx, [draft(SupplierChanged, { merchantId, key: id }, supplierChanged(supplier))]);
  }
}

async function findSupplier(tx: EntityManager, id: string, merchantId: string | null): Promise<Supplier> {
  const supplier = await tx.findOneBy(Supplier, { id, ...(merchantId === null ? {} : { merchantId }) });
  if (!supplier) throw new SupplierNotFoundError(id);
  return supplier;
}

const supplierChanged = (supplier: Supplier): SupplierChanged => ({
  supplierId: supplier.id,
  code: supplier.code,
  name: supplier.name,
  country: supplier.country,
  currency: supplier.currency,
  active: supplier.active,
  parcelFixedMinor: supplier.parcelFixedMinor,
  parcelPerKgMinor: supplier.parcelPerKgMinor,
  parcelByCountry: supplier.parcelByCountry,
  leadTimeDays: supplier.leadTimeDays,
  contactEmail: supplier.contactEmail,
  language: supplier.language,
  channel: supplier.channelType,
  parcelSteps: supplier.parcelSteps,
  minOrderMinor: supplier.minOrderMinor,
  unreachableAt: supplier.unreachableAt?.toISOString() ?? null,
  feedOverdueAt: supplier.feedOverdueAt?.toISOString() ?? null,
});

const isUniqueViolation = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === UNIQUE_VIOLATION;
