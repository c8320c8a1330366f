import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { InProcessBus } from '../src/index.js';
import { aMerchantMessage, aMessage } from './support/notifications.js';
import { openServiceDatabase, type ServiceDatabase } from './support/service-database.js';
import { startTestService, type Taking, type TestService } from './support/test-service.js';

const waysOfTaking: readonly Taking[] = ['one of a batch', 'a batch'];

describe.each(waysOfTaking)('many messages in one transaction, with handlers that take %s', (taking) => {
  let database: ServiceDatabase;
  let bus: InProcessBus;
  let service: TestService;
  let consumer: string;
  const versions = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
  const newKeys = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

  beforeAll(async () => {
    database = await openServiceDatabase();
    await database.dataSource.query('ALTER TABLE effects ADD COLUMN xid xid8 DEFAULT pg_current_xact_id()');
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    bus = new InProcessBus();
    bus.open();
    consumer = `batches-${randomUUID()}`;
    service = await startTestService(database.dataSource, bus, { service: consumer, taking });
  });
  afterEach(async () => {
    await service.stop();
    await bus.close();
  });

  const transactionsOf = async (keys: readonly string[]): Promise<number> => {
    const [row] = await database.dataSource.query<{ n: number }[]>(
      'SELECT count(DISTINCT xid)::int AS n FROM effects WHERE key = ANY ($1)',
      [keys],
    );
    return row!.n;
  };
  const effectsOf = (keys: readonly string[]) => Promise.all(keys.map((key) => service.effectsOf(key)));

  it('handles many keys, and several versions of each, by few transactions', async () => {
    const keys = newKeys(60);
    await bus.publish(keys.flatMap((key) => versions(5).map((version) => aMessage(key, version))));

    expect(await effectsOf(keys)).toEqual(keys.map(() => versions(5)));
    // Six when nothing waits; a bound that no pace of the machine reaches.
    expect(await transactionsOf(keys)).toBeLessThanOrEqual(30);
    expect(await service.metric('kervan_messages_handled_total')).toBe(300);
    const [inbox] = await database.dataSource.query<{ n: number }[]>(
      'SELECT count(*)::int AS n FROM inbox WHERE consumer = $1',
      [consumer],
    );
    expect(inbox!.n).toBe(300);
  });

  it('drops what was handled, wholly or in part, and counts it', async () => {
    const keys = newKeys(20);
    const messages = keys.flatMap((key) => versions(3).map((version) => aMessage(key, version)));
    await bus.publish(messages.filter((_, index) => index % 3 === 0));

    await bus.publish(messages);
    await bus.publish(messages);

    expect(await effectsOf(keys)).toEqual(keys.map(() => versions(3)));
    expect(await service.metric('kervan_messages_duplicate_total')).toBe(20 + 60);
  });

  it('gives a message one effect that comes under two keys or versions at once', async () => {
    const [first, second] = newKeys(2);
    const message = aMessage(first!, 1);
    await bus.publish([message, { ...message, key: second! }, aMessage(second!, 2)]);

    expect(await service.effectsOf(first!)).toHaveLength((await service.effectsOf(second!)).includes(1) ? 0 : 1);
    expect(await service.effectsOf(second!)).toContain(2);
  });

  it('gives a message no second effect that comes again under another key, and the rest of its batch goes through', async () => {
    const [first, second, ...others] = newKeys(30);
    const message = aMessage(first!, 1);
    await bus.publish([message, aMessage(others[0]!, 1)]);

    // The inbox refuses the row, and with it the batch: a producer's fault, paid for with smaller batches.
    await bus.publish([...others.map((key) => aMessage(key, key === others[0] ? 2 : 1)), { ...message, key: second! }]);

    expect(await effectsOf([first!, second!])).toEqual([[1], []]);
    expect(await effectsOf(others)).toEqual(others.map((_, index) => (index === 0 ? [1, 2] : [1])));
    expect(await service.metric('kervan_messages_duplicate_total')).toBe(1);
    expect(await service.messaging.parked.list({})).toEqual([]);
  });

  it('rolls back the whole of a batch with a bad message, then parks that one and its followers only', async () => {
    const keys = newKeys(30);
    const bad = keys[7]!;
    service.consumer.after = ({ key, keyVersion }) =>
      key === bad && keyVersion === 2 ? Promise.reject(new Error('bug')) : Promise.resolve();

    await bus.publish(keys.flatMap((key) => versions(3).map((version) => aMessage(key, version))));

    expect(await effectsOf(keys)).toEqual(keys.map((key) => (key === bad ? [1] : [1, 2, 3])));
    const parked = await service.messaging.parked.list({});
    expect(parked.map(({ key, keyVersion, state }) => [key, keyVersion, state])).toEqual([
      [bad, 3, 'waiting'],
      [bad, 2, 'dead'],
    ]);
  });

  it('lets 299 orders through beside a bad one, which is parked alone', async () => {
    const keys = newKeys(300);
    const bad = keys[150]!;
    service.consumer.before = ({ key }) => (key === bad ? Promise.reject(new Error('bug')) : Promise.resolve());

    await bus.publish(keys.map((key) => aMessage(key, 1)));

    const [done] = await database.dataSource.query<{ n: number }[]>(
      'SELECT count(DISTINCT key)::int AS n FROM effects WHERE key = ANY ($1)',
      [keys],
    );
    expect(done!.n).toBe(299);
    expect((await service.messaging.parked.list({})).map(({ key, state }) => [key, state])).toEqual([[bad, 'dead']]);
    expect(await service.metric('kervan_messages_handled_total')).toBe(299);
  });

  it('parks gaps, unreadable ones and what is behind a parked one, while the rest of the batch goes through', async () => {
    const good = newKeys(10);
    const [parkedBefore, gap, broken] = newKeys(3);
    await bus.publish([{ ...aMessage(parkedBefore!, 1), value: Buffer.from('{') }]);

    await bus.publish([
      ...good.map((key) => aMessage(key, 1)),
      ...[aMessage(parkedBefore!, 2), aMessage(gap!, 2)],
      ...[aMessage(broken!, 1), { ...aMessage(broken!, 2), value: Buffer.from('null') }, aMessage(broken!, 3)],
    ]);

    expect(await effectsOf(good)).toEqual(good.map(() => [1]));
    expect(await effectsOf([parkedBefore!, gap!, broken!])).toEqual([[], [], [1]]);
    const parked = await service.messaging.parked.list({});
    const found = parked.map(({ key, keyVersion, errorClass }) => `${key} ${String(keyVersion)} ${errorClass}`);
    expect(found.toSorted()).toEqual(
      [
        ...[`${parkedBefore!} 1 poison`, `${parkedBefore!} 2 behind`, `${gap!} 2 gap`],
        ...[`${broken!} 2 poison`, `${broken!} 3 behind`],
      ].toSorted(),
    );
  });

  it('goes over missing versions of a compacted topic, and drops its older ones', async () => {
    const keys = newKeys(5);
    await bus.publish(keys.flatMap((key) => [aMerchantMessage(key, 3), aMerchantMessage(key, 7)]));
    await bus.publish(keys.flatMap((key) => [aMerchantMessage(key, 5), aMerchantMessage(key, 9)]));

    expect(await effectsOf(keys)).toEqual(keys.map(() => [3, 7, 9]));
  });

  it('handles each message once when two processes get the same batches', async () => {
    const otherBus = new InProcessBus();
    otherBus.open();
    const other = await startTestService(await database.another(), otherBus, { service: consumer, taking });
    const keys = newKeys(40);
    const messages = keys.flatMap((key) => versions(3).map((version) => aMessage(key, version)));

    await Promise.all([bus.publish(messages), otherBus.publish(messages.toReversed().toSorted(byVersion))]);
    await other.stop();
    await otherBus.close();

    expect(await effectsOf(keys)).toEqual(keys.map(() => versions(3)));
    expect(await service.messaging.parked.list({})).toEqual([]);
  });
});

const byVersion = (a: ReturnType<typeof aMessage>, b: ReturnType<typeof aMessage>): number =>
  Number(a.headers['ce_keyversion']) - Number(b.headers['ce_keyversion']);
