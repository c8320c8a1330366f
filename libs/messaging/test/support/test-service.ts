import { type INestMicroservice, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Registry } from 'prom-client';
import type { DataSource, EntityManager } from 'typeorm';
import { type Envelope, MerchantRegistered, NotificationFailed, NotificationSent } from '#contracts';
import { type BusPort, Consumer, createMessaging, Ignore, type Messaging, On, OnBatch } from '../../src/index.js';

type Behaviour = (envelope: Envelope, tx: EntityManager) => Promise<void>;

/** Writes one effect per message and does what the test says before or after. */
export class Effects {
  before: Behaviour = () => Promise.resolve();
  after: Behaviour = () => Promise.resolve();

  protected async record(envelope: Envelope, tx: EntityManager): Promise<void> {
    await this.before(envelope, tx);
    await tx.query(`INSERT INTO effects (message_id, topic, key, key_version) VALUES ($1, $2, $3, $4)`, [
      envelope.id,
      envelope.topic,
      envelope.key,
      envelope.keyVersion,
    ]);
    await this.after(envelope, tx);
  }
}

@Consumer()
@Ignore(NotificationFailed)
class EffectsConsumer extends Effects {
  @On(MerchantRegistered)
  onMerchantRegistered(envelope: Envelope<MerchantRegistered>, tx: EntityManager): Promise<void> {
    return this.record(envelope, tx);
  }

  @On(NotificationSent)
  onNotificationSent(envelope: Envelope<NotificationSent>, tx: EntityManager): Promise<void> {
    return this.record(envelope, tx);
  }
}

@Consumer()
@Ignore(NotificationFailed)
class SharingEffectsConsumer extends Effects {
  @On(MerchantRegistered, { batch: true })
  onMerchantRegistered(envelope: Envelope<MerchantRegistered>, tx: EntityManager): Promise<void> {
    return this.record(envelope, tx);
  }

  @On(NotificationSent, { batch: true })
  onNotificationSent(envelope: Envelope<NotificationSent>, tx: EntityManager): Promise<void> {
    return this.record(envelope, tx);
  }
}

@Consumer()
@Ignore(NotificationFailed)
class BatchEffectsConsumer extends Effects {
  @OnBatch<MerchantRegistered | NotificationSent>(MerchantRegistered, NotificationSent)
  async onMany(envelopes: readonly Envelope[], tx: EntityManager): Promise<void> {
    for (const envelope of envelopes) await this.record(envelope, tx);
  }
}

/** How the effects' handlers take their messages. */
export type Taking = 'one' | 'one of a batch' | 'a batch';
const consumers: Readonly<Record<Taking, new () => Effects>> = {
  one: EffectsConsumer,
  'one of a batch': SharingEffectsConsumer,
  'a batch': BatchEffectsConsumer,
};

function effectsModule(taking: Taking): Type {
  @Module({ controllers: [consumers[taking]] })
  class EffectsModule {}
  return EffectsModule;
}

/** A service with real Nest around it, consuming and (when started) relaying. */
export interface TestService {
  readonly messaging: Messaging;
  readonly consumer: Effects;
  readonly registry: Registry;
  /** Versions whose effects exist, in the order of their commits. */
  effectsOf(key: string): Promise<number[]>;
  metric(name: string): Promise<number>;
  stop(): Promise<void>;
}

export interface TestServiceOptions {
  readonly service?: string;
  readonly taking?: Taking;
  readonly module?: Type;
}

export async function startTestService(
  dataSource: DataSource,
  bus: BusPort,
  { service = 'effects', taking = 'one', module = effectsModule(taking) }: TestServiceOptions = {},
): Promise<TestService> {
  const registry = new Registry();
  const messaging = createMessaging({ service, dataSource, bus, registry });
  const app: INestMicroservice = await NestFactory.createMicroservice(module, {
    strategy: messaging.transport,
    logger: process.env['TEST_LOG'] === undefined ? false : ['warn', 'error'],
    abortOnError: false,
  });
  await app.listen();
  return {
    messaging,
    registry,
    consumer: app.get(consumers[taking], { strict: false }),
    effectsOf: async (key) => {
      const rows = await dataSource.query<{ key_version: number }[]>(
        'SELECT key_version FROM effects WHERE key = $1 ORDER BY place',
        [key],
      );
      return rows.map((row) => row.key_version);
    },
    metric: async (name) => {
      const metric = await registry.getSingleMetric(name)?.get();
      return metric?.values.reduce((sum, entry) => sum + entry.value, 0) ?? Number.NaN;
    },
    stop: async () => {
      await messaging.relay.stop();
      await app.close();
    },
  };
}
