import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import {
  CurrentActor,
  decodeCursor,
  forbidden,
  IdPipe,
  limitOf,
  merchantScope,
  pageOf,
  Roles,
  unprocessable,
  type Actor,
  type Page,
} from '#platform';
import { OrdersService } from '../orders/orders.service.js';
import { ComplaintQueries, type ComplaintView } from './complaint-queries.service.js';
import { ComplaintsService } from './complaints.service.js';
import { fillMacro } from './domain/fill-macro.js';
import { AddMessageDto, AssignDto, ComplaintsQuery, MergeDto, SolveDto } from './dto/complaint.dto.js';
import { MessagesService } from './messages.service.js';
import { ComplaintSettingsService } from './settings.service.js';

const Id = (): ParameterDecorator => Param('id', IdPipe);

@Controller('v1/complaints')
@Roles('merchant', 'operator')
export class ComplaintsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly complaints: ComplaintsService,
    private readonly messages: MessagesService,
    private readonly settings: ComplaintSettingsService,
    private readonly orders: OrdersService,
    private readonly queries: ComplaintQueries,
  ) {}

  /** A supplier sees those about its goods, and of them only its own thread. */
  @Get()
  @Roles('merchant', 'operator', 'supplier')
  async list(@CurrentActor() actor: Actor, @Query() query: ComplaintsQuery): Promise<Page<ComplaintView>> {
    const limit = limitOf(query);
    const filter = {
      ...{ merchantId: merchantScope(actor, query.merchantId), supplierId: actor.supplierId, limit: limit + 1 },
      ...{ orderId: query.orderId ?? null, status: query.status ?? null, assignee: query.assignee ?? null },
    };
    if (query.order === 'queue') {
      const after = decodeCursor(query.after, 'time', 'id');
      return pageOf(await this.queries.queue(filter, after), limit, ({ nextDueAt, id }) => [nextDueAt ?? '', id]);
    }
    const beforeId = decodeCursor(query.after, 'id')?.[0] ?? null;
    return pageOf(await this.queries.find(filter, beforeId), limit, ({ id }) => [id]);
  }

  @Get(':id')
  @Roles('merchant', 'operator', 'supplier')
  one(@CurrentActor() actor: Actor, @Id() id: string): Promise<ComplaintView> {
    return this.queries.one(scopeOf(actor, id));
  }

  /** An agent writes to the customer, to the supplier, or a note; a supplier answers in its own thread. */
  @Post(':id/messages')
  @Roles('merchant', 'operator', 'supplier')
  write(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: AddMessageDto): Promise<ComplaintView> {
    const { thread } = body;
    const author = actor.role === 'supplier' ? 'supplier' : 'agent';
    if (author === 'supplier' && thread !== 'supplier')
      throw forbidden('FORBIDDEN', 'A supplier writes in its own thread.');
    return this.change(actor, id, async (tx) => {
      const row = await this.complaints.hold(tx, scopeOf(actor, id));
      const text = await this.textOf(tx, body, row);
      await this.messages.add(tx, row, { author, thread, text, mailId: null });
    });
  }

  @Post(':id/assign')
  @HttpCode(200)
  assign(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: AssignDto): Promise<ComplaintView> {
    return this.change(actor, id, (tx) => this.complaints.assign(tx, scopeOf(actor, id), body.assignee ?? null));
  }

  @Post(':id/solve')
  @HttpCode(200)
  solve(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: SolveDto): Promise<ComplaintView> {
    const { cause, partyAtFault, resolution } = body;
    return this.change(actor, id, (tx) =>
      this.complaints.solve(tx, scopeOf(actor, id), { cause, partyAtFault, resolution }),
    );
  }

  @Post(':id/reopen')
  @HttpCode(200)
  reopen(@CurrentActor() actor: Actor, @Id() id: string): Promise<ComplaintView> {
    return this.change(actor, id, (tx) => this.complaints.reopen(tx, scopeOf(actor, id), 'agent'));
  }

  @Post(':id/merge')
  @HttpCode(200)
  merge(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: MergeDto): Promise<ComplaintView> {
    return this.change(actor, id, (tx) => this.complaints.merge(tx, scopeOf(actor, id), body.intoId));
  }

  @Post(':id/escalate')
  @HttpCode(200)
  escalate(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: AssignDto): Promise<ComplaintView> {
    return this.change(actor, id, (tx) => this.complaints.escalate(tx, scopeOf(actor, id), body.assignee ?? null));
  }

  private change(actor: Actor, id: string, work: (tx: EntityManager) => Promise<void>): Promise<ComplaintView> {
    return this.dataSource.transaction(async (tx) => {
      await work(tx);
      return this.queries.one(scopeOf(actor, id), undefined, tx);
    });
  }

  private async textOf(
    tx: EntityManager,
    { text, macro }: AddMessageDto,
    row: { merchant_id: string; order_id: string; number: string; sku: string | null; carrier: string | null },
  ): Promise<string> {
    if (macro == null) {
      if (text == null) throw unprocessable('MESSAGE_TEXT', 'Give either text or macro.');
      return text;
    }
    const order = await this.orders.order(tx, { orderId: row.order_id, merchantId: row.merchant_id });
    return fillMacro(await this.settings.macroText(tx, row.merchant_id, macro), {
      ...{ orderNumber: order.externalId, complaintNumber: row.number, sku: row.sku ?? '', carrier: row.carrier ?? '' },
      text: text ?? '',
    });
  }
}

const scopeOf = ({ merchantId, supplierId }: Actor, complaintId: string) => ({ complaintId, merchantId, supplierId });
