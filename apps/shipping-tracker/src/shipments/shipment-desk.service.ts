import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { presentCause } from '#messaging';
import { decodeCursor, limitOf, merchantOf, pageOf, type Actor, type Page } from '#platform';
import { ShippingTrackerConfig } from '../config.js';
import { OrdersService } from '../orders/orders.service.js';
import { PromisesService } from '../promises/promises.service.js';
import { CheckpointStore } from './checkpoint-store.js';
import type { Checkpoint } from './checkpoint.entity.js';
import { isTooFarAhead } from './domain/event-time.js';
import { trackingKey } from './domain/tracking-number.js';
import type { AddCheckpointDto } from './dto/add-checkpoint.dto.js';
import type { FindShipmentsQuery } from './dto/find-shipments.query.js';
import {
  checkpointResponse,
  shipmentResponse,
  type ShipmentDetailResponseDto,
  type ShipmentResponseDto,
} from './dto/shipment-response.dto.js';
import { NewsService } from './news.service.js';
import { CheckpointInFutureError, EventIdReusedError, ShipmentNotFoundError } from './shipment.errors.js';
import { Shipment } from './shipment.entity.js';
import { databaseNow } from './shipments.service.js';

/** What people do with shipments: look, and say what they know. */
@Injectable()
export class ShipmentDeskService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly news: NewsService,
    private readonly checkpoints: CheckpointStore,
    private readonly orders: OrdersService,
    private readonly promises: PromisesService,
    private readonly config: ShippingTrackerConfig,
  ) {}

  /** Newest first. */
  async list(actor: Actor, query: FindShipmentsQuery): Promise<Page<ShipmentResponseDto>> {
    const limit = limitOf(query);
    const find = this.dataSource.manager.createQueryBuilder(Shipment, 's').take(limit + 1);
    find.orderBy('s.registeredAt', 'DESC').addOrderBy('s.id', 'DESC');
    const merchantId = scopeOf(actor, query.merchantId);
    if (merchantId !== null) find.andWhere('s.merchantId = :merchantId', { merchantId });
    if (query.orderId !== undefined) find.andWhere('s.orderId = :orderId', { orderId: query.orderId });
    if (query.status !== undefined) find.andWhere('s.status = :status', { status: query.status });
    if (query.trackingNumber !== undefined) {
      find.andWhere('s.trackingKey = :number', { number: trackingKey(query.trackingNumber) });
    }
    const [registeredAt, id] = decodeCursor(query.after, 'time', 'id') ?? [];
    if (registeredAt !== undefined && id !== undefined) {
      find.andWhere('(s.registered_at, s.id) < (:registeredAt::timestamptz, :id::uuid)', { registeredAt, id });
    }
    const page = pageOf(await find.getMany(), limit, (row) => [row.registeredAt.toISOString(), row.id]);
    const urls = await this.trackingUrls(page.items);
    return { items: page.items.map((row) => shipmentResponse(row, urls.get(row.orderId) ?? null)), next: page.next };
  }

  async get(actor: Actor, id: string): Promise<ShipmentDetailResponseDto> {
    const shipment = await this.dataSource.manager.findOneBy(Shipment, { id });
    if (!shipment || !maySee(actor, shipment)) throw new ShipmentNotFoundError(id);
    return this.detail(this.dataSource.manager, shipment);
  }

  /**
   * Takes a person's word about a parcel, once per event id.
   * @returns whether it had been said before, and the shipment as it stands now.
   */
  addCheckpoint(
    actor: Actor,
    id: string,
    said: AddCheckpointDto,
  ): Promise<{ replayed: boolean; shipment: ShipmentDetailResponseDto }> {
    return this.dataSource.transaction(async (tx) => {
      const shipment = await tx.findOne(Shipment, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!shipment || !maySee(actor, shipment)) throw new ShipmentNotFoundError(id);
      const now = await databaseNow(tx);
      const reported = reportedBy(said);
      if (isTooFarAhead(reported.occurredAt, now)) throw new CheckpointInFutureError();
      const word = { shipment, source: 'manual' as const, reported: [reported], cause: presentCause() };
      const added = await this.news.take(tx, [word], now);
      const detail = await this.detail(tx, shipment);
      const replayed = added.flat().length === 0;
      if (replayed) assertSame(detail, said);
      return { replayed, shipment: detail };
    });
  }

  private async detail(tx: EntityManager, shipment: Shipment): Promise<ShipmentDetailResponseDto> {
    const urls = await this.trackingUrls([shipment]);
    const checkpoints: Checkpoint[] = await this.checkpoints.of(tx, [shipment.id]);
    return {
      ...shipmentResponse(shipment, urls.get(shipment.orderId) ?? null),
      checkpoints: checkpoints.map(checkpointResponse),
      promises: await this.promises.of(tx, shipment.id),
    };
  }

  private async trackingUrls(shipments: readonly Shipment[]): Promise<Map<string, string>> {
    const tokens = await this.orders.tokensOf([...new Set(shipments.map((shipment) => shipment.orderId))]);
    const base = this.config.PUBLIC_URL.replace(/\/$/, '');
    return new Map([...tokens].map(([orderId, token]) => [orderId, `${base}/track/${token}`]));
  }
}

/** The merchant to look at, or null for an operator who looks at all. */
function scopeOf(actor: Actor, requested: string | undefined): string | null {
  return actor.role === 'operator' && requested === undefined ? null : merchantOf(actor, requested);
}

const maySee = (actor: Actor, shipment: Shipment): boolean =>
  actor.role === 'operator' || actor.merchantId === shipment.merchantId;

function reportedBy(said: AddCheckpointDto) {
  return {
    eventId: said.eventId,
    status: said.status,
    occurredAt: new Date(said.occurredAt),
    fault: said.fault ?? null,
    description: said.description ?? null,
    place: said.place ?? null,
  };
}

function assertSame(detail: ShipmentDetailResponseDto, said: AddCheckpointDto): void {
  const before = detail.checkpoints.find((known) => known.source === 'manual' && known.eventId === said.eventId);
  const now = reportedBy(said);
  const same =
    before?.status === now.status &&
    before.occurredAt === now.occurredAt.toISOString() &&
    before.fault === now.fault &&
    before.description === now.description &&
    before.place === now.place;
  if (!same) throw new EventIdReusedError(said.eventId);
}
