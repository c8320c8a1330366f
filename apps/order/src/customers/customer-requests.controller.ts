import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor, IdPipe, limitOf, merchantScope, pageOf, Roles, type Actor, type Page } from '#platform';
import { cursorId } from '../cursor.js';
import { CustomerRequests } from './customer-requests.service.js';
import { RequestsQuery } from './dto/customers.dto.js';
import { ExportFiles } from './export-files.service.js';
import { RequestViews, type RequestView } from './request-views.service.js';

const Id = (): ParameterDecorator => Param('id', IdPipe);

const filterOf = (actor: Actor, { merchantId, customerId, after, ...page }: RequestsQuery) => ({
  ...{ merchantId: merchantScope(actor, merchantId), customerId: customerId ?? null, beforeId: cursorId(after) },
  limit: limitOf(page) + 1,
});

@Controller('v1/customer-exports')
@Roles('merchant', 'operator')
export class CustomerExportsController {
  constructor(
    private readonly views: RequestViews,
    private readonly files: ExportFiles,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: RequestsQuery): Promise<Page<RequestView>> {
    const items = await this.views.find({ kind: 'export', ...filterOf(actor, query) });
    return pageOf(items, limitOf(query), ({ id }) => [id]);
  }

  @Get(':id')
  one(@CurrentActor() actor: Actor, @Id() id: string): Promise<RequestView> {
    return this.views.one('export', id, actor.merchantId);
  }

  /** For saving, never for showing. Each download is in the request's log. */
  @Get(':id/file')
  async file(@CurrentActor() actor: Actor, @Id() id: string, @Res() reply: FastifyReply): Promise<void> {
    const bytes = await this.files.download(await this.views.row('export', id, actor.merchantId), actor);
    await reply
      .headers({
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="customer-${id}.json"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      })
      .send(bytes);
  }
}

@Controller('v1/customer-erasures')
@Roles('merchant', 'operator')
export class CustomerErasuresController {
  constructor(
    private readonly views: RequestViews,
    private readonly requests: CustomerRequests,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: RequestsQuery): Promise<Page<RequestView>> {
    const items = await this.views.find({ kind: 'erasure', ...filterOf(actor, query) });
    return pageOf(items, limitOf(query), ({ id }) => [id]);
  }

  @Get(':id')
  one(@CurrentActor() actor: Actor, @Id() id: string): Promise<RequestView> {
    return this.views.one('erasure', id, actor.merchantId);
  }

  @Post(':id/confirm')
  @HttpCode(202)
  async confirm(@CurrentActor() actor: Actor, @Id() id: string): Promise<RequestView> {
    await this.requests.confirmErasure(id, actor);
    return this.views.one('erasure', id, actor.merchantId);
  }

  /** After a service was restored from a backup: every service erases again what is back. */
  @Post(':id/repeat')
  @HttpCode(202)
  @Roles('operator')
  async repeat(@CurrentActor() actor: Actor, @Id() id: string): Promise<RequestView> {
    await this.requests.repeatErasure(id, actor);
    return this.views.one('erasure', id, actor.merchantId);
  }
}
