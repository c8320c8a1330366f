import { Controller, Get, Query } from '@nestjs/common';
import { IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { CurrentActor, limitOf, merchantScope, pageOf, PageQuery, type Actor, type Page } from '#platform';
import { cursorId } from '../cursor.js';
import { OfferSearch, type OfferItem } from './offer-search.service.js';

class OffersQuery extends PageQuery {
  @IsOptional() @IsString() @Length(1, 200) sku?: string;
  @IsOptional() @IsUUID() supplierId?: string;
  /** For an operator; every other key sees its own merchant only. */
  @IsOptional() @IsUUID() merchantId?: string;
}

@Controller('v1/offers')
export class OffersController {
  constructor(private readonly search: OfferSearch) {}

  /** Stock with its age and source, and what is promised of it. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: OffersQuery): Promise<Page<OfferItem>> {
    const limit = limitOf(query);
    const items = await this.search.find({
      merchantId: merchantScope(actor, query.merchantId),
      ownSupplierId: actor.supplierId,
      supplierId: query.supplierId ?? null,
      sku: query.sku ?? null,
      afterId: cursorId(query.after),
      limit: limit + 1,
    });
    return pageOf(items, limit, (item) => [item.offerId]);
  }
}
