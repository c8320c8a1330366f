import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  CurrentActor,
  decodeCursor,
  IdPipe,
  limitOf,
  merchantScope,
  pageOf,
  Roles,
  type Actor,
  type Page,
} from '#platform';
import {
  CloseReturnDto,
  IssueLabelDto,
  PreviewReceiptDto,
  ReceiveReturnDto,
  RefuseReturnDto,
  ReturnsQuery,
} from './dto/change-return.dto.js';
import { MerchantQuery } from '../merchant.query.js';
import type { ReturnStatus } from './domain/return-state.js';
import { ReceiptsService, type ReceiptPreview } from './receipts.service.js';
import { ReturnDesk } from './return-desk.service.js';
import { ReturnQueries, type ReturnView } from './return-queries.service.js';
import { ReturnSettlement, type SettlementPreview } from './return-settlement.service.js';
import { ReturnUseCases } from './return-use-cases.service.js';

const Id = (): ParameterDecorator => Param('id', IdPipe);

@Controller('v1/returns')
@Roles('merchant', 'operator')
export class ReturnsController {
  constructor(
    private readonly useCases: ReturnUseCases,
    private readonly queries: ReturnQueries,
    private readonly desk: ReturnDesk,
    private readonly receipts: ReceiptsService,
    private readonly settlement: ReturnSettlement,
  ) {}

  /** A supplier sees returns with goods of its own, and of them only those. */
  @Get()
  @Roles('merchant', 'operator', 'supplier')
  async list(@CurrentActor() actor: Actor, @Query() query: ReturnsQuery): Promise<Page<ReturnView>> {
    const limit = limitOf(query);
    const filter = {
      ...{
        merchantId: merchantScope(actor, query.merchantId),
        supplierId: actor.supplierId ?? query.supplierId ?? null,
      },
      ...{ orderId: query.orderId ?? null, status: query.status ?? null, q: query.q ?? null, limit: limit + 1 },
    };
    if (query.order === 'waiting') {
      const after = decodeCursor(query.after, 'time', 'id');
      return pageOf(await this.queries.waiting(filter, after), limit, ({ statusSince, id }) => [statusSince, id]);
    }
    const beforeId = decodeCursor(query.after, 'id')?.[0] ?? null;
    return pageOf(await this.queries.find(filter, beforeId), limit, ({ id }) => [id]);
  }

  /** How many are not closed, by status. */
  @Get('counts')
  @Roles('merchant', 'operator', 'supplier')
  counts(
    @CurrentActor() actor: Actor,
    @Query() { merchantId }: MerchantQuery,
  ): Promise<Partial<Record<ReturnStatus, number>>> {
    return this.queries.counts(merchantScope(actor, merchantId), actor.supplierId);
  }

  @Get(':id')
  @Roles('merchant', 'operator', 'supplier')
  one(@CurrentActor() { merchantId, supplierId }: Actor, @Id() id: string): Promise<ReturnView> {
    return this.queries.one({ returnId: id, merchantId, supplierId });
  }

  @Post(':id/approve')
  @HttpCode(200)
  approve(@CurrentActor() actor: Actor, @Id() id: string): Promise<ReturnView> {
    const by = actor.role === 'operator' ? 'operator' : 'merchant';
    return this.useCases.change(actor, id, ({ tx, order, record }) => this.desk.approve(tx, order, record, by));
  }

  @Post(':id/refuse')
  @HttpCode(200)
  refuse(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: RefuseReturnDto): Promise<ReturnView> {
    return this.useCases.change(actor, id, ({ tx, record }) => this.desk.refuse(tx, record, body.detail ?? null));
  }

  @Post(':id/label')
  @HttpCode(200)
  label(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: IssueLabelDto): Promise<ReturnView> {
    return this.useCases.change(actor, id, ({ tx, record }) => this.desk.issueLabel(tx, record, body));
  }

  /** The receiver books in what came: the supplier its own goods, the merchant any. */
  @Post(':id/receipts')
  @HttpCode(200)
  @Roles('merchant', 'operator', 'supplier')
  receive(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: ReceiveReturnDto): Promise<ReturnView> {
    return this.useCases.change(actor, id, ({ tx, order, record }) =>
      this.receipts.receive(tx, order, record, actor, body),
    );
  }

  /** What would be paid back if this were booked in; nothing is stored. */
  @Post(':id/receipts/preview')
  @HttpCode(200)
  previewReceipt(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { lines }: PreviewReceiptDto,
  ): Promise<ReceiptPreview> {
    return this.useCases.look(actor, id, ({ tx, order, record }) => this.receipts.preview(tx, order, record, lines));
  }

  /** What is due for what came back and was not paid back. */
  @Get(':id/due')
  due(@CurrentActor() actor: Actor, @Id() id: string): Promise<SettlementPreview> {
    return this.useCases.look(actor, id, ({ tx, order, record }) => this.settlement.preview(tx, order, record));
  }

  /** Pays back all that came and was not paid back, where the policy does not do so by itself. */
  @Post(':id/refund')
  @HttpCode(200)
  refund(@CurrentActor() actor: Actor, @Id() id: string): Promise<ReturnView> {
    return this.useCases.change(actor, id, ({ tx, order, record }) => this.settlement.refund(tx, order, record));
  }

  @Post(':id/close')
  @HttpCode(200)
  close(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: CloseReturnDto): Promise<ReturnView> {
    return this.useCases.change(actor, id, ({ tx, record }) => this.desk.close(tx, record, body.outcome));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  cancel(@CurrentActor() actor: Actor, @Id() id: string): Promise<ReturnView> {
    return this.useCases.change(actor, id, ({ tx, record }) => this.desk.cancel(tx, record));
  }
}
