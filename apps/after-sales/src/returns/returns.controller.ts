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
  ReceiveReturnDto,
  RefuseReturnDto,
  ReturnsQuery,
} from './dto/change-return.dto.js';
import { ReceiptsService } from './receipts.service.js';
import { ReturnDesk } from './return-desk.service.js';
import { ReturnQueries, type ReturnView } from './return-queries.service.js';
import { ReturnSettlement } from './return-settlement.service.js';
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

  /** Newest first. A supplier sees returns with goods of its own, and of them only those. */
  @Get()
  @Roles('merchant', 'operator', 'supplier')
  async list(@CurrentActor() actor: Actor, @Query() query: ReturnsQuery): Promise<Page<ReturnView>> {
    const limit = limitOf(query);
    const items = await this.queries.find({
      ...{ merchantId: merchantScope(actor, query.merchantId), supplierId: actor.supplierId },
      ...{ orderId: query.orderId ?? null, status: query.status ?? null, limit: limit + 1 },
      beforeId: decodeCursor(query.after, 'id')?.[0] ?? null,
    });
    return pageOf(items, limit, ({ id }) => [id]);
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
