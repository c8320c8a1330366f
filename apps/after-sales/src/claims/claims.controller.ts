import { Body, Controller, Get, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { DataSource } from 'typeorm';
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
  type Actor,
  type Page,
} from '#platform';
import { MerchantQuery } from '../merchant.query.js';
import { PHOTO_MAX_BYTES, PHOTO_TYPES, type PhotoView, type StoredPhoto } from '../photos/photo-files.service.js';
import { PhotoReply } from '../photos/photo-reply.service.js';
import { ClaimQueries, type ClaimCount, type ClaimView } from './claim-queries.service.js';
import { ClaimsService } from './claims.service.js';
import { ClaimsQuery, CreditNoteDto, DecideClaimDto } from './dto/claim.dto.js';
import { PhotosService } from './photos.service.js';

const Id = (): ParameterDecorator => Param('id', IdPipe);

@Controller('v1/claims')
@Roles('merchant', 'operator', 'supplier')
export class ClaimsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly claims: ClaimsService,
    private readonly queries: ClaimQueries,
    private readonly photos: PhotosService,
  ) {}

  /** A supplier sees those against it. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: ClaimsQuery): Promise<Page<ClaimView>> {
    const limit = limitOf(query);
    const filter = {
      ...{
        merchantId: merchantScope(actor, query.merchantId),
        supplierId: actor.supplierId ?? query.supplierId ?? null,
      },
      ...{ orderId: query.orderId ?? null, returnId: query.returnId ?? null, status: query.status ?? null },
      limit: limit + 1,
    };
    if (query.order === 'due') {
      const after = decodeCursor(query.after, 'time', 'id');
      return pageOf(await this.queries.due(filter, after), limit, ({ answerBy, id }) => [answerBy, id]);
    }
    const beforeId = decodeCursor(query.after, 'id')?.[0] ?? null;
    return pageOf(await this.queries.find(filter, beforeId), limit, ({ id }) => [id]);
  }

  /** What suppliers owe an answer or a credit note for. */
  @Get('counts')
  async counts(@CurrentActor() actor: Actor, @Query() { merchantId }: MerchantQuery): Promise<{ items: ClaimCount[] }> {
    return { items: await this.queries.counts(merchantScope(actor, merchantId), actor.supplierId) };
  }

  @Get(':id')
  one(@CurrentActor() actor: Actor, @Id() id: string): Promise<ClaimView> {
    return this.queries.one(scopeOf(actor, id));
  }

  /** The supplier accepts or disputes; only the merchant or an operator gives a claim up. */
  @Post(':id/decision')
  @HttpCode(200)
  decide(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: DecideClaimDto): Promise<ClaimView> {
    const { decision, detail = null } = body;
    if (actor.role === 'supplier' && decision === 'rejected')
      throw forbidden('FORBIDDEN', 'A supplier disputes a claim; the merchant decides then.');
    return this.dataSource.transaction(async (tx) => {
      await this.claims.decide(tx, scopeOf(actor, id), actor.role, { decision, detail });
      return this.queries.one(scopeOf(actor, id), tx);
    });
  }

  /** Once per number. */
  @Post(':id/credit-notes')
  @HttpCode(200)
  credit(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: CreditNoteDto): Promise<ClaimView> {
    return this.dataSource.transaction(async (tx) => {
      await this.claims.credit(tx, scopeOf(actor, id), body);
      return this.queries.one(scopeOf(actor, id), tx);
    });
  }

  /** The bytes of one photo as the body. */
  @Post(':id/photos')
  @Roles('merchant', 'operator')
  @BufferedBody(PHOTO_TYPES, PHOTO_MAX_BYTES)
  addPhoto(@CurrentActor() actor: Actor, @Id() id: string, @RawBody() bytes: Buffer): Promise<PhotoView> {
    return this.photos.add(scopeOf(actor, id), bytes);
  }

  @Get(':id/photos/:sha256')
  @UseInterceptors(PhotoReply)
  photo(@CurrentActor() actor: Actor, @Id() id: string, @Param('sha256') sha256: string): Promise<StoredPhoto> {
    return this.photos.read(scopeOf(actor, id), sha256);
  }
}

const scopeOf = ({ merchantId, supplierId }: Actor, claimId: string) => ({ claimId, merchantId, supplierId });
