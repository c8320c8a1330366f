import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { EntityManager } from 'typeorm';
import { type Envelope, NotificationFailed, NotificationSent } from '#contracts';
import { Consumer, createMessaging, Ignore, type KafkaBus, OnBatch } from '#messaging';
import type { ConsumerLab } from './consumer-lab.js';

/** What both sides write: the same columns by the same kind of statement. */
export const INSERT_EFFECTS = `
  INSERT INTO effects (message_id, key, key_version, dedupe_key, sent_at)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::timestamptz[])`;

/** When the first message was handled, and what each must pass. */
@Injectable()
export class Progress {
  firstAt = 0;
  check: (envelope: Envelope<NotificationSent>) => void = () => undefined;
}

@Consumer()
@Ignore(NotificationFailed)
class EffectsConsumer {
  constructor(private readonly progress: Progress) {}

  @OnBatch(NotificationSent)
  async onNotificationsSent(sent: readonly Envelope<NotificationSent>[], tx: EntityManager): Promise<void> {
    if (this.progress.firstAt === 0) this.progress.firstAt = performance.now();
    for (const envelope of sent) this.progress.check(envelope);
    await tx.query(INSERT_EFFECTS, [
      sent.map(({ id }) => id),
      sent.map(({ key }) => key),
      sent.map(({ keyVersion }) => keyVersion),
      sent.map(({ data }) => data.dedupeKey),
      sent.map(({ data }) => data.sentAt),
    ]);
  }
}

@Module({ controllers: [EffectsConsumer], providers: [Progress] })
class ProductModule {}

/** A service of the product that consumes. */
export interface ProductConsumer {
  readonly progress: Progress;
  stop(): Promise<void>;
}

/** Starts consuming from the topic's beginning: each `service` is a group of its own. */
export async function startProductConsumer(
  lab: ConsumerLab,
  service: string,
  check: Progress['check'] = () => undefined,
): Promise<ProductConsumer> {
  const bus: KafkaBus = await lab.newBus();
  const { transport } = createMessaging({ service, dataSource: lab.dataSource, bus });
  const app = await NestFactory.createMicroservice(ProductModule, { strategy: transport, logger: ['error'] });
  const progress = app.get(Progress);
  progress.check = check;
  await app.listen();
  return {
    progress,
    stop: async () => {
      await app.close();
      await bus.close();
    },
  };
}
