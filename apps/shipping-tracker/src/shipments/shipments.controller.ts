import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { CurrentActor, IdPipe, Roles, type Actor, type Page } from '#platform';
import type { FastifyReply } from 'fastify';
import { AddCheckpointDto } from './dto/add-checkpoint.dto.js';
import { FindShipmentsQuery } from './dto/find-shipments.query.js';
import type { ShipmentDetailResponseDto, ShipmentResponseDto } from './dto/shipment-response.dto.js';
import { ShipmentDeskService } from './shipment-desk.service.js';

@Controller('v1/shipments')
@Roles('merchant', 'operator')
export class ShipmentsController {
  constructor(private readonly desk: ShipmentDeskService) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() query: FindShipmentsQuery): Promise<Page<ShipmentResponseDto>> {
    return this.desk.list(actor, query);
  }

  @Get(':id')
  get(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ShipmentDetailResponseDto> {
    return this.desk.get(actor, id);
  }

  @Post(':id/checkpoints')
  async addCheckpoint(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() said: AddCheckpointDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ShipmentDetailResponseDto> {
    const { replayed, shipment } = await this.desk.addCheckpoint(actor, id, said);
    if (replayed) reply.header('Idempotent-Replayed', 'true');
    return shipment;
  }
}
