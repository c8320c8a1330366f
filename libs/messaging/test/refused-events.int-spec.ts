import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { fromWire, SKIPPED_HEADER, topics } from '#contracts';
import { eventually } from '#testing';
import { createMessaging, InProcessBus, type EventDraft, type Messaging, type RefusedKey } from '../src/index.js';
import { FakeBus } from './support/fake-bus.js';
import { aDraft, aMerchantDraft } from './support/notifications.js';
import { openServiceDatabase, type ServiceDatabase } from './support/service-database.js';
import { startTestService, type Taking } from './support/test-service.js';

const PATIENCE_MS = 30_000;
const TOO_LARGE = 'too-large';

describe('an event that the bus refuses', () => {
  let database: ServiceDatabase;
  let messaging: Messaging;
  let bus: FakeBus;
  let key: string;
  const cleanUps: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    database = await openServiceDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    key = randomUUID();
    bus = new FakeBus();
    bus.verdict = ({ value }) =>
      value.includes(TOO_LARGE) ? { error: new Error('too large'), retriable: false } : null;
    messaging = createMessaging({ service: 'order', dataSource: database.dataSource, bus });
    await messaging.relay.start();
  });
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
    await messaging.relay.stop();
    await database.dataSource.query('TRUNCATE outbox_pending, outbox_archive, outbox_replays, outbox_refused_keys');
  });

  const append = (...drafts: EventDraft[]) =>
    database.dataSource.transaction((tx) => messaging.outbox.append(tx, drafts));
  const refused = (): Promise<RefusedKey> =>
    eventually(
      async () => {
        const [found] = await messaging.archive.refusedKeys();
        if (!found) throw new Error('nothing is refused');
        return found;
      },
      { timeoutMs: PATIENCE_MS },
    );
  const by = { reason: 'the note is longer than any message may be', skippedBy: 'key-1' };
  const replayed = async (topic: RefusedKey['topic']): Promise<void> => {
    bus.taken.splice(0);
    const hourMs = 3_600_000;
    const from = new Date(Date.now() - hourMs);
    const to = new Date(Date.now() + hourMs);
    const ofTopic = Object.values(topics).find((name) => name === topic);
    const order = { ...(ofTopic && { topic: ofTopic }), from, to, ratePerSecond: 1_000, requestedBy: 'key-1' };
    const { id } = await messaging.archive.replay(order);
    await eventually(
      async () => {
        const run = (await messaging.archive.replays()).find((candidate) => candidate.id === id);
        expect(run?.finishedAt).not.toBeNull();
      },
      { timeoutMs: PATIENCE_MS },
    );
    await messaging.relay.drain();
  };

  it.each<Taking>(['one', 'one of a batch', 'a batch'])(
    'is skipped: its key goes on, and consumers that take %s count its version without a handler and park nothing',
    async (taking) => {
      const consumerDatabase = await openServiceDatabase();
      const real = new InProcessBus();
      real.open();
      cleanUps.push(() => consumerDatabase.drop());
      const consumer = await startTestService(consumerDatabase.dataSource, real, { taking });
      cleanUps.push(() => consumer.stop());
      // As Kafka's adapter: of a key nothing passes the record that was refused.
      let isStopped = false;
      bus.verdict = ({ value, headers }) => {
        if (headers[SKIPPED_HEADER] !== undefined) isStopped = false;
        else if (value.includes(TOO_LARGE)) isStopped = true;
        return isStopped ? { error: new Error('too large'), retriable: false } : null;
      };
      bus.afterTaking = (messages) => real.publish(messages.filter((message) => bus.taken.includes(message)));
      const written = await append(aDraft(key), aDraft(key, TOO_LARGE), aDraft(key));
      const { messageId } = await refused();

      const skipped = await messaging.archive.skipRefused(messageId, by);

      expect(skipped).toMatchObject({ ...by, key, keyVersion: 2, messageId: written[1]!.id, errorDetail: 'too large' });
      await append(aDraft(key));
      await messaging.relay.drain();
      await eventually(async () => expect(await consumer.effectsOf(key)).toEqual([1, 3, 4]), {
        timeoutMs: PATIENCE_MS,
      });
      expect(await consumer.messaging.parked.list()).toEqual([]);
      expect(await messaging.archive.skipped()).toContainEqual(skipped);
      expect(await messaging.archive.refusedKeys()).toEqual([]);
    },
    4 * PATIENCE_MS,
  );

  it(
    'that was skipped keeps its content in the archive, and a replay tells its version again, not its content',
    async () => {
      await append(aDraft(key, TOO_LARGE), aDraft(key));
      const { messageId, topic } = await refused();
      await messaging.archive.skipRefused(messageId, by);
      await messaging.relay.drain();

      await replayed(topic);

      expect(bus.taken.filter((message) => message.key === key).map((message) => fromWire(message))).toMatchObject([
        { id: messageId, keyVersion: 1, type: 'notification.sent', isSkipped: true, data: {} },
        { keyVersion: 2, data: { orderId: key } },
      ]);
      const [archived] = await database.dataSource.query<{ value: string }[]>(
        'SELECT value FROM outbox_archive WHERE id = $1',
        [messageId],
      );
      expect(archived!.value).toContain(TOO_LARGE);
    },
    2 * PATIENCE_MS,
  );

  it(
    'of a compacted topic is skipped without a trace on the bus: the state before it stays the newest, also in a replay',
    async () => {
      await append(aMerchantDraft(key, 'first'));
      await messaging.relay.drain();
      await append(aMerchantDraft(key, TOO_LARGE));
      const { messageId, topic } = await refused();
      expect(topic).toBe(topics.merchants);

      await messaging.archive.skipRefused(messageId, by);
      await messaging.relay.drain();
      expect(bus.versionsOf(key)).toEqual([1]);
      await replayed(topic);
      expect(bus.versionsOf(key)).toEqual([]);

      await append(aMerchantDraft(key, 'third'));
      await messaging.relay.drain();
      expect(bus.versionsOf(key)).toEqual([3]);
    },
    2 * PATIENCE_MS,
  );

  it('that is not refused, or was skipped already, cannot be skipped', async () => {
    await append(aDraft(key, TOO_LARGE));
    const { messageId } = await refused();
    await messaging.archive.skipRefused(messageId, by);
    await messaging.relay.drain();

    for (const id of [messageId, randomUUID()])
      await expect(messaging.archive.skipRefused(id, by)).rejects.toMatchObject({ code: 'REFUSED_EVENT_NOT_FOUND' });
  });
});
