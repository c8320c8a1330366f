import { Body, Controller, HttpCode, Param, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CurrentActor, IdPipe, merchantOf, Roles, type Actor } from '#platform';
import { StoreSessionsDto, StoreSessionsQuery } from './sessions.dto.js';

const SAY_SQL = `
  INSERT INTO store_sessions (merchant_id, store_id, day, sessions) VALUES ($1, $2, $3, $4)
  ON CONFLICT (merchant_id, day, store_id) DO UPDATE SET sessions = excluded.sessions`;

/** What only a store knows: how many people looked. Counted under the key's merchant, whatever the store is. */
@Controller('v1/stores/:storeId/sessions')
@Roles('operator', 'merchant')
export class StoreSessionsController {
  constructor(private readonly dataSource: DataSource) {}

  /** Saying it again replaces what was said of the day. */
  @Post()
  @HttpCode(204)
  async say(
    @CurrentActor() actor: Actor,
    @Param('storeId', IdPipe) storeId: string,
    @Query() { merchantId }: StoreSessionsQuery,
    @Body() { day, sessions }: StoreSessionsDto,
  ): Promise<void> {
    await this.dataSource.query(SAY_SQL, [merchantOf(actor, merchantId), storeId, day, sessions]);
  }
}
