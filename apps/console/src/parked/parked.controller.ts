import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, IdPipe, Roles, type Actor } from '#platform';
import {
  ParkedQuery,
  ReplayDto,
  ServiceQuery,
  SkipDto,
  type ParkedListDto,
  type ReplayResponseDto,
} from './dto/parked.dto.js';
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
