import { Body, Controller, Get, Headers, HttpCode, Post, Query } from '@nestjs/common';
import { CurrentActor, Roles, type Actor } from '#platform';
import type { ByServiceDto } from '../peers/peers.service.js';
import { BeginReplayDto, ReplaysQuery } from './replays.dto.js';
import { ReplaysService } from './replays.service.js';

/** Replays from the archives of all services: what each has under `v1/outbox`, audited. */
@Controller('v1/replays')
@Roles('operator')
export class ReplaysController {
  constructor(private readonly replays: ReplaysService) {}

  @Get()
  list(@Headers('authorization') authorization: string, @Query() { service }: ReplaysQuery): Promise<ByServiceDto> {
    return this.replays.list(authorization, service);
  }

  @Post()
  @HttpCode(202)
  begin(
    @CurrentActor() actor: Actor,
    @Headers('authorization') authorization: string,
    @Body() command: BeginReplayDto,
  ): Promise<unknown> {
    return this.replays.begin({ actor, authorization }, command);
  }
}
