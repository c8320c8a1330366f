import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { fromWire } from '#contracts';
import { createMessaging, type Messaging } from '../src/index.js';
import { ArchiveHousekeeping } from '../src/relay/archive-housekeeping.js';
import { FakeBus } from './support/fake-bus.js';
import { aDraft } from './support/notifications.js';
import { openServiceDatabase, type ServiceDatabase } from './support/service-database.js';

const KEPT_HOURS = 48;

describe('the archive of published events', () => {
  let database: ServiceDatabase;
  let messaging: Messaging;
  let bus: FakeBus;
  let order: string;

  beforeAll(async () => {
    database = await openServiceDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(() => {
    order = randomUUID();
    bus = new FakeBus();
    messaging = createMessaging({ service: 'order', dataSource: database.dataSource, bus });
  });
  afterEach(async () => {
    await messaging.relay.stop();
    await database.dataSource.query('TRUNCATE outbox_pending, outbox_archive');
  });

  const append = (...keys: string[]) =>
    database.dataSource.transaction((tx) =>
      messaging.outbox.append(
        tx,
        keys.map((key) => aDraft(key)),
      ),
    );
  const archived = () => database.dataSource.query<{ key: string; slot: number }[]>('SELECT * FROM outbox_archive');
  const housekeeping = () => new ArchiveHousekeeping(database.dataSource, KEPT_HOURS);
  /** Moves everything as if it had been appended that long ago: into the slot of then. */
  const age = async (hours: number) => {
    const then = `now() - ${hours} * interval '1 hour'`;
    const slot = `(floor(date_part('epoch', ${then}) / 21600))::bigint % 16`;
    await database.dataSource.query(`UPDATE outbox_pending SET slot = ${slot}, appended_at = ${then}`);
    await database.dataSource.query(`UPDATE outbox_archive SET slot = ${slot}, appended_at = ${then}`);
  };

  it('keeps what was published, whole, when the pending row is gone', async () => {
    const [envelope] = await append(order);
    await messaging.relay.start();
    await messaging.relay.drain();

    expect(await database.dataSource.query('SELECT 1 FROM outbox_pending')).toEqual([]);
    expect(await archived()).toEqual([
      expect.objectContaining({
        id: envelope!.id,
        key: order,
        key_version: '1',
        value: JSON.stringify(envelope!.data),
      }),
    ]);
    expect(fromWire(bus.taken[0]!)).toEqual(envelope);
  });

  it('is emptied by whole slots once everything in them is too old', async () => {
    await append(order);
    await database.dataSource.query('TRUNCATE outbox_pending');
    for (const hours of [0, 24, KEPT_HOURS]) {
      await age(hours);
      expect(await housekeeping().keepHouse()).toEqual([]);
    }
    expect(await archived()).toHaveLength(1);

    await age(KEPT_HOURS + 6);
    const emptied = await housekeeping().keepHouse();

    expect(emptied).toHaveLength(1);
    expect(await archived()).toEqual([]);
  });

  it('never loses an event that is not on the bus yet, however old', async () => {
    await append(order);
    await age(70);
    expect(await housekeeping().keepHouse()).toEqual([]);

    await messaging.relay.start();
    await messaging.relay.drain();

    expect(bus.versionsOf(order)).toEqual([1]);
    // The relay keeps house too, and may have been first.
    await housekeeping().keepHouse();
    expect(await archived()).toEqual([]);
  });

  it('keeps a slot that holds young events beside old ones, as after a stop of days', async () => {
    await append(order);
    await age(60);
    const [{ slot }] = (await archived()) as unknown as [{ slot: number }];
    await append(order);
    await database.dataSource.query(`UPDATE outbox_archive SET slot = $1`, [slot]);
    await database.dataSource.query('TRUNCATE outbox_pending');

    expect(await housekeeping().keepHouse()).toEqual([]);
  });

  it('is emptied once when several processes are at it', async () => {
    await append(order, randomUUID());
    await database.dataSource.query('TRUNCATE outbox_pending');
    await age(60);

    const rounds = await Promise.all(Array.from({ length: 4 }, () => housekeeping().keepHouse()));

    expect(rounds.flat()).toHaveLength(1);
  });
});
