import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ShipmentRegistered, type CheckpointSource, type PurchaseOrderShipped } from '#contracts';
import { draft, Outbox, type EventDraft } from '#messaging';
import { CheckpointStore } from './checkpoint-store.js';
import { currentTruth } from './domain/current-truth.js';
import type { CarrierNumber, ReportedCheckpoint } from './domain/reported-checkpoint.js';
import { Shipment } from './shipment.entity.js';

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
  ) {}

  /** A shipment per parcel of a ship notice. What carriers said before about its number counts at once. */
  async registerParcels(tx: EntityManager, merchantId: string, shipped: PurchaseOrderShipped): Promise<void> {
    const now = await databaseNow(tx);
    const parcels = shipped.parcels
      .map((parcel) => Shipment.of(merchantId, shipped, parcel, now))
      .sort((a, b) => (numberKey(a) < numberKey(b) ? -1 : 1));
    const told: EventDraft[] = [];
    for (const shipment of parcels) told.push(...(await this.register(tx, shipment, now)));
    await this.outbox.append(tx, told);
  }

  /** Takes what a carrier said about one number: for the parcels that have it, or for the one that will. */
  async reportForNumber(
    tx: EntityManager,
    number: CarrierNumber,
    source: CheckpointSource,
    reported: readonly ReportedCheckpoint[],
  ): Promise<ReportOutcome> {
    await this.checkpoints.holdNumber(tx, number);
    const now = await databaseNow(tx);
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
      },
    );
    const heardBefore = await this.checkpoints.adoptUnmatched(tx, shipment.id, shipment);
    return [registered, ...(heardBefore ? await this.follow(tx, shipment, now) : [])];
  }

  private async follow(tx: EntityManager, shipment: Shipment, now: Date): Promise<EventDraft[]> {
    const told = shipment.follow(currentTruth(shipment.shippedAt, await this.checkpoints.of(tx, shipment.id)), now);
    await tx.save(shipment);
    return told;
  }
}

/** Silence and arrival are measured on one clock, the database's, whichever process asks. */
export async function databaseNow(tx: EntityManager): Promise<Date> {
  const [row]: { now: Date }[] = await tx.query(`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`);
  return row?.now ?? new Date();
}

const numberKey = ({ carrier, trackingKey }: CarrierNumber): string => `${carrier}:${trackingKey}`;
