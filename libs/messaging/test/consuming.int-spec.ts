import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { NotificationFailed, topics } from '#contracts';
import { eventually } from '#testing';
import { InProcessBus } from '../src/index.js';
import { sweepInbox } from '../src/consumer/inbox-retention.js';
import { aMerchantMessage, aMessage } from './support/notifications.js';
import { openServiceDatabase, type ServiceDatabase } from './support/service-database.js';
import { startTestService, type Taking, type TestService } from './support/test-service.js';

class PartnerDownError extends Error {
  readonly retryable = true;
  readonly code = 'PARTNER_DOWN';
}

const waysOfTaking: readonly Taking[] = ['one', 'one of a batch', 'a batch'];

/** What is promised does not depend on how a handler takes its messages. */
describe.each(waysOfTaking)('consuming messages with handlers that take %s', (taking) => {
  let database: ServiceDatabase;
  let bus: InProcessBus;
  let service: TestService;
  let order: string;
  let consumer: string;

  beforeAll(async () => {
    database = await openServiceDatabase();
  });
  afterAll(() => database.drop());

  beforeEach(async () => {
    order = randomUUID();
    bus = new InProcessBus();
    bus.open();
    // A consumer of its own: what another test parked is not replayed into this one.
    consumer = `effects-${order}`;
    service = await startTestService(database.dataSource, bus, { service: consumer, taking });
  });
  afterEach(async () => {
    await service.stop();
    await bus.close();
  });

  const parkedOf = (key: string) => service.messaging.parked.list({ key });
  const inboxHas = async (id: string): Promise<boolean> =>
    (await database.dataSource.query<unknown[]>('SELECT 1 FROM inbox WHERE message_id = $1', [id])).length > 0;

  it('gives a message delivered twice one effect, and counts the second', async () => {
    const message = aMessage(order, 1);

    await bus.publish([message, message]);
    await bus.publish([message]);

    expect(await service.effectsOf(order)).toEqual([1]);
    expect(await service.metric('kervan_messages_duplicate_total')).toBe(2);
  });

  it('drops a late older version that comes with another id', async () => {
    await bus.publish([aMessage(order, 1), aMessage(order, 2)]);
    await bus.publish([aMessage(order, 1)]);

    expect(await service.effectsOf(order)).toEqual([1, 2]);
    expect(await parkedOf(order)).toEqual([]);
  });

  it('handles a message once when two processes get it at the same time', async () => {
    const second = await startTestService(await database.another(), bus, {
      service: 'other-name-same-handler',
      taking,
    });
    const message = aMessage(order, 1);
    await Promise.all(Array.from({ length: 8 }, () => bus.publish([message])));
    await second.stop();

    // Two consumers by name, so two effects; each of them once.
    expect(await service.effectsOf(order)).toEqual([1, 1]);
  });

  it('leaves no effect, no inbox row and no key version when the handler throws', async () => {
    service.consumer.after = () => Promise.reject(new Error('bug after writing'));
    const message = aMessage(order, 1);

    await bus.publish([message]);

    expect(await service.effectsOf(order)).toEqual([]);
    expect(await inboxHas(message.headers['ce_id']!)).toBe(false);
    const heads = await database.dataSource.query<unknown[]>('SELECT 1 FROM consumer_key_heads WHERE key = $1', [
      order,
    ]);
    expect(heads).toEqual([]);
  });

  it('keeps the original error for classification, not what Nest makes of it', async () => {
    service.consumer.before = () => Promise.reject(new PartnerDownError('carrier does not answer'));

    await bus.publish([aMessage(order, 1)]);

    const [parked] = await parkedOf(order);
    expect(parked).toMatchObject({
      state: 'waiting',
      errorClass: 'retryable',
      errorCode: 'PARTNER_DOWN',
      errorDetail: 'carrier does not answer',
    });
  });

  it('retries a deadlock in the lane and parks nothing', async () => {
    let tries = 0;
    service.consumer.before = async (_, tx) => {
      tries += 1;
      if (tries < 3) await tx.query(`DO $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END $$`);
    };

    await bus.publish([aMessage(order, 1)]);

    expect(tries).toBe(3);
    expect(await service.effectsOf(order)).toEqual([1]);
    expect(await parkedOf(order)).toEqual([]);
  });

  it('survives the loss of its connection in the middle of a handler', async () => {
    let tries = 0;
    const killer = await database.another();
    service.consumer.after = async (_, tx) => {
      tries += 1;
      if (tries > 1) return;
      const [row] = await tx.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
      // Waits for its end: the signal alone is asynchronous, and the commit could still get through before it.
      const [end] = await killer.query<{ gone: boolean }[]>('SELECT pg_terminate_backend($1, 5000) AS gone', [
        row!.pid,
      ]);
      expect(end?.gone).toBe(true);
    };

    await bus.publish([aMessage(order, 1)]);

    expect(await parkedOf(order)).toEqual([]);
    expect(tries).toBe(2);
    expect(await service.effectsOf(order)).toEqual([1]);
  });

  it('parks a poison message alone: every other key goes on, its own key queues behind it', async () => {
    const other = randomUUID();
    service.consumer.before = ({ key, keyVersion }) =>
      key === order && keyVersion === 1 ? Promise.reject(new Error('bug')) : Promise.resolve();

    await bus.publish([aMessage(order, 1), aMessage(other, 1), aMessage(order, 2), aMessage(other, 2)]);

    expect(await service.effectsOf(other)).toEqual([1, 2]);
    expect(await service.effectsOf(order)).toEqual([]);
    const states = (await parkedOf(order)).map(({ keyVersion, state, errorClass }) => [keyVersion, state, errorClass]);
    expect(states).toEqual([
      [2, 'waiting', 'behind'],
      [1, 'dead', 'poison'],
    ]);
  });

  it('replays a key in order, with the same ids, once somebody mended the cause', async () => {
    service.consumer.before = () => Promise.reject(new Error('bug'));
    const messages = [1, 2, 3].map((version) => aMessage(order, version));
    await bus.publish(messages);

    service.consumer.before = () => Promise.resolve();
    await service.messaging.parked.replay({ key: order });

    await eventually(async () => expect(await service.effectsOf(order)).toEqual([1, 2, 3]));
    expect((await parkedOf(order)).map(({ state }) => state)).toEqual(['replayed', 'replayed', 'replayed']);
    expect(await inboxHas(messages[0]!.headers['ce_id']!)).toBe(true);
    await bus.publish([aMessage(order, 4)]);
    expect(await service.effectsOf(order)).toEqual([1, 2, 3, 4]);
  });

  it('tries a retryable failure again by itself, with growing pauses', async () => {
    let failures = 0;
    service.consumer.before = () => {
      failures += 1;
      return failures <= 2 ? Promise.reject(new PartnerDownError('down')) : Promise.resolve();
    };

    // One by one: a failure in company is not an attempt of its own.
    await bus.publish([aMessage(order, 1)]);
    await bus.publish([aMessage(order, 2)]);

    await eventually(async () => expect(await service.effectsOf(order)).toEqual([1, 2]), { timeoutMs: 20_000 });
    const [, first] = await parkedOf(order);
    expect(first).toMatchObject({ keyVersion: 1, state: 'replayed', attempts: 3 });
  });

  it('goes on with the next message of a key after an operator skipped the first', async () => {
    service.consumer.before = ({ keyVersion }) =>
      keyVersion === 1 ? Promise.reject(new Error('bug')) : Promise.resolve();
    await bus.publish([aMessage(order, 1), aMessage(order, 2)]);
    const [second, first] = await parkedOf(order);

    await expect(service.messaging.parked.skip(second!.id, 'out of turn')).rejects.toThrow(first!.id);
    const skipped = await service.messaging.parked.skip(first!.id, 'customer was told by phone');

    expect(skipped).toMatchObject({ state: 'skipped', skipReason: 'customer was told by phone' });
    await eventually(async () => expect(await service.effectsOf(order)).toEqual([2]));
    await expect(service.messaging.parked.skip(first!.id, 'again')).rejects.toMatchObject({
      code: 'PARKED_MESSAGE_SETTLED',
    });
  });

  it('waits for a missing version instead of handling the later one first', async () => {
    await bus.publish([aMessage(order, 1)]);
    await bus.publish([aMessage(order, 3)]);
    expect((await parkedOf(order))[0]).toMatchObject({ keyVersion: 3, errorClass: 'gap', state: 'waiting' });

    await bus.publish([aMessage(order, 2)]);

    await eventually(async () => expect(await service.effectsOf(order)).toEqual([1, 2, 3]), { timeoutMs: 20_000 });
  });

  it('lets an operator go over a gap that is dead', async () => {
    await bus.publish([aMessage(order, 5)]);
    const [gap] = await parkedOf(order);
    await database.dataSource.query(`UPDATE parked_messages SET state = 'dead' WHERE id = $1`, [gap!.id]);

    await service.messaging.parked.replay({ ids: [gap!.id, 'not-an-id'] });

    await eventually(async () => expect(await service.effectsOf(order)).toEqual([5]));
  });

  it('parks what it cannot read, once, and shows why', async () => {
    const broken = { ...aMessage(order, 1), value: Buffer.from('{"half":') };
    const unknown = aMessage(order, 2, { type: 'notification.invented' });

    await bus.publish([broken, unknown]);
    await bus.publish([broken]);

    const codes = (await parkedOf(order)).map(({ errorCode, state }) => [errorCode, state]);
    expect(codes).toEqual([
      ['UNKNOWN_TYPE', 'waiting'],
      ['BAD_JSON', 'dead'],
    ]);
  });

  it('counts ignored events as versions of the key', async () => {
    const { audience, channel, template, dedupeKey, notificationId, orderId } = {
      ...{ audience: 'customer', channel: 'email', template: 'order-shipped', dedupeKey: 'x' },
      ...{ notificationId: randomUUID(), orderId: order },
    };
    const ignored = Object.assign(new NotificationFailed(), {
      ...{ audience, channel, template, dedupeKey, notificationId, orderId, reasonCode: 'REFUSED' },
    });

    await bus.publish([aMessage(order, 1), aMessage(order, 2, { type: 'notification.failed', data: ignored })]);
    await bus.publish([aMessage(order, 3)]);

    expect(await service.effectsOf(order)).toEqual([1, 3]);
  });

  it('neither loses nor dead-letters a message while the database is away', async () => {
    let published: Promise<void> = Promise.resolve();
    await database.duringOutage(async () => {
      published = bus.publish([aMessage(order, 1)]);
      const settled = await Promise.race([published.then(() => 'settled'), delay(1_000, 'waiting')]);
      expect(settled).toBe('waiting');
    });

    await published;
    // When the database comes back between the last try and the parking, the message waits there for a second.
    await eventually(async () => expect(await service.effectsOf(order)).toEqual([1]));
    expect((await parkedOf(order)).filter(({ state }) => state !== 'replayed')).toEqual([]);
  });

  it('takes the newest of a compacted topic although earlier versions are gone, and drops a late older one', async () => {
    await bus.publish([aMerchantMessage(order, 7)]);
    await bus.publish([aMerchantMessage(order, 5), aMerchantMessage(order, 9)]);

    expect(await service.effectsOf(order)).toEqual([7, 9]);
    expect(await parkedOf(order)).toEqual([]);
  });

  it('queues a key of a compacted topic behind its parked message too, and replays all of it', async () => {
    service.consumer.before = () => Promise.reject(new Error('bug'));
    await bus.publish([aMerchantMessage(order, 1)]);
    service.consumer.before = () => Promise.resolve();
    await bus.publish([aMerchantMessage(order, 2), aMerchantMessage(order, 4)]);
    expect(await service.effectsOf(order)).toEqual([]);

    await service.messaging.parked.replay({ filter: { state: 'dead', key: order } }, 100);

    await eventually(async () => expect(await service.effectsOf(order)).toEqual([1, 2, 4]));
  });

  it('still drops a duplicate whose inbox row was swept away', async () => {
    const message = aMessage(order, 1);
    await bus.publish([message]);
    await database.dataSource.query(`UPDATE inbox SET handled_at = now() - interval '8 days' WHERE message_id = $1`, [
      message.headers['ce_id'],
    ]);

    expect(await sweepInbox(database.dataSource, consumer)).toBe(1);
    await bus.publish([message]);

    expect(await service.effectsOf(order)).toEqual([1]);
  });

  it('lists parked messages page by page, newest first', async () => {
    service.consumer.before = () => Promise.reject(new Error('bug'));
    await bus.publish([1, 2, 3].map((version) => aMessage(order, version)));

    const first = await service.messaging.parked.list({ key: order, limit: 2 });
    const second = await service.messaging.parked.list({ key: order, limit: 2, after: first.at(-1)!.id });

    expect([...first, ...second].map(({ keyVersion }) => keyVersion)).toEqual([3, 2, 1]);
    expect(first[0]).toMatchObject({ topic: topics.notifications, type: 'notification.sent' });
  });
});
