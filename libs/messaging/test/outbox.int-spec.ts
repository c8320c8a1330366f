import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { fromWire, NO_MERCHANT, NotificationSent, topics } from '#contracts';
import { draft } from '../src/index.js';
import { aDraft, aNotification } from './support/notifications.js';
import { onOutboxStage, type OutboxStage } from './support/outbox-stage.js';

describe('the outbox', () => {
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
  const pendingVersions = async (key: string): Promise<number[]> => {
    const rows = await database.dataSource.query<{ key_version: string }[]>(
      'SELECT key_version FROM outbox_pending JOIN outbox_archive USING (slot, seq) WHERE key = $1 ORDER BY seq',
      [key],
    );
    return rows.map((row) => Number(row.key_version));
  };

  it('refuses to write outside a transaction', async () => {
    await expect(messaging.outbox.append(database.dataSource.manager, [aDraft(order)])).rejects.toMatchObject({
      code: 'OUTBOX_OUTSIDE_TRANSACTION',
    });
    expect(await pendingVersions(order)).toEqual([]);
  });

  it('refuses data that breaks a rule of its event, and writes nothing', async () => {
    const broken = draft(
      NotificationSent,
      { merchantId: NO_MERCHANT, key: order },
      Object.assign(aNotification(order), { channel: 'pigeon' }),
    );

    const appending = database.dataSource.transaction((tx) => messaging.outbox.append(tx, [aDraft(order), broken]));

    await expect(appending).rejects.toMatchObject({ code: 'INVALID_EVENT_DRAFT' });
    expect(await pendingVersions(order)).toEqual([]);
  });

  it('leaves nothing behind when the transaction rolls back, not even a used version', async () => {
    await expect(
      database.dataSource.transaction(async (tx) => {
        await messaging.outbox.append(tx, [aDraft(order)]);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');

    const [envelope] = await append(order);
    expect(envelope?.keyVersion).toBe(1);
  });

  it('numbers several events of several keys in one call, each key for itself', async () => {
    const other = randomUUID();

    const first = await append(order, other, order);
    const second = await append(order);

    expect(first.map(({ key, keyVersion }) => [key, keyVersion])).toEqual([
      [order, 1],
      [other, 1],
      [order, 2],
    ]);
    expect(second[0]?.keyVersion).toBe(3);
    expect(first[0]).toMatchObject({ producer: 'order', topic: topics.notifications, causationId: null });
    expect(new Set(first.map(({ correlationId }) => correlationId)).size).toBe(1);
  });

  it('gives gapless versions in the order of the table to 16 writers of the same three keys', async () => {
    const keys = [order, randomUUID(), randomUUID()];
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      for (let round = 0; round < 12; round += 1) {
        // Every writer names the keys in another order, and some change their mind after locking them.
        const rotated = [...keys.slice((writer + round) % 3), ...keys.slice(0, (writer + round) % 3)];
        await database.dataSource
          .transaction(async (tx) => {
            await messaging.outbox.append(
              tx,
              rotated.map((key) => aDraft(key)),
            );
            if ((writer + round) % 5 === 0) throw new Error('rolled back');
          })
          .catch((error: unknown) => {
            if (!(error instanceof Error && error.message === 'rolled back')) throw error;
          });
      }
    });
    await Promise.all(writers);

    for (const key of keys) {
      const versions = await pendingVersions(key);
      expect(versions.length).toBeGreaterThan(100);
      expect(versions).toEqual(versions.map((_, index) => index + 1));
    }
  });

  it('puts on the bus exactly what append returned', async () => {
    await messaging.relay.start();
    const [envelope] = await append(order);
    await messaging.relay.drain();
    await messaging.relay.stop();

    const sent = bus.taken.find((message) => message.key === order);
    expect(fromWire(sent!)).toEqual(envelope);
  });
});
