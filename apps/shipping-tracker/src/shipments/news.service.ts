import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Outbox, type EventDraft } from '#messaging';
import { ShippingTrackerConfig } from '../config.js';
import { PromisesService, type PromiseRound } from '../promises/promises.service.js';
import { CheckpointStore, type News } from './checkpoint-store.js';
import type { Checkpoint } from './checkpoint.entity.js';
import { currentTruth } from './domain/current-truth.js';
import { saveTruths, type Shipment } from './shipment.entity.js';

/** News of which something was new. */
interface Heard extends Pick<News, 'shipment' | 'cause'> {
  /** Of the checkpoints that were. */
  readonly ids: readonly string[];
}

/** What news changes about parcels: their truth, what is promised of them, and what is told. */
@Injectable()
export class NewsService {
  constructor(
    private readonly checkpoints: CheckpointStore,
    private readonly outbox: Outbox,
    private readonly promises: PromisesService,
    private readonly config: ShippingTrackerConfig,
  ) {}

  /**
   * Takes news about parcels whose rows are locked, with as many statements for many as for one. A parcel may stand
   * in it several times: then it is told of as if each had come alone, in their order.
   * @returns for each piece of news the event ids that were new
   */
  async take(tx: EntityManager, news: readonly News[], now: Date): Promise<string[][]> {
    const added = await this.checkpoints.add(tx, news, now);
    const heard = news.flatMap(({ shipment, cause }, index) => {
      const ids = (added[index] ?? []).map(({ id }) => id);
      return ids.length === 0 ? [] : [{ shipment, cause, ids }];
    });
    if (heard.length > 0) await this.followAll(tx, heard, now);
    return added.map((some) => some.map(({ eventId }) => eventId));
  }

  /** Works out anew what is true of a parcel, from these checkpoints. The caller saves both and tells what it returns. */
  follow(shipment: Shipment, checkpoints: readonly Checkpoint[], round: PromiseRound, now: Date): EventDraft[] {
    const previousStatus = shipment.status;
    const told = shipment.follow(currentTruth(shipment.shippedAt, checkpoints), now, this.config.STALL_AFTER_SECONDS);
    if (shipment.status === previousStatus) return told;
    round.learn(shipment, previousStatus);
    return [...told, ...round.promise(shipment, 'moved', now)];
  }

  private async followAll(tx: EntityManager, heard: readonly Heard[], now: Date): Promise<void> {
    const shipments = [...new Set(heard.map(({ shipment }) => shipment))];
    const round = await this.promises.begin(tx, shipments);
    const stored = await this.checkpoints.of(
      tx,
      shipments.map(({ id }) => id),
    );
    const notYet = new Set(heard.flatMap(({ ids }) => ids));
    const told = heard.flatMap(({ shipment, cause, ids }) => {
      for (const id of ids) notYet.delete(id);
      const known = stored.filter(({ id, shipmentId }) => shipmentId === shipment.id && !notYet.has(id));
      return this.follow(shipment, known, round, now).map((event) => ({ ...event, cause }));
    });
    await round.save(tx);
    await saveTruths(tx, shipments);
    await this.outbox.append(tx, told);
  }
}
