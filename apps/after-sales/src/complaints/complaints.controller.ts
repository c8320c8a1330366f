import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import {
  BufferedBody,
  CurrentActor,
  decodeCursor,
  forbidden,
  IdPipe,
  limitOf,
  merchantScope,
  pageOf,
  RawBody,
  Roles,
  unprocessable,
  type Actor,
  type Page,
} from '#platform';
import { answeredOnce } from '../answered-once.js';
import { MerchantQuery } from '../merchant.query.js';
import { PHOTO_MAX_BYTES, PHOTO_TYPES, type PhotoView, type StoredPhoto } from '../photos/photo-files.service.js';
import { PhotoReply } from '../photos/photo-reply.service.js';
import { ComplaintPhotos } from './complaint-photos.service.js';
import { ComplaintQueries, type ComplaintCounts, type ComplaintView } from './complaint-queries.service.js';
import type { ComplaintScope } from './complaint-rows.js';
import { complaintScope } from './complaint-scope.js';
import { ComplaintsService } from './complaints.service.js';
import { fillMacro } from './domain/fill-macro.js';
import { AddMessageDto, AssignDto, ComplaintsQuery, MergeDto, SolveDto } from './dto/complaint.dto.js';
import { MessagesService } from './messages.service.js';
import { ComplaintSettingsService, type Macro } from './settings.service.js';

const Id = (): ParameterDecorator => Param('id', IdPipe);
/** The revision that the caller decided by. */
const Seen = (): ParameterDecorator => Headers('if-match');

@Controller('v1/complaints')
@Roles('merchant', 'operator')
export class ComplaintsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly complaints: ComplaintsService,
    private readonly messages: MessagesService,
    private readonly settings: ComplaintSettingsService,
    private readonly queries: ComplaintQueries,
    private readonly photos: ComplaintPhotos,
  ) {}

  /** A supplier sees those about its goods, and of them only its own thread. */
  @Get()
  @Roles('merchant', 'operator', 'supplier')
  async list(@CurrentActor() actor: Actor, @Query() query: ComplaintsQuery): Promise<Page<ComplaintView>> {
    const limit = limitOf(query);
    const filter = {
      ...{ merchantId: merchantScope(actor, query.merchantId), limit: limit + 1 },
      ...{ supplierId: actor.supplierId ?? query.supplierId ?? null, type: query.type ?? null },
      ...{ orderId: query.orderId ?? null, status: query.status ?? null, assignee: query.assignee ?? null },
      ...{ incidentId: query.incidentId ?? null, q: query.q ?? null },
      ...{ unassigned: query.unassigned === 'true', late: query.late === 'true' },
    };
    if (query.order === 'queue') {
      const after = decodeCursor(query.after, 'time', 'id');
      return pageOf(await this.queries.queue(filter, after), limit, ({ nextDueAt, id }) => [nextDueAt ?? '', id]);
    }
    const beforeId = decodeCursor(query.after, 'id')?.[0] ?? null;
    return pageOf(await this.queries.find(filter, beforeId), limit, ({ id }) => [id]);
  }

  /** What waits, and for whom. */
  @Get('counts')
  counts(@CurrentActor() actor: Actor, @Query() { merchantId }: MerchantQuery): Promise<ComplaintCounts> {
    return this.queries.counts(merchantScope(actor, merchantId));
  }

  @Get(':id')
  @Roles('merchant', 'operator', 'supplier')
  one(@CurrentActor() actor: Actor, @Id() id: string): Promise<ComplaintView> {
    return this.queries.one(complaintScope(actor, id));
  }

  /** The bytes of one photo as the body: what a customer sent in another way. */
  @Post(':id/photos')
  @BufferedBody(PHOTO_TYPES, PHOTO_MAX_BYTES)
  addPhoto(@CurrentActor() actor: Actor, @Id() id: string, @RawBody() bytes: Buffer): Promise<PhotoView> {
    return this.photos.add(complaintScope(actor, id), null, bytes);
  }

  @Get(':id/photos/:sha256')
  @UseInterceptors(PhotoReply)
  photo(@CurrentActor() actor: Actor, @Id() id: string, @Param('sha256') sha256: string): Promise<StoredPhoto> {
    return this.photos.read(complaintScope(actor, id), sha256);
  }

  /** The merchant's macros with the facts of this complaint put in, as they would be sent. */
  @Get(':id/macros')
  async macros(@CurrentActor() actor: Actor, @Id() id: string): Promise<{ items: Macro[] }> {
    const complaint = await this.queries.one(complaintScope(actor, id));
    const macros = await this.settings.macros(complaint.merchantId);
    return { items: macros.map((macro) => ({ ...macro, text: fillMacro(macro.text, factsOf(complaint)) })) };
  }

  /**
   * An agent writes to the customer, to the supplier, or a note; a supplier answers in its own thread. With an
   * `Idempotency-Key` the same again is one message. As with every change: an `If-Match` that names another revision
   * than the present one is refused, so that nobody answers what they have not read.
   */
  @Post(':id/messages')
  @Roles('merchant', 'operator', 'supplier')
  write(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Seen() match: string | undefined,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: AddMessageDto,
  ): Promise<ComplaintView> {
    const { thread } = body;
    const author = actor.role === 'supplier' ? 'supplier' : 'agent';
    if (author === 'supplier' && thread !== 'supplier')
      throw forbidden('FORBIDDEN', 'A supplier writes in its own thread.');
    return this.dataSource.transaction(async (tx) => {
      const scope = complaintScope(actor, id);
      const complaint = await this.queries.one(scope, undefined, tx);
      const work = async (): Promise<ComplaintView> => {
        const row = await this.complaints.hold(tx, complaintScope(actor, id, match));
        const text = await this.textOf(tx, body, complaint);
        await this.messages.add(tx, row, { author, thread, text, mailId: null });
        return this.queries.one(scope, undefined, tx);
      };
      if (key === undefined) return work();
      const { merchantId } = complaint;
      return (await answeredOnce(tx, { merchantId, key, request: { id, author, body } }, work)).answer;
    });
  }

  @Post(':id/assign')
  @HttpCode(200)
  assign(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Seen() match: string | undefined,
    @Body() { assignee = null }: AssignDto,
  ): Promise<ComplaintView> {
    return this.change(actor, id, match, (tx, scope) => this.complaints.assign(tx, scope, assignee));
  }

  @Post(':id/solve')
  @HttpCode(200)
  solve(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Seen() match: string | undefined,
    @Body() { cause, partyAtFault, resolution }: SolveDto,
  ): Promise<ComplaintView> {
    return this.change(actor, id, match, (tx, scope) =>
      this.complaints.solve(tx, scope, { cause, partyAtFault, resolution }),
    );
  }

  @Post(':id/reopen')
  @HttpCode(200)
  reopen(@CurrentActor() actor: Actor, @Id() id: string, @Seen() match: string | undefined): Promise<ComplaintView> {
    return this.change(actor, id, match, (tx, scope) => this.complaints.reopen(tx, scope, 'agent'));
  }

  @Post(':id/merge')
  @HttpCode(200)
  merge(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Seen() match: string | undefined,
    @Body() { intoId }: MergeDto,
  ): Promise<ComplaintView> {
    return this.change(actor, id, match, (tx, scope) => this.complaints.merge(tx, scope, intoId));
  }

  @Post(':id/escalate')
  @HttpCode(200)
  escalate(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Seen() match: string | undefined,
    @Body() { assignee = null }: AssignDto,
  ): Promise<ComplaintView> {
    return this.change(actor, id, match, (tx, scope) => this.complaints.escalate(tx, scope, assignee));
  }

  private change(
    actor: Actor,
    id: string,
    match: string | undefined,
    work: (tx: EntityManager, scope: ComplaintScope) => Promise<void>,
  ): Promise<ComplaintView> {
    return this.dataSource.transaction(async (tx) => {
      await work(tx, complaintScope(actor, id, match));
      return this.queries.one(complaintScope(actor, id), undefined, tx);
    });
  }

  private async textOf(tx: EntityManager, { text, macro }: AddMessageDto, complaint: ComplaintView): Promise<string> {
    if (macro == null) {
      if (text == null) throw unprocessable('MESSAGE_TEXT', 'Give either text or macro.');
      return text;
    }
    const template = await this.settings.macroText(tx, complaint.merchantId, macro);
    return fillMacro(template, { ...factsOf(complaint), text: text ?? '' });
  }
}

/** What macros can name. */
const factsOf = ({ externalId, number, sku, carrier, title }: ComplaintView): Record<string, string> => ({
  ...{ orderNumber: externalId, complaintNumber: number, sku: sku ?? '', title: title ?? '', carrier: carrier ?? '' },
});
