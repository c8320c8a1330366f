import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { ShipmentRegistered, type PurchaseOrderShipped, type ReturnLabelIssued } from '#contracts';
import { draft, Outbox, type EventDraft } from '#messaging';
import { ShippingTrackerConfig } from '../config.js';
import { PromisesService, type PromiseRound } from '../promises/promises.service.js';
import { RecognitionService } from '../recognition/recognition.service.js';
import { CheckpointStore, type CarrierWord } from './checkpoint-store.js';
import { numberKey, type CarrierNumber } from './domain/reported-checkpoint.js';
import { NewsService } from './news.service.js';
import { saveTruths, Shipment, type NewShipment } from './shipment.entity.js';

export type { CarrierWord } from './checkpoint-store.js';

/** What became of a report. */
export interface ReportOutcome {
  /** Checkpoints that were not known yet. */
  readonly added: number;
  /** Parcels that have this number; 0 when it is kept until a ship notice names it. */
  readonly parcels: number;
}

/** Parcels and the truth about them. */
@Injectable()
export class ShipmentsService {
  constructor(
    private readonly checkpoints: CheckpointStore,
    private readonly outbox: Outbox,
    private readonly recognition: RecognitionService,
    private readonly promises: PromisesService,
    private readonly news: NewsService,
    private readonly config: ShippingTrackerConfig,
  ) {}

  /** A shipment per parcel of a ship notice. What carriers said before about its number counts at once. */
  registerParcels(tx: EntityManager, merchantId: string, shipped: PurchaseOrderShipped): Promise<void> {
    return this.registerAll(
      tx,
      shipped.parcels.map((parcel) => ({
        carrier: parcel.carrier,
        parcel: Shipment.outbound(merchantId, shipped, parcel),
      })),
    );
  }

  /** A return's parcel, once its number is known; until then there is nothing to follow. */
  async registerReturn(tx: EntityManager, merchantId: string, label: ReturnLabelIssued): Promise<void> {
    if (label.trackingNumber === null) return;
    const parcel = Shipment.returning(merchantId, label, label.trackingNumber);
    await this.registerAll(tx, [{ carrier: label.carrier ?? '', parcel }]);
  }

  /**
   * Takes what carriers said about numbers: for the parcels that have them, or for those that will. As many
   * statements for many as for one; later words find what earlier ones left.
   */
  async reportForNumbers(tx: EntityManager, words: readonly CarrierWord[]): Promise<ReportOutcome[]> {
    const numbers = words.map(({ number }) => number);
    const now = await this.checkpoints.holdNumbers(tx, numbers);
    const byNumber = new Map<string, Shipment[]>(numbers.map((number) => [numberKey(number), []]));
    for (const parcel of await parcelsOf(tx, numbers)) byNumber.get(numberKey(parcel))?.push(parcel);
    const parcelsFor = ({ number }: CarrierWord): Shipment[] => byNumber.get(numberKey(number)) ?? [];
    const news = words.flatMap((word) => parcelsFor(word).map((shipment) => ({ ...word, shipment })));
    const addedNews = news.length === 0 ? [] : await this.news.take(tx, news, now);
    const unmatched = words.filter((word) => parcelsFor(word).length === 0);
    const addedUnmatched = await this.checkpoints.addUnmatched(tx, unmatched, now);
    return words.map((word) => {
      const parcels = parcelsFor(word).length;
      if (parcels === 0) return { added: addedUnmatched.shift() ?? 0, parcels };
      return { added: new Set(addedNews.splice(0, parcels).flat()).size, parcels };
    });
  }

  /** The days that parcels were expected on went by: says new ones. The caller holds their rows. */
  async expectAnew(tx: EntityManager, ids: readonly string[]): Promise<void> {
    const shipments = await tx.findBy(Shipment, { id: In([...ids]) });
    const [round, now] = [await this.promises.begin(tx, shipments), await databaseNow(tx)];
    const told = shipments.flatMap((shipment) => {
      const promised = round.promise(shipment, 'late', now);
      // Nothing more is known about: without a day it is not looked at again.
      if (promised.length === 0) shipment.latestDay = null;
      return promised;
    });
    await round.save(tx);
    await saveTruths(tx, shipments);
    await this.outbox.append(tx, told);
  }

  private async registerAll(
    tx: EntityManager,
    announced: readonly { readonly carrier: string; readonly parcel: NewShipment }[],
  ): Promise<void> {
    const now = await databaseNow(tx);
    const shipments = announced.map(({ carrier, parcel }) => {
      const code = this.recognition.carrierOf(carrier, parcel.trackingNumber);
      return Shipment.register(parcel, code, now, this.config.STALL_AFTER_SECONDS);
    });
    await this.checkpoints.holdNumbers(tx, shipments);
    const round = await this.promises.begin(tx, shipments);
    const told: EventDraft[] = [];
    for (const shipment of shipments) told.push(...(await this.register(tx, shipment, round, now)));
    await round.save(tx);
    await this.outbox.append(tx, told);
  }

  private async register(tx: EntityManager, shipment: Shipment, round: PromiseRound, now: Date): Promise<EventDraft[]> {
    const inserted = await tx
      .createQueryBuilder()
      .insert()
      .into(Shipment)
      .values(shipment)
      .orIgnore()
      .returning('id')
      .execute();
    // Told twice under two message ids: the parcel stands already.
    if ((inserted.raw as unknown[]).length === 0) return [];
    const registered = draft(
      ShipmentRegistered,
      { merchantId: shipment.merchantId, key: shipment.orderId },
      {
        shipmentId: shipment.id,
        orderId: shipment.orderId,
        purchaseOrderId: shipment.purchaseOrderId,
        supplierId: shipment.supplierId,
        carrier: shipment.carrier,
        trackingNumber: shipment.trackingNumber,
        lines: shipment.lines.map((line) => ({ ...line })),
        shippedAt: shipment.shippedAt.toISOString(),
        ...shipment.way(),
      },
    );
    const told: EventDraft[] = [registered, ...round.promise(shipment, 'registered', now)];
    if (await this.checkpoints.adoptUnmatched(tx, shipment.id, shipment)) {
      told.push(...this.news.follow(shipment, await this.checkpoints.of(tx, [shipment.id]), round, now));
    }
    if (told.length > 1) await saveTruths(tx, [shipment]);
    return told;
  }
}

/** The parcels that have these numbers, their rows locked in one order for everybody. */
function parcelsOf(tx: EntityManager, numbers: readonly CarrierNumber[]): Promise<Shipment[]> {
  return tx
    .createQueryBuilder(Shipment, 's')
    .where('(s.carrier, s.tracking_key) IN (SELECT * FROM unnest(:carriers::text[], :keys::text[]))', {
      carriers: numbers.map(({ carrier }) => carrier),
      keys: numbers.map(({ trackingKey }) => trackingKey),
    })
    .orderBy('s.id')
    .setLock('pessimistic_write')
    .getMany();
}

/** Silence and arrival are measured on one clock, the database's, whichever process asks. */
export async function databaseNow(tx: EntityManager): Promise<Date> {
  const [row]: { now: Date }[] = await tx.query(`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`);
  return row?.now ?? new Date();
}
