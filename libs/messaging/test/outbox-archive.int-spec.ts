import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { fromWire, topics } from '#contracts';
import { eventually } from '#testing';
import { type ArchiveReplay, createMessaging, type ReplayOrder } from '../src/index.js';
import { ArchiveHousekeeping } from '../src/relay/archive-housekeeping.js';
import { aDraft, aMerchantDraft } from './support/notifications.js';
import { onOutboxStage, type OutboxStage } from './support/outbox-stage.js';

const KEPT_HOURS = 48;

describe('the archive of published events', () => {
  let database: OutboxStage['database'];
  let messaging: OutboxStage['messaging'];
  let bus: OutboxStage['bus'];
  let order: string;
  onOutboxStage((stage) => ({ database, messaging, bus, order } = stage));

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

  describe('replays', () => {
    const HOUR_MS = 3_600_000;
    const lastHour = () => ({ from: new Date(Date.now() - HOUR_MS), to: new Date(Date.now() + HOUR_MS) });
    const replayed = async (order: Omit<ReplayOrder, 'requestedBy'>): Promise<ArchiveReplay> => {
      const { id } = await messaging.archive.replay({ ratePerSecond: 10_000, requestedBy: 'test', ...order });
      const replay = await eventually(
        async () => {
          const found = (await messaging.archive.replays()).find((candidate) => candidate.id === id);
          expect(found?.finishedAt).not.toBeNull();
          return found!;
        },
        { timeoutMs: 20_000 },
      );
      await messaging.relay.drain();
      return replay;
    };

    it('publishes the same ids and versions again, in order, of the asked keys and topic only', async () => {
      await messaging.relay.start();
      const first = await append(order, randomUUID(), order, order);
      await messaging.relay.drain();
      bus.taken.splice(0);

      const replay = await replayed({ topic: topics.notifications, keys: [order], ...lastHour() });

      expect(replay).toMatchObject({ queued: 3, requestedBy: 'test' });
      expect(bus.taken.map((message) => fromWire(message))).toEqual(first.filter(({ key }) => key === order));
    });

    it('leaves out what was appended outside the asked time', async () => {
      await messaging.relay.start();
      await append(order);
      await messaging.relay.drain();
      await age(2);
      await append(order);
      await messaging.relay.drain();
      bus.taken.splice(0);

      await replayed(lastHour());

      expect(bus.versionsOf(order)).toEqual([2]);
    });

    it('of a compacted topic publishes the newest state of a key only', async () => {
      await messaging.relay.start();
      const merchantId = randomUUID();
      for (const name of ['old', 'new'])
        await database.dataSource.transaction((tx) => messaging.outbox.append(tx, [aMerchantDraft(merchantId, name)]));
      await messaging.relay.drain();
      bus.taken.splice(0);

      await replayed({ topic: topics.merchants, ...lastHour() });

      expect(bus.versionsOf(merchantId)).toEqual([2]);
    });

    it('goes on after a crash of the relay, and consumers get nothing twice', async () => {
      await messaging.relay.start();
      await append(...Array.from({ length: 40 }, () => order));
      await messaging.relay.drain();
      const ids = new Set(bus.taken.map((message) => message.headers['ce_id']));
      bus.taken.splice(0);
      const { id } = await messaging.archive.replay({ ratePerSecond: 20, requestedBy: 'test', ...lastHour() });
      await eventually(() => expect(bus.taken.length).toBeGreaterThan(0), { timeoutMs: 20_000 });
      await messaging.relay.stop();
      expect((await messaging.archive.replays())[0]).toMatchObject({ id, finishedAt: null });

      const next = createMessaging({ service: 'order', dataSource: database.dataSource, bus });
      await next.relay.start();
      await eventually(() => expect(new Set(bus.versionsOf(order)).size).toBe(40), { timeoutMs: 20_000 });
      await next.relay.stop();

      expect(new Set(bus.taken.map((message) => message.headers['ce_id']))).toEqual(ids);
    });

    it('refuses a range that is none', async () => {
      const now = new Date();
      await expect(messaging.archive.replay({ from: now, to: now, requestedBy: 'test' })).rejects.toMatchObject({
        code: 'REPLAY_NEEDS_RANGE',
      });
    });
  });
});
