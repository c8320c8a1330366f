import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { notFound, Public } from '#platform';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { CarriersService, type ToldCheckpoint } from './carriers.service.js';

/** Where a carrier can be asked. */
@Public()
@Controller('sim/carriers')
export class CarriersController {
  private asked = 0;

  constructor(
    private readonly carriers: CarriersService,
    private readonly world: WorldService,
  ) {}

  @Get(':code/track/:number')
  async track(
    @Param('code') code: string,
    @Param('number') number: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ trackingNumber: string; checkpoints: ToldCheckpoint[] } | undefined> {
    this.asked += 1;
    if (Rng.of(this.world.seed, 'track', number, this.asked).chance(this.world.rates.error500)) {
      void reply.code(500);
      return undefined;
    }
    const checkpoints = await this.carriers.track(code, number);
    if (checkpoints === null) throw notFound('UNKNOWN_PARCEL', `${code} has no parcel ${number}.`);
    return { trackingNumber: number, checkpoints };
  }
}
