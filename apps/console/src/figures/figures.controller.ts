import { Controller, Get, Headers } from '@nestjs/common';
import { CurrentActor, Roles, type Actor } from '#platform';
import {
  FiguresService,
  type NeedsPerson,
  type ParkedFigure,
  type ServiceHealth,
  type StageFigure,
} from './figures.service.js';

interface FiguresResponseDto {
  readonly at: Date;
  readonly stages: readonly StageFigure[];
  readonly lastMinute: Readonly<Record<string, number>>;
  readonly needsPerson: { readonly total: number; readonly items: readonly NeedsPerson[] };
  readonly services: readonly ServiceHealth[];
  readonly parked: readonly ParkedFigure[];
}

@Controller('v1/figures')
@Roles('operator', 'merchant')
export class FiguresController {
  constructor(private readonly figures: FiguresService) {}

  @Get()
  async now(
    @CurrentActor() { role, merchantId }: Actor,
    @Headers('authorization') authorization: string,
  ): Promise<FiguresResponseDto> {
    const [stages, lastMinute, needsPerson, services, parked] = await Promise.all([
      this.figures.stages(merchantId),
      this.figures.lastMinute(merchantId),
      this.figures.needsPerson(merchantId),
      role === 'operator' ? this.figures.services() : [],
      role === 'operator' ? this.figures.parked(authorization) : [],
    ]);
    return { at: new Date(), stages, lastMinute, needsPerson, services, parked };
  }
}
