import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { DataSource } from 'typeorm';
import { effectAttempts, type EffectAttempt } from '#messaging';
import {
  CurrentActor,
  decodeCursor,
  IdPipe,
  limitOf,
  merchantScope,
  pageOf,
  PageQuery,
  Roles,
  type Actor,
  type Page,
} from '#platform';
import { REFUND_EFFECT } from './refund-queue.js';
import { refundView, RefundsService, type RefundRow, type RefundView } from './refunds.service.js';

const Id = (): ParameterDecorator => Param('id', IdPipe);

class RefundsQuery extends PageQuery {
  @IsOptional() @IsUUID() orderId?: string;
  @IsOptional() @IsIn(['requested', 'completed', 'failed']) status?: RefundRow['status'];
  @IsOptional() @IsUUID() merchantId?: string;
}

class ConfirmRefundDto {
  /** The store's own id of the refund that a person made. */
  @IsString() @Length(1, 200) storeReference!: string;
}

@Controller('v1/refunds')
@Roles('merchant', 'operator')
export class RefundsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly refunds: RefundsService,
  ) {}

  /** Newest first. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: RefundsQuery): Promise<Page<RefundView>> {
    const limit = limitOf(query);
    const rows = await this.dataSource.query<RefundRow[]>(
      `SELECT * FROM refunds WHERE ($1::uuid IS NULL OR merchant_id = $1) AND ($2::uuid IS NULL OR order_id = $2)
         AND ($3::text IS NULL OR status = $3) AND ($4::uuid IS NULL OR id < $4) ORDER BY id DESC LIMIT $5`,
      [
        ...[merchantScope(actor, query.merchantId), query.orderId ?? null, query.status ?? null],
        ...[decodeCursor(query.after, 'id')?.[0] ?? null, limit + 1],
      ],
    );
    return pageOf(rows.map(refundView), limit, ({ id }) => [id]);
  }

  /** With each attempt to ask the store. */
  @Get(':id')
  async one(
    @CurrentActor() { merchantId }: Actor,
    @Id() id: string,
  ): Promise<RefundView & { attemptLog: EffectAttempt[] }> {
    const { manager } = this.dataSource;
    const view = refundView(await this.refunds.one(manager, id, merchantId));
    return { ...view, attemptLog: await effectAttempts(manager, REFUND_EFFECT, id) };
  }

  /** A person made the refund in the store. Again: nothing changes. */
  @Post(':id/confirm')
  @HttpCode(200)
  confirm(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: ConfirmRefundDto): Promise<RefundView> {
    return this.dataSource.transaction(async (tx) =>
      refundView(await this.refunds.confirm(tx, id, actor.merchantId, body.storeReference)),
    );
  }

  /** Asks the store again for a refund that it refused. */
  @Post(':id/retry')
  @HttpCode(200)
  retry(@CurrentActor() actor: Actor, @Id() id: string): Promise<RefundView> {
    return this.dataSource.transaction(async (tx) => refundView(await this.refunds.retry(tx, id, actor.merchantId)));
  }
}
