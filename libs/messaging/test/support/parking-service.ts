import { type INestMicroservice, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Registry } from 'prom-client';
import type { DataSource, EntityManager } from 'typeorm';
import { type Envelope, MerchantRegistered, NotificationFailed, NotificationSent } from '#contracts';
import {
  type BusPort,
  Consumer,
  createMessaging,
  type Messaging,
  On,
  type ParkingPolicy,
  type ParkingRoom,
} from '../../src/index.js';

/** Says about each message whether its handler succeeds now. */
export type Judge = (envelope: Envelope) => Error | null;

export interface ParkingService {
  readonly messaging: Messaging;
  /** What the handlers do; may be changed at any time. */
  judge: Judge;
  /** Versions whose effects exist, in the order of their commits. */
  effectsOf(key: string): Promise<number[]>;
  metric(name: string, labels: Record<string, string>): Promise<number | undefined>;
  stop(): Promise<void>;
}

/** A service whose class of handlers has a parking policy; `notification.failed` always holds its key. */
export async function startParkingService(
  dataSource: DataSource,
  bus: BusPort,
  name: string,
  { parking, room = {} }: { parking: ParkingPolicy; room?: Partial<ParkingRoom> },
): Promise<ParkingService> {
  const state: { judge: Judge } = { judge: () => null };

  @Consumer({ parking })
  class JudgedConsumer {
    @On(MerchantRegistered)
    onMerchantRegistered(envelope: Envelope<MerchantRegistered>, tx: EntityManager): Promise<void> {
      return this.record(envelope, tx);
    }

    @On(NotificationSent)
    onNotificationSent(envelope: Envelope<NotificationSent>, tx: EntityManager): Promise<void> {
      return this.record(envelope, tx);
    }

    @On(NotificationFailed, { parking: 'hold' })
    onNotificationFailed(envelope: Envelope<NotificationFailed>, tx: EntityManager): Promise<void> {
      return this.record(envelope, tx);
    }

    private async record({ id, topic, key, keyVersion, ...rest }: Envelope, tx: EntityManager): Promise<void> {
      const fault = state.judge({ id, topic, key, keyVersion, ...rest });
      if (fault) throw fault;
      await tx.query('INSERT INTO effects (message_id, topic, key, key_version) VALUES ($1, $2, $3, $4)', [
        ...[id, topic, key, keyVersion],
      ]);
    }
  }

  @Module({ controllers: [JudgedConsumer] })
  class JudgedModule {}

  const registry = new Registry();
  const messaging = createMessaging({ service: name, dataSource, bus, registry, parkingRoom: room });
  const app: INestMicroservice = await NestFactory.createMicroservice(JudgedModule, {
    strategy: messaging.transport,
    logger: false,
    abortOnError: false,
  });
  await app.listen();
  return {
    messaging,
    get judge() {
      return state.judge;
    },
    set judge(judge) {
      state.judge = judge;
    },
    effectsOf: async (key) => {
      const rows = await dataSource.query<{ key_version: number }[]>(
        'SELECT key_version FROM effects WHERE key = $1 ORDER BY place',
        [key],
      );
      return rows.map((row) => row.key_version);
    },
    metric: async (metricName, labels) => {
      const metric = await registry.getSingleMetric(metricName)?.get();
      return metric?.values.find((entry) =>
        Object.entries(labels).every(([label, value]) => entry.labels[label] === value),
      )?.value;
    },
    stop: () => app.close(),
  };
}
