import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  ShipmentRegistered,
  type CheckpointSource,
  type PurchaseOrderShipped,
  type ReturnLabelIssued,
} from '#contracts';
import { draft, Outbox, type EventDraft } from '#messaging';
import { ShippingTrackerConfig } from '../config.js';
import { PromisesService } from '../promises/promises.service.js';
import { RecognitionService } from '../recognition/recognition.service.js';
import { CheckpointStore } from './checkpoint-store.js';
import { currentTruth } from './domain/current-truth.js';
import type { CarrierNumber, ReportedCheckpoint } from './domain/reported-checkpoint.js';
import { Shipment, type NewShipment } from './shipment.entity.js';

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

  /** Takes what a carrier said about one number: for the parcels that have it, or for the one that will. */
  async reportForNumber(
    tx: EntityManager,
    number: CarrierNumber,
    source: CheckpointSource,
    reported: readonly ReportedCheckpoint[],
  ): Promise<ReportOutcome> {
    const now = await this.checkpoints.holdNumber(tx, number);
    const shipments = await tx.find(Shipment, {
      where: { carrier: number.carrier, trackingKey: number.trackingKey },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    if (shipments.length === 0) {
      return { added: await this.checkpoints.addUnmatched(tx, number, source, reported, now), parcels: 0 };
    }
    const added = new Set<string>();
    for (const shipment of shipments) {
      for (const eventId of await this.report(tx, shipment, source, reported, now)) added.add(eventId);
    }
    return { added: added.size, parcels: shipments.length };
  }

  /** Takes checkpoints for a parcel whose row is locked. Returns the event ids that were new. */
  async report(
    tx: EntityManager,
    shipment: Shipment,
    source: CheckpointSource,
    reported: readonly ReportedCheckpoint[],
    now: Date,
  ): Promise<string[]> {
    const added = await this.checkpoints.add(tx, shipment.id, source, reported, now);
    if (added.length > 0) await this.outbox.append(tx, await this.follow(tx, shipment, now));
    return added;
  }

  /** The days that a parcel was expected on went by: says new ones. The caller holds its row. */
  async expectAnew(tx: EntityManager, id: string): Promise<void> {
    const shipment = await tx.findOneByOrFail(Shipment, { id });
    const told = await this.promises.promise(tx, shipment, 'late', await databaseNow(tx));
    // Nothing more is known about: without a day it is not looked at again.
    if (told.length === 0) shipment.latestDay = null;
    await tx.update(Shipment, { id }, shipment.promise());
    await this.outbox.append(tx, told);
  }

  private async registerAll(
    tx: EntityManager,
    announced: readonly { readonly carrier: string; readonly parcel: NewShipment }[],
  ): Promise<void> {
    const now = await databaseNow(tx);
    const shipments = announced
      .map(({ carrier, parcel }) => {
        const code = this.recognition.carrierOf(carrier, parcel.trackingNumber);
        return Shipment.register(parcel, code, now, this.config.STALL_AFTER_SECONDS);
      })
      .sort((a, b) => (numberKey(a) < numberKey(b) ? -1 : 1));
    const told: EventDraft[] = [];
    for (const shipment of shipments) told.push(...(await this.register(tx, shipment, now)));
    await this.outbox.append(tx, told);
  }

  private async register(tx: EntityManager, shipment: Shipment, now: Date): Promise<EventDraft[]> {
    await this.checkpoints.holdNumber(tx, shipment);
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
    const promised = await this.promises.promise(tx, shipment, 'registered', now);
    const heardBefore = await this.checkpoints.adoptUnmatched(tx, shipment.id, shipment);
    if (!heardBefore && promised.length > 0) await tx.update(Shipment, { id: shipment.id }, shipment.promise());
    return [registered, ...promised, ...(heardBefore ? await this.follow(tx, shipment, now) : [])];
  }

  private async follow(tx: EntityManager, shipment: Shipment, now: Date): Promise<EventDraft[]> {
    const previousStatus = shipment.status;
    const truth = currentTruth(shipment.shippedAt, await this.checkpoints.of(tx, shipment.id));
    const told = shipment.follow(truth, now, this.config.STALL_AFTER_SECONDS);
    if (shipment.status !== previousStatus) {
      await this.promises.learn(tx, shipment, previousStatus);
      told.push(...(await this.promises.promise(tx, shipment, 'moved', now)));
    }
    await tx.update(Shipment, { id: shipment.id }, shipment.truth());
    return told;
  }
}

/** Silence and arrival are measured on one clock, the database's, whichever process asks. */
export async function databaseNow(tx: EntityManager): Promise<Date> {
  const [row]: { now: Date }[] = await tx.query(`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`);
  return row?.now ?? new Date();
}

const numberKey = ({ carrier, trackingKey }: CarrierNumber): string => `${carrier}:${trackingKey}`;
