import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  CurrentActor,
  decodeCursor,
  IdPipe,
  limitOf,
  merchantScope,
  pageOf,
  Roles,
  type Actor,
  type Page,
} from '#platform';
import { AlertsService, type AlertView } from './alerts.service.js';
import { FindAlertsQuery } from './dto/find-alerts.query.js';

@Controller('v1/alerts')
@Roles('merchant', 'operator', 'supplier')
export class AlertsController {
  constructor(private readonly alerts: AlertsService) {}

  /** Newest first. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: FindAlertsQuery): Promise<Page<AlertView>> {
    const limit = limitOf(query);
    const found = await this.alerts.find({
      merchantId: merchantScope(actor, query.merchantId),
      supplierId: actor.supplierId,
      acknowledged: query.state === undefined ? null : query.state === 'acknowledged',
      beforeId: decodeCursor(query.after, 'id')?.[0] ?? null,
      limit: limit + 1,
    });
    return pageOf(found, limit, ({ id }) => [id]);
  }

  /** Somebody sees to it: it is not told again. */
  @Post(':id/acknowledge')
  @HttpCode(200)
  acknowledge(
    @CurrentActor() { merchantId, supplierId, role }: Actor,
    @Param('id', IdPipe) id: string,
  ): Promise<AlertView> {
    return this.alerts.acknowledge(id, { merchantId, supplierId }, role);
  }
}
