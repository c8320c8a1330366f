import { Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentActor, Roles, type Actor } from '#platform';
import { AuditService } from '../audit/audit.service.js';
import { catalogue, type CatalogueEntry } from './measures/catalogue.js';
import { measureCsv } from './measures/measure-csv.js';
import { MeasureQuery, narrowingOf, periodOf, questionOf, ScopeQuery } from './measures/measure-question.js';
import { MeasuresService, type MeasureAnswer } from './measures/measures.service.js';
import type { Period } from './measures/measure-sql.js';
import { InsightProjector } from './projection/projector.service.js';
import { RelationService, type RelationAnswer } from './relation/relation.service.js';

interface MeasureResponseDto extends MeasureAnswer {
  readonly measure: CatalogueEntry;
  readonly from: string;
  readonly to: string;
  readonly granularity: string;
  readonly groupBy: readonly string[];
}

/** The measures that a shop is run by. Merchants see their own figures, operators those of all. */
@Controller('v1/insight')
@Roles('operator', 'merchant')
export class InsightController {
  constructor(
    private readonly measures: MeasuresService,
    private readonly relation: RelationService,
    private readonly projector: InsightProjector,
    private readonly audit: AuditService,
    private readonly dataSource: DataSource,
  ) {}

  /** `waiting`: news that no figure knows yet. */
  @Get('measures')
  async list(): Promise<{ items: readonly CatalogueEntry[]; waiting: number }> {
    return { items: catalogue, waiting: await this.projector.waiting() };
  }

  /** As CSV where the address ends in `.csv` or the request accepts `text/csv` only. */
  @Get('measures/:id')
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id') name: string,
    @Query() query: MeasureQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeasureResponseDto | string> {
    const question = questionOf(actor, name.replace(/\.csv$/, ''), query, new Date());
    const answer = await this.measures.answer(question);
    const { entry: measure, period, granularity, groupBy } = question;
    if (name.endsWith('.csv') || accept?.startsWith('text/csv') === true) {
      const file = `${measure.id}-${period.from}-${period.to}.csv`;
      void reply.header('content-type', 'text/csv; charset=utf-8');
      void reply.header('content-disposition', `attachment; filename="${file}"`);
      return measureCsv(question, answer);
    }
    return { measure, ...period, granularity, groupBy, ...answer };
  }

  /** How support, satisfaction and buying again go together; what it does not prove is said beside it. */
  @Get('relation')
  async relate(@CurrentActor() actor: Actor, @Query() query: ScopeQuery): Promise<Period & RelationAnswer> {
    const period = periodOf(query, new Date());
    return { ...period, ...(await this.relation.relate(period, narrowingOf(actor, query))) };
  }

  /** Has all facts made anew from the recorded events; figures stay readable meanwhile. */
  @Post('rebuild')
  @Roles('operator')
  @HttpCode(202)
  rebuild(@CurrentActor() actor: Actor): Promise<{ orders: number }> {
    return this.dataSource.transaction(async (tx) => {
      const orders = await this.projector.rebuild(tx);
      await this.audit.record(tx, { actor, action: 'insight.rebuilt', details: { orders } });
      return { orders };
    });
  }
}
