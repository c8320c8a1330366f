import { Controller, Get, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { CurrentActor, IsTime, merchantOf, unprocessable, type Actor } from '#platform';
import { LossesService, type LossesView } from './losses.service.js';

const DAY_MS = 86_400_000;
/** The past that is looked at when nobody says how much: a week. */
const PERIOD_DEFAULT_DAYS = 7;
/** Decisions of one answer: each is decided again some dozens of times. */
const DECISIONS_MAX = 50;
const DECISIONS_DEFAULT = 20;

class LossesQuery {
  /** For a merchant and an operator; a supplier sees itself, whomever it asks for. */
  @IsOptional() @IsUUID() supplierId?: string;
  @IsOptional() @IsUUID() merchantId?: string;
  /** Decisions made since; a week ago when absent. */
  @IsOptional() @IsTime() from?: string;
  /** Decisions made before: the `nextBefore` of the answer before; now when absent. */
  @IsOptional() @IsTime() before?: string;
  /** Decisions to look at. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(DECISIONS_MAX) limit?: number;
}

@Controller('v1/routing/lost')
export class LossesController {
  constructor(private readonly losses: LossesService) {}

  /** Lines that a supplier could have filled and did not, and which change of its own would have won them. */
  @Get()
  lost(@CurrentActor() actor: Actor, @Query() query: LossesQuery): Promise<LossesView> {
    const merchantId = merchantOf(actor, query.merchantId);
    const supplierId = actor.supplierId ?? query.supplierId;
    if (supplierId === undefined) {
      const detail = 'Name the supplier with ?supplierId=.';
      throw unprocessable('SUPPLIER_REQUIRED', detail, [
        { pointer: '/query/supplierId', code: 'SUPPLIER_REQUIRED', detail },
      ]);
    }
    const before = query.before === undefined ? new Date() : new Date(query.before);
    const from =
      query.from === undefined ? new Date(before.getTime() - PERIOD_DEFAULT_DAYS * DAY_MS) : new Date(query.from);
    return this.losses.of({ merchantId, supplierId }, { from, before }, query.limit ?? DECISIONS_DEFAULT);
  }
}
