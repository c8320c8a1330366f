import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createMessaging, type Messaging } from '../../src/index.js';
import { FakeBus } from './fake-bus.js';
import { openServiceDatabase, type ServiceDatabase } from './service-database.js';

/** What a test of the outbox of the service `order` works with. */
export interface OutboxStage {
  readonly database: ServiceDatabase;
  readonly messaging: Messaging;
  readonly bus: FakeBus;
  /** An ordering key that no other test has. */
  readonly order: string;
}

/** Opens one database for the tests of a `describe`, and hands everything else to each of them anew. */
export function onOutboxStage(setUp: (stage: OutboxStage) => void): void {
  let database: ServiceDatabase;
  let messaging: Messaging;
  beforeAll(async () => {
    database = await openServiceDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(() => {
    const bus = new FakeBus();
    messaging = createMessaging({ service: 'order', dataSource: database.dataSource, bus });
    setUp({ database, messaging, bus, order: randomUUID() });
  });
  afterEach(async () => {
    await messaging.relay.stop();
    await database.dataSource.query('TRUNCATE outbox_pending, outbox_archive, outbox_timers, outbox_replays');
  });
}
