import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, decodeCursor, limitOf, merchantOf, pageOf, Roles, type Actor, type Page } from '#platform';
import { ExperienceChangesQuery, ExperienceQuery, OwnerQuery, UndoExperienceDto } from './dto/experience.dto.js';
import { ExperienceQueries, type CurrentFigureView, type SnapshotView } from './experience-queries.service.js';
import { ExperienceUndo } from './experience-undo.service.js';
import { VersionPipe } from './version.pipe.js';

const Version = (): ParameterDecorator => Param('version', VersionPipe);

/** What after-sales taught about suppliers: figures, their history, and the way back. */
@Controller('v1/routing/experience')
@Roles('merchant', 'operator')
export class ExperienceController {
  constructor(
    private readonly queries: ExperienceQueries,
    private readonly undoing: ExperienceUndo,
  ) {}

  /** The figures that routing reckons with now. */
  @Get()
  async current(@CurrentActor() actor: Actor, @Query() query: ExperienceQuery): Promise<Page<CurrentFigureView>> {
    return { items: await this.queries.current(filterOf(actor, query)), next: null };
  }

  /** Snapshots, newest first: what moved and why, in words. */
  @Get('changes')
  async changes(@CurrentActor() actor: Actor, @Query() query: ExperienceChangesQuery): Promise<Page<SnapshotView>> {
    const limit = limitOf(query);
    const before = decodeCursor(query.after, 'count')?.[0];
    const items = await this.queries.list(
      filterOf(actor, query),
      before === undefined ? null : Number(before),
      limit + 1,
    );
    return pageOf(items, limit, ({ version }) => [String(version)]);
  }

  /** One snapshot, with everything that it changed. */
  @Get(':version')
  one(
    @CurrentActor() actor: Actor,
    @Version() version: number,
    @Query() { merchantId }: OwnerQuery,
  ): Promise<SnapshotView> {
    return this.queries.one(merchantOf(actor, merchantId), version);
  }

  /** Puts back what held before a snapshot: for one supplier or all, until a date or until that is undone. */
  @Post(':version/undo')
  @HttpCode(200)
  async undo(
    @CurrentActor() actor: Actor,
    @Version() version: number,
    @Query() query: OwnerQuery,
    @Body() { reason, supplierId, until }: UndoExperienceDto,
  ): Promise<SnapshotView> {
    const merchantId = merchantOf(actor, query.merchantId);
    const made = await this.undoing.undo({
      ...{ merchantId, version, reason, supplierId: supplierId ?? null, keyId: actor.keyId },
      until: until ? new Date(until) : null,
      by: actor.role === 'operator' ? 'operator' : 'merchant',
    });
    return this.queries.one(merchantId, made);
  }
}

const filterOf = (actor: Actor, { merchantId, supplierId, sku }: ExperienceQuery) => ({
  merchantId: merchantOf(actor, merchantId),
  supplierId: supplierId ?? null,
  sku: sku ?? null,
});
