import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { RoutingDecision } from '#contracts';
import { IsOptional, IsUUID } from 'class-validator';
import { CurrentActor, merchantOf, Roles, type Actor } from '#platform';
import { RoutingService } from '../routing/routing.service.js';
import { PoliciesService } from '../routing/policies.service.js';
import { MerchantQuery } from './dto/change-order.dto.js';
import { PlaceOrderDto } from './dto/place-order.dto.js';

class PreviewQuery extends MerchantQuery {
  /** The policy to decide by, whatever its state; the active one when absent. */
  @IsOptional() @IsUUID() policyId?: string;
}

@Controller('v1/routing')
@Roles('merchant', 'operator')
export class RoutingPreviewController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly routing: RoutingService,
    private readonly policies: PoliciesService,
  ) {}

  /** The decision that this order would get now; stores and commits nothing. */
  @Post('preview')
  @HttpCode(200)
  async preview(
    @CurrentActor() actor: Actor,
    @Query() { merchantId, policyId }: PreviewQuery,
    @Body() body: PlaceOrderDto,
  ): Promise<RoutingDecision> {
    const owner = merchantOf(actor, merchantId);
    const policy = policyId === undefined ? undefined : await this.policies.appliedOf(owner, policyId);
    const request = {
      orderId: uuidv7(),
      merchantId: owner,
      currency: body.currency,
      country: body.shippingAddress.country,
      placedAt: body.placedAt ? new Date(body.placedAt) : new Date(),
      promiseBy: body.promiseBy ? new Date(body.promiseBy) : null,
      routingVersion: 1,
      units: body.lines.map(({ sku, title, quantity, unitPriceMinor, weightGrams }) => ({
        ...{ lineId: uuidv7(), sku, title, quantity, unitPriceMinor },
        weightGrams: weightGrams ?? null,
      })),
      refusedOffers: new Set<string>(),
      openSuppliers: new Set<string>(),
    };
    return this.routing.preview(this.dataSource.manager, request, policy);
  }
}
