import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { eventually } from '#testing';
import { createMessaging, InProcessBus, type BusPort, type Messaging } from '../src/index.js';
import { FakeBus } from './support/fake-bus.js';
import { aDraft } from './support/notifications.js';
import { openServiceDatabase, type ServiceDatabase } from './support/service-database.js';
import { startTestService } from './support/test-service.js';

describe('the outbox relay', () => {
  let database: ServiceDatabase;
  let bus: FakeBus;
  let messaging: Messaging;
  let order: string;
  const started: Messaging[] = [];

  beforeAll(async () => {
    database = await openServiceDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(() => {
    order = randomUUID();
    bus = new FakeBus();
    messaging = relayOn(bus);
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map(({ relay }) => relay.stop()));
    await database.dataSource.query('DELETE FROM outbox_pending');
  });

  function relayOn(target: BusPort, dataSource: DataSource = database.dataSource): Messaging {
    const created = createMessaging({ service: 'order', dataSource, bus: target });
    started.push(created);
    return created;
  }
  const append = (key: string, count = 1) =>
    database.dataSource.transaction((tx) =>
      messaging.outbox.append(
        tx,
        Array.from({ length: count }, () => aDraft(key)),
      ),
    );
  const pending = async (): Promise<number> => {
    const [row] = await database.dataSource.query<{ n: number }[]>('SELECT count(*)::int AS n FROM outbox_pending');
    return row!.n;
  };

  it('publishes within milliseconds of the commit, without waiting for the next poll', async () => {
    await messaging.relay.start();
    await append(order);
    await messaging.relay.drain();

    const lags: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      const key = randomUUID();
      await append(key);
      const committed = performance.now();
      await eventually(() => expect(bus.versionsOf(key)).toEqual([1]));
      lags.push(performance.now() - committed);
    }

    expect(lags.toSorted((a, b) => a - b)[10]).toBeLessThan(100);
  });

  it('publishes nothing of a transaction that rolled back', async () => {
    await messaging.relay.start();
    await database.dataSource
      .transaction(async (tx) => {
        await messaging.outbox.append(tx, [aDraft(order)]);
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await append(randomUUID());
    await messaging.relay.drain();

    expect(bus.versionsOf(order)).toEqual([]);
  });

  it('loses nothing while the bus is down, and empties the outbox once it is back', async () => {
    bus.verdict = () => ({ error: new Error('broker down'), retriable: true });
    await messaging.relay.start();
    await append(order, 3);
    const other = randomUUID();
    await append(other);
    expect(await pending()).toBe(4);

    bus.verdict = () => null;
    await messaging.relay.drain();

    expect(bus.versionsOf(order)).toEqual([1, 2, 3]);
    expect(bus.versionsOf(other)).toEqual([1]);
    expect(await pending()).toBe(0);
  });

  it('lets a record that the bus will never take block its own key only', async () => {
    const other = randomUUID();
    bus.verdict = ({ key, headers }) =>
      key === order && headers['ce_keyversion'] === '2' ? { error: new Error('too large'), retriable: false } : null;
    await messaging.relay.start();
    await append(order, 3);
    await append(other, 3);

    await eventually(() => expect(bus.versionsOf(other)).toEqual([1, 2, 3]));
    await eventually(async () => expect(await pending()).toBe(2));
    expect(bus.versionsOf(order).filter((version) => version < 3)).toEqual([1]);

    await eventually(async () =>
      expect(await messaging.archive.refusedKeys()).toMatchObject([
        { key: order, keyVersion: 2, errorDetail: 'too large' },
      ]),
    );

    bus.verdict = () => null;
    await messaging.relay.drain();
    expect(bus.versionsOf(order).slice(-2)).toEqual([2, 3]);
    expect(await messaging.archive.refusedKeys()).toEqual([]);
  });

  it('acknowledges only the contiguous beginning of a key when the middle of a batch fails', async () => {
    let outage = true;
    bus.verdict = ({ headers }) =>
      outage && headers['ce_keyversion'] === '2' ? { error: new Error('broker went away'), retriable: true } : null;
    bus.afterTaking = () => {
      outage = false;
      return Promise.resolve();
    };
    await append(order, 4);
    await messaging.relay.start();
    await messaging.relay.drain();

    // 3 and 4 went out early once; what counts is that 2 is followed by both of them again.
    expect(bus.versionsOf(order)).toEqual([1, 3, 4, 2, 3, 4]);
  });

  it('sends a backlog that is longer than one read in order', async () => {
    const others = Array.from({ length: 6 }, () => randomUUID());
    await append(order, 260);
    for (const key of others) await append(key, 120);

    await messaging.relay.start();
    await messaging.relay.drain();

    expect(bus.versionsOf(order)).toEqual(Array.from({ length: 260 }, (_, index) => index + 1));
    for (const key of others) expect(bus.versionsOf(key)).toHaveLength(120);
  });

  it('never lets a later record of a key pass, with many writers and two relays', async () => {
    const second = relayOn(bus, await database.another());
    await messaging.relay.start();
    await second.relay.start();
    const keys = Array.from({ length: 20 }, () => randomUUID());

    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let round = 0; round < 10; round += 1) for (const key of keys.slice(0, 5)) await append(key);
        for (const key of keys) await append(key);
      }),
    );
    await messaging.relay.drain();

    for (const key of keys) {
      const versions = bus.versionsOf(key);
      expect(versions.length).toBeGreaterThan(0);
      expect(versions).toEqual(versions.map((_, index) => index + 1));
    }
  });

  it('takes over the buckets of a relay that died, after its leases ran out', async () => {
    const dying = await database.another();
    const dead = relayOn(new FakeBus(), dying);
    await dead.relay.start();
    const owners = () =>
      database.dataSource.query<unknown[]>('SELECT 1 FROM outbox_buckets WHERE expires_at > clock_timestamp()');
    await eventually(async () => expect(await owners()).toHaveLength(64));
    await dying.destroy();

    await messaging.relay.start();
    await append(order);

    await eventually(() => expect(bus.versionsOf(order)).toEqual([1]), { timeoutMs: 15_000 });
  });

  it('publishes again what was published but not acknowledged, and the consumer drops it', async () => {
    const consumerDatabase = await openServiceDatabase();
    const real = new InProcessBus();
    real.open();
    const consumer = await startTestService(consumerDatabase.dataSource, real);
    // The process dies between the publish and the acknowledgement: the handler committed, the row is still there.
    const halting = new FakeBus();
    halting.afterTaking = async (messages) => {
      await real.publish(messages);
      throw new Error('killed before the acknowledgement');
    };
    const killed = relayOn(halting);
    await append(order, 2);
    await killed.relay.start();
    await eventually(async () => expect(await consumer.effectsOf(order)).toEqual([1, 2]));
    await killed.relay.stop();
    expect(await pending()).toBe(2);

    const next = relayOn(real);
    await next.relay.start();
    await next.relay.drain();

    expect(await consumer.effectsOf(order)).toEqual([1, 2]);
    expect(await consumer.metric('kervan_messages_duplicate_total')).toBeGreaterThanOrEqual(2);
    await consumer.stop();
    await consumerDatabase.drop();
  });

  it('carries correlation, cause and trace from the handled message into what the handler writes', async () => {
    const consumerDatabase = await openServiceDatabase();
    const real = new InProcessBus();
    real.open();
    const consumer = await startTestService(consumerDatabase.dataSource, real);
    const written: unknown[] = [];
    consumer.consumer.after = async (_, tx) => {
      written.push(...(await consumer.messaging.outbox.append(tx, [aDraft(order)])));
    };
    const [cause] = await append(order);

    const relay = relayOn(real);
    await relay.relay.start();
    await relay.relay.drain();

    expect(written).toEqual([
      expect.objectContaining({
        producer: 'effects',
        correlationId: cause!.correlationId,
        causationId: cause!.id,
        traceparent: cause!.traceparent,
      }),
    ]);
    await consumer.stop();
    await consumerDatabase.drop();
  });
});
