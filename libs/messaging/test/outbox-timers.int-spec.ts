import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { fromWire, NO_MERCHANT, NotificationSent, type Envelope } from '#contracts';
import { eventually } from '#testing';
import { createMessaging, draft, type EventDraft, type EventPlace } from '../src/index.js';
import { aNotification } from './support/notifications.js';
import { onOutboxStage, type OutboxStage } from './support/outbox-stage.js';

const HOUR_MS = 3_600_000;

describe('delayed events', () => {
  let database: OutboxStage['database'];
  let messaging: OutboxStage['messaging'];
  let bus: OutboxStage['bus'];
  let order: string;
  onOutboxStage((stage) => ({ database, messaging, bus, order } = stage));

  const delayed = (at: Omit<EventPlace, 'merchantId' | 'key'>, what = 'reminder', key = order): EventDraft =>
    draft(NotificationSent, { merchantId: NO_MERCHANT, key, ...at }, aNotification(key, what));
  const append = (...drafts: EventDraft[]): Promise<Envelope[]> =>
    database.dataSource.transaction((tx) => messaging.outbox.append(tx, drafts));
  const cancel = (timer: string) => database.dataSource.transaction((tx) => messaging.outbox.cancel(tx, timer));
  /** Lets time pass for what waits. */
  const makeDue = () => database.dataSource.query(`UPDATE outbox_timers SET due_at = due_at - interval '1 day'`);
  const told = () => bus.taken.filter(({ key }) => key === order).map((message) => fromWire(message));

  it('are told when they fall due, not before, with the version of that moment', async () => {
    await messaging.relay.start();
    const [later] = await append(delayed({ delayMs: HOUR_MS }, 'later'));
    await append(delayed({}, 'first'), delayed({}, 'second'));
    await messaging.relay.drain();
    expect(bus.versionsOf(order)).toEqual([1, 2]);
    expect(later).toMatchObject({ keyVersion: 0 });

    await makeDue();
    await eventually(() => expect(bus.versionsOf(order)).toEqual([1, 2, 3]));
    expect(told().at(-1)).toMatchObject({ id: later!.id, data: { dedupeKey: 'later' } });
  });

  it('are told on time without waiting for a poll, at a time of day or after a while', async () => {
    await messaging.relay.start();
    const [{ now }] = (await database.dataSource.query<{ now: Date }[]>('SELECT now()')) as [{ now: Date }];
    const [at] = await append(delayed({ dueAt: new Date(now.getTime() + 300) }));
    await append(delayed({ delayMs: 20 }, 'other'));

    await eventually(() => expect(told().map(({ id }) => id)).toContain(at!.id));
    expect(told().map(({ keyVersion }) => keyVersion)).toEqual([1, 2]);
    expect(told().find(({ id }) => id === at!.id)).toEqual({ ...at, keyVersion: expect.any(Number) });
  });

  it('are gapless and in the order of time when many fall due at once and two relays move them', async () => {
    const second = createMessaging({ service: 'order', dataSource: await database.another(), bus });
    const numbers = Array.from({ length: 500 }, (_, index) => index);
    await append(...numbers.toReversed().map((index) => delayed({ delayMs: HOUR_MS + index }, `n${String(index)}`)));
    await makeDue();

    await Promise.all([messaging.relay.start(), second.relay.start()]);
    await eventually(() => expect(bus.versionsOf(order)).toHaveLength(500), { timeoutMs: 20_000 });
    await second.relay.stop();

    expect(bus.versionsOf(order)).toEqual(numbers.map((index) => index + 1));
    expect(told().map(({ data }) => (data as NotificationSent).dedupeKey)).toEqual(numbers.map((index) => `n${index}`));
  });

  it('can be taken back by name until they fall due, in a transaction that may fail', async () => {
    await append(delayed({ delayMs: HOUR_MS, timer: `remind ${order}` }));
    await expect(
      database.dataSource.transaction(async (tx) => {
        expect(await messaging.outbox.cancel(tx, `remind ${order}`)).toBe(true);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');

    expect(await cancel(`remind ${order}`)).toBe(true);
    expect(await cancel(`remind ${order}`)).toBe(false);
    await messaging.relay.start();
    await append(delayed({}, 'only'));
    await messaging.relay.drain();
    expect(bus.versionsOf(order)).toEqual([1]);
  });

  it('are replaced by another one of the same name', async () => {
    await append(delayed({ delayMs: HOUR_MS, timer: `remind ${order}` }, 'old'));
    await append(delayed({ delayMs: 0, timer: `remind ${order}` }, 'new'));
    await messaging.relay.start();

    await eventually(() => expect(told()).toMatchObject([{ data: { dedupeKey: 'new' }, keyVersion: 1 }]));
    await makeDue();
    expect(await database.dataSource.query('SELECT 1 FROM outbox_timers')).toEqual([]);
  });

  it('leave nothing behind when the transaction rolls back', async () => {
    await expect(
      database.dataSource.transaction(async (tx) => {
        await messaging.outbox.append(tx, [delayed({ delayMs: 0 })]);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');

    expect(await database.dataSource.query('SELECT 1 FROM outbox_timers')).toEqual([]);
  });

  it('are refused when it is not clear when they are due', async () => {
    const both = append(delayed({ delayMs: 1, dueAt: new Date() }));
    await expect(both).rejects.toMatchObject({ code: 'INVALID_EVENT_DRAFT' });
    await expect(append(delayed({ timer: 'x' }))).rejects.toMatchObject({ code: 'INVALID_EVENT_DRAFT' });
    await expect(messaging.outbox.cancel(database.dataSource.manager, 'x')).rejects.toMatchObject({
      code: 'OUTBOX_OUTSIDE_TRANSACTION',
    });
  });

  it('are counted: those that wait for their time, and those that are due and not in line', async () => {
    const registry = new Registry();
    createMessaging({ service: 'order', dataSource: database.dataSource, bus, registry });
    const figure = async (name: string): Promise<unknown[]> =>
      (await registry.getSingleMetric(name)!.get()).values.map(({ value, labels }) => [labels['state'], value]);
    await append(delayed({ delayMs: HOUR_MS }, 'late'), delayed({ delayMs: 2 * HOUR_MS }, 'later'));
    expect(await figure('kervan_outbox_timers')).toEqual([
      ['waiting', 2],
      ['overdue', 0],
    ]);
    expect(await figure('kervan_outbox_timer_overdue_seconds')).toEqual([[undefined, 0]]);

    // Nobody moves them: no relay runs.
    await database.dataSource.query(`UPDATE outbox_timers SET due_at = due_at - interval '90 minutes'`);
    expect(await figure('kervan_outbox_timers')).toEqual([
      ['waiting', 1],
      ['overdue', 1],
    ]);
    const [[, seconds]] = (await figure('kervan_outbox_timer_overdue_seconds')) as [[undefined, number]];
    expect(seconds).toBeGreaterThanOrEqual(1_800);
  });
});
