import { Controller, Get, Query } from '@nestjs/common';
import { IsOptional, IsUUID } from 'class-validator';
import { CurrentActor, merchantScope, type Actor, type Page } from '#platform';
import { SupplierRecordsService, type SupplierFiguresView } from './supplier-records.service.js';

class FiguresQuery {
  @IsOptional() @IsUUID() supplierId?: string;
  /** For an operator; every other key sees its own merchant only. */
  @IsOptional() @IsUUID() merchantId?: string;
}

@Controller('v1/routing/supplier-figures')
export class SupplierFiguresController {
  constructor(private readonly records: SupplierRecordsService) {}

  /** How far suppliers can be relied on, with what was believed before and how much was seen. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: FiguresQuery): Promise<Page<SupplierFiguresView>> {
    const items = await this.records.figures({
      merchantId: merchantScope(actor, query.merchantId),
      // A supplier sees itself, whomever it asks for.
      supplierId: actor.supplierId ?? query.supplierId ?? null,
    });
    return { items, next: null };
  }
}
