import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { Actor, Page } from '#platform';
import { CurrentActor, merchantScope, Roles } from '#platform';
import { ListListingsDto } from './dto/list-listings.dto.js';
import { PutListingDto } from './dto/put-listing.dto.js';
import type { Listing } from './listing.entity.js';
import { ListingsService } from './listings.service.js';

@Controller('v1/listings')
@Roles('merchant', 'operator')
export class ListingsController {
  constructor(private readonly listings: ListingsService) {}

  @Post()
  putListing(@CurrentActor() actor: Actor, @Body() body: PutListingDto): Promise<Listing> {
    return this.listings.putListing(actor.merchantId, body);
  }

  @Get()
  listListings(@CurrentActor() actor: Actor, @Query() query: ListListingsDto): Promise<Page<Listing>> {
    return this.listings.listListings(merchantScope(actor, query.merchantId), query);
  }
}
