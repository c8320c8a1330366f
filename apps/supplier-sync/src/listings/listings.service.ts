import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Page } from '#platform';
import { decodeCursor, limitOf, pageOf } from '#platform';
import { OffersService } from '../feeds/offers.service.js';
import { SuppliersService } from '../suppliers/suppliers.service.js';
import type { ListListingsDto } from './dto/list-listings.dto.js';
import type { PutListingDto } from './dto/put-listing.dto.js';
import { Listing } from './listing.entity.js';

@Injectable()
export class ListingsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly suppliers: SuppliersService,
    private readonly offers: OffersService,
  ) {}

  /** Says which of the merchant's articles a supplier's article is. Repeating it changes nothing. */
  async putListing(merchantId: string | null, { supplierId, supplierSku, sku }: PutListingDto): Promise<Listing> {
    const supplier = await this.suppliers.getSupplier(supplierId, merchantId);
    return this.dataSource.transaction(async (tx) => {
      // A feed of this supplier reads listings and writes offers: one after the other.
      await this.suppliers.lockSupplier(tx, supplierId);
      await tx.query(
        `INSERT INTO listings (supplier_id, supplier_sku, merchant_id, sku) VALUES ($1, $2, $3, $4)
         ON CONFLICT (supplier_id, supplier_sku) DO UPDATE SET sku = excluded.sku, updated_at = now()
         WHERE listings.sku <> excluded.sku`,
        [supplierId, supplierSku, supplier.merchantId, sku],
      );
      await this.offers.assignSku(tx, supplierId, supplierSku, sku);
      return tx.findOneByOrFail(Listing, { supplierId, supplierSku });
    });
  }

  async listListings(merchantId: string | null, query: ListListingsDto): Promise<Page<Listing>> {
    const limit = limitOf(query);
    const after = decodeCursor(query.after, 'id', 'text');
    const find = this.dataSource.manager.createQueryBuilder(Listing, 'listing');
    if (merchantId !== null) find.andWhere('listing.merchant_id = :merchantId', { merchantId });
    if (query.supplierId !== undefined) find.andWhere('listing.supplier_id = :id', { id: query.supplierId });
    if (query.sku !== undefined) find.andWhere('listing.sku = :sku', { sku: query.sku });
    if (after) {
      const [supplierId, supplierSku] = after;
      find.andWhere('(listing.supplier_id, listing.supplier_sku) > (:supplierId, :supplierSku)', {
        supplierId,
        supplierSku,
      });
    }
    const rows = await find
      .orderBy('listing.supplierId')
      .addOrderBy('listing.supplierSku')
      .limit(limit + 1)
      .getMany();
    return pageOf(rows, limit, (row) => [row.supplierId, row.supplierSku]);
  }
}
