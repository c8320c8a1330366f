import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { DataSource, type EntityManager } from 'typeorm';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { SimulatorConfig } from '../config.js';
import { bestAnswer, readAnswer, type ProductAnswer } from '../product/domain/answer.js';
import { ProductService } from '../product/product.service.js';
import { carriers } from '../world/domain/cast.js';
import type { Label } from '../world/domain/label.js';
import { WorldService } from '../world/world.service.js';
import { Checkpoint } from './checkpoint.entity.js';
import { trackingNumberOf } from './domain/tracking-number.js';
import { planWalk } from './domain/walk.js';
import { Parcel } from './parcel.entity.js';

export interface HandedOverParcel {
  carrier: string;
  trackingNumber: string;
  purchaseOrderId: string;
  /** Set for goods on their way back. */
  returnId?: string;
  lines: { lineId: string; quantity: number }[];
  from: string;
  to: string;
  /** What the label says; absent for goods on their way back. */
  shipTo?: Label;
}

/** A checkpoint in the words of the product's carrier webhook. */
export interface ToldCheckpoint {
  trackingNumber: string;
  eventId: string;
  status: string;
  occurredAt: string;
  description: string;
  place: string;
}

const TELL = 'carrier.tell';

/** The simulated carriers: they walk each parcel to the customer, and tell it or wait to be asked. */
@Injectable()
export class CarriersService {
  constructor(
    private readonly config: SimulatorConfig,
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
    private readonly product: ProductService,
    private readonly agenda: AgendaService,
  ) {
    agenda.handle(TELL, { run: (task) => this.tell(task) });
  }

  trackingNumber(carrier: string, purchaseOrderId: string, parcelIndex: number): string {
    return trackingNumberOf(this.world.seed, carrier, purchaseOrderId, parcelIndex);
  }

  /**
   * Takes parcels over, and plans everything that will happen to them.
   * @returns when each arrives; null for one that is lost for good.
   */
  async takeOver(tx: EntityManager, parcels: readonly HandedOverParcel[]): Promise<(Date | null)[]> {
    const now = Date.now();
    const arrivals: (Date | null)[] = [];
    for (const parcel of parcels) {
      const { carrier, trackingNumber, purchaseOrderId, lines, returnId = null, shipTo = null } = parcel;
      await tx.insert(Parcel, {
        ...{ carrier, trackingNumber, purchaseOrderId, returnId, lines, shipTo, asked: 0 },
        handedOverAt: new Date(now),
      });
      const { seed, rates, crowd } = this.world;
      const losses = { rate: crowd.losses, forGood: returnId !== null };
      const walk = planWalk({ seed, rates, losses, trackingNumber, from: parcel.from, to: parcel.to });
      const arrival = walk.find(({ status }) => status === 'delivered');
      arrivals.push(arrival ? new Date(now + this.world.lifeMs(arrival.occurredAfterHours)) : null);
      for (const step of walk) {
        const tellAt = new Date(now + this.world.lifeMs(step.toldAfterHours));
        const { eventId, status, copies, description, place } = step;
        await tx.insert(Checkpoint, {
          ...{ eventId, trackingNumber, status, copies, description, place, tellAt, told: 0, answerStatus: null },
          occurredAt: new Date(now + this.world.lifeMs(step.occurredAfterHours)),
        });
        if (tellsByItself(carrier)) await this.agenda.schedule(tx, TELL, eventId, tellAt);
      }
    }
    return arrivals;
  }

  /** What a carrier says when asked; null when it has no such parcel. A doubled word is said twice. */
  async track(carrier: string, trackingNumber: string): Promise<ToldCheckpoint[] | null> {
    const { manager } = this.dataSource;
    const counted = await manager.increment(Parcel, { carrier, trackingNumber }, 'asked', 1);
    if (counted.affected === 0) return null;
    const [known] = await manager.query<[Checkpoint[], number]>(
      `update checkpoints set told = told + 1 where tracking_number = $1 and tell_at <= $2
       returning event_id as "eventId", tracking_number as "trackingNumber", status, occurred_at as "occurredAt",
         tell_at as "tellAt", copies, description, place`,
      [trackingNumber, new Date()],
    );
    return [...known]
      .sort((one, other) => one.tellAt.getTime() - other.tellAt.getTime())
      .flatMap((checkpoint) => Array.from({ length: checkpoint.copies }, () => inWords(checkpoint)));
  }

  private async tell({ key, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const { manager } = this.dataSource;
    const checkpoint = await manager.findOneByOrFail(Checkpoint, { eventId: key });
    const { carrier } = await manager.findOneByOrFail(Parcel, { trackingNumber: checkpoint.trackingNumber });
    const copies = Array.from({ length: checkpoint.copies }, () => this.push(carrier, inWords(checkpoint)));
    const answers = await Promise.all(copies);
    const status = bestAnswer(answers, attempts)?.status ?? 0;
    const record = async (tx: EntityManager): Promise<void> => {
      await tx.update(Checkpoint, { eventId: key }, { told: checkpoint.told + answers.length, answerStatus: status });
    };
    const readings = answers.map((answer) => readAnswer(answer, attempts));
    return readings.includes('again') && !readings.includes('accepted')
      ? { kind: 'again', problem: String(status), record }
      : { kind: 'done', record };
  }

  /** One delivery, with an id of its own: a carrier that repeats itself does not say that it does. */
  private push(carrier: string, checkpoint: ToldCheckpoint): Promise<ProductAnswer> {
    const text = JSON.stringify(checkpoint);
    const id = `msg_${randomUUID()}`;
    const now = new Date();
    return this.product.request({
      method: 'POST',
      path: `/v1/webhooks/carriers/${carrier}`,
      text,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Webhook(this.config.CARRIER_WEBHOOK_SECRET).sign(id, now, text),
      },
    });
  }
}

function tellsByItself(code: string): boolean {
  return carriers.find((carrier) => carrier.code === code)?.tells !== 'poll';
}

function inWords({ trackingNumber, eventId, status, occurredAt, description, place }: Checkpoint): ToldCheckpoint {
  return { trackingNumber, eventId, status, occurredAt: occurredAt.toISOString(), description, place };
}
