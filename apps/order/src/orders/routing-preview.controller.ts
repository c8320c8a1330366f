import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { RoutingDecision } from '#contracts';
import { CurrentActor, merchantOf, Roles, type Actor } from '#platform';
import { RoutingService } from '../routing/routing.service.js';
import { MerchantQuery } from './dto/change-order.dto.js';
import { PlaceOrderDto } from './dto/place-order.dto.js';

@Controller('v1/routing')
@Roles('merchant', 'operator')
export class RoutingPreviewController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly routing: RoutingService,
  ) {}

  /** The decision that this order would get now; stores and commits nothing. */
  @Post('preview')
  @HttpCode(200)
  preview(
    @CurrentActor() actor: Actor,
    @Query() { merchantId }: MerchantQuery,
    @Body() body: PlaceOrderDto,
  ): Promise<RoutingDecision> {
    return this.routing.preview(this.dataSource.manager, {
      orderId: uuidv7(),
      merchantId: merchantOf(actor, merchantId),
      currency: body.currency,
      country: body.shippingAddress.country,
      routingVersion: 1,
      units: body.lines.map(({ sku, title, quantity }) => ({ lineId: uuidv7(), sku, title, quantity })),
      refusedOffers: new Set(),
      openSuppliers: new Set(),
    });
  }
}
