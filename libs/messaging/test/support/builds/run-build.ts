import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource, type EntityManager } from 'typeorm';
import { type Envelope, NotificationFailed, NotificationSent } from '#contracts';
import { Consumer, createMessaging, Ignore, KafkaBus, On } from '#messaging';

/** One build of a service in a process of its own: `node … run-build.ts old|new`. Ends on SIGTERM. */
const build = process.argv[2] ?? '';
const knowledge = (await (build === 'new' ? import('./new-build.js') : import('./old-build.js'))) as {
  readonly NotificationWeighed: new () => object;
  readonly gramsOf: (envelope: Envelope) => number;
};
const { DATABASE_URL = '', BROKERS = '', TOPIC_PREFIX = '', SERVICE = '' } = process.env;

@Ignore(NotificationSent, NotificationFailed)
@Consumer()
class WeighingConsumer {
  @On(knowledge.NotificationWeighed)
  async onWeighed(envelope: Envelope, tx: EntityManager): Promise<void> {
    await tx.query('INSERT INTO weights (key, key_version, build, grams) VALUES ($1, $2, $3, $4)', [
      ...[envelope.key, envelope.keyVersion, build, knowledge.gramsOf(envelope)],
    ]);
  }
}

@Module({ controllers: [WeighingConsumer] })
class BuildModule {}

const dataSource = await new DataSource({ type: 'postgres', url: DATABASE_URL }).initialize();
const bus = new KafkaBus({ brokers: BROKERS.split(','), clientId: build, topicPrefix: TOPIC_PREFIX });
await bus.connect();
const { transport } = createMessaging({ service: SERVICE, dataSource, bus });
const app = await NestFactory.createMicroservice(BuildModule, { strategy: transport, logger: ['error'] });
await app.listen();
process.stdout.write('ready\n');

process.once('SIGTERM', () => {
  void (async () => {
    await app.close();
    await bus.close();
    await dataSource.destroy();
  })();
});
