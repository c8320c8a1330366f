import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, IdPipe, Roles, type Actor } from '#platform';
import {
  ParkedQuery,
  ReplayDto,
  ServiceQuery,
  SkipDto,
  type ParkedListDto,
  type PreviewResponseDto,
  type ReplayResponseDto,
} from './dto/parked.dto.js';
import type { ByServiceDto } from '../peers/peers.service.js';
import { ParkedService } from './parked.service.js';

@Controller('v1/parked')
@Roles('operator')
export class ParkedController {
  constructor(private readonly parked: ParkedService) {}

  @Get()
  list(
    @CurrentActor() actor: Actor,
    @Headers('authorization') authorization: string,
    @Query() query: ParkedQuery,
  ): Promise<ParkedListDto> {
    return this.parked.list({ actor, authorization }, query);
  }

  /** Keys and merchants without room for another parked message: what belongs there waits on the bus. */
  @Get('full')
  full(@Headers('authorization') authorization: string, @Query() { service }: ServiceQuery): Promise<ByServiceDto> {
    return this.parked.collect('full', authorization, service);
  }

  /** The newest runs of replays, with how far they are. */
  @Get('replays')
  async replays(
    @Headers('authorization') authorization: string,
    @Query() { service }: ServiceQuery,
  ): Promise<ByServiceDto> {
    const runs = await this.parked.collect('replays', authorization, service);
    // Ids are in the order of time.
    return { ...runs, items: [...runs.items].sort((a, b) => (String(a['id']) < String(b['id']) ? 1 : -1)) };
  }

  @Get(':id')
  get(
    @CurrentActor() actor: Actor,
    @Headers('authorization') authorization: string,
    @Param('id', IdPipe) id: string,
    @Query() { service }: ServiceQuery,
  ): Promise<unknown> {
    return this.parked.get({ actor, authorization }, id, service);
  }

  @Post('replay')
  @HttpCode(202)
  replay(
    @CurrentActor() actor: Actor,
    @Headers('authorization') authorization: string,
    @Body() command: ReplayDto,
  ): Promise<ReplayResponseDto> {
    return this.parked.replay({ actor, authorization }, command);
  }

  /** What the same body given to `replay` would do; changes nothing. */
  @Post('preview')
  @HttpCode(200)
  preview(@Headers('authorization') authorization: string, @Body() command: ReplayDto): Promise<PreviewResponseDto> {
    return this.parked.preview(authorization, command);
  }

  @Post(':id/skip')
  @HttpCode(200)
  skip(
    @CurrentActor() actor: Actor,
    @Headers('authorization') authorization: string,
    @Param('id', IdPipe) id: string,
    @Query() { service }: ServiceQuery,
    @Body() { reason }: SkipDto,
  ): Promise<unknown> {
    return this.parked.skip({ actor, authorization }, id, reason, service);
  }
}
