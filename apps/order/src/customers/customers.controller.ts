import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { badRequest, CurrentActor, IdPipe, merchantScope, Roles, type Actor, type Page } from '#platform';
import { CustomerProfiles, type CustomerProfile } from './customer-profile.service.js';
import { CustomerRequests } from './customer-requests.service.js';
import { CustomersService, type Customer } from './customers.service.js';
import { CustomersQuery, EraseCustomerDto } from './dto/customers.dto.js';
import { RequestViews, type RequestView } from './request-views.service.js';

const Id = (): ParameterDecorator => Param('id', IdPipe);

@Controller('v1/customers')
@Roles('merchant', 'operator')
export class CustomersController {
  constructor(
    private readonly customers: CustomersService,
    private readonly profiles: CustomerProfiles,
    private readonly requests: CustomerRequests,
    private readonly views: RequestViews,
  ) {}

  /** Whoever fits, the newest buyer first; there is no list of everybody. */
  @Get()
  async find(@CurrentActor() actor: Actor, @Query() query: CustomersQuery): Promise<Page<Customer>> {
    const { email = null, phone = null, orderId = null, q = null } = query;
    if ([email, phone, orderId, q].every((value) => value === null))
      throw badRequest('SEARCH_REQUIRED', 'Say who is looked for: ?email=, ?phone=, ?orderId= or ?q=.');
    const merchantId = merchantScope(actor, query.merchantId);
    return { items: await this.customers.find({ merchantId, email, phone, orderId, q }), next: null };
  }

  @Get(':id')
  one(@CurrentActor() actor: Actor, @Id() id: string): Promise<CustomerProfile> {
    return this.profiles.of(id, actor.merchantId);
  }

  @Post(':id/exports')
  @HttpCode(202)
  async export(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RequestView> {
    const requestId = await this.requests.export(id, actor);
    reply.header('location', `/v1/customer-exports/${requestId}`);
    return this.views.one('export', requestId, actor.merchantId);
  }

  /** Shows what would go and what stands in its way; `POST /v1/customer-erasures/{id}/confirm` does it. */
  @Post(':id/erasure')
  @HttpCode(202)
  async erase(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { reason }: EraseCustomerDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RequestView> {
    const requestId = await this.requests.prepareErasure(id, reason, actor);
    reply.header('location', `/v1/customer-erasures/${requestId}`);
    return this.views.one('erasure', requestId, actor.merchantId);
  }
}
