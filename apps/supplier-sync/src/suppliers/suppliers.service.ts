import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource, QueryFailedError } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { SupplierChanged } from '#contracts';
import { draft, Outbox } from '#messaging';
import type { Page } from '#platform';
import { decodeCursor, limitOf, pageOf } from '#platform';
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

@Injectable()
export class SuppliersService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
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
});

const isUniqueViolation = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === UNIQUE_VIOLATION;
