import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { InProcessBus, type ParkingPolicy, type ParkingRoom, type StartedRun } from '../src/index.js';
import { sweepSettled } from '../src/parking/parked-retention.js';
import { type Judge, type ParkingService, startParkingService } from './support/parking-service.js';
import { aMerchantMessage, aMessage } from './support/notifications.js';
import { openServiceDatabase, type ServiceDatabase } from './support/service-database.js';

const BUG = new Error('bug');
class PartnerDownError extends Error {
  readonly retryable = true;
  readonly code = 'PARTNER_DOWN';
}

async function begun(run: Promise<StartedRun>): Promise<{ id: string; scheduled: number }> {
  const { id, scheduled } = await run;
  if (id === null) throw new Error('The replay took nothing');
  return { id, scheduled };
}

describe('parking', () => {
  let database: ServiceDatabase;
  let bus: InProcessBus;
  let services: ParkingService[];
  let key: string;
  let name: string;

  beforeAll(async () => {
    database = await openServiceDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(() => {
    bus = new InProcessBus();
    bus.open();
    services = [];
    key = randomUUID();
    name = `parking-${key}`;
  });
  afterEach(async () => {
    await Promise.all(services.map((service) => service.stop()));
    await bus.close();
  });

  async function start(
    parking: ParkingPolicy,
    judge: Judge = () => null,
    room: Partial<ParkingRoom> = {},
  ): Promise<ParkingService> {
    const service = await startParkingService(database.dataSource, bus, name, { parking, room });
    services.push(service);
    service.judge = judge;
    return service;
  }
  const failing =
    (...versions: number[]): Judge =>
    ({ keyVersion }) =>
      versions.includes(keyVersion) ? BUG : null;
  const statesOf = async (service: ParkingService, of = key) =>
    (await service.messaging.parked.list({ key: of })).map(({ keyVersion, state }) => [keyVersion, state]);

  describe('that releases its keys', () => {
    it('lets later messages of the key go on, and replays the parked one alone, once', async () => {
      const service = await start('release', failing(2));
      await bus.publish([1, 2, 3, 4].map((version) => aMessage(key, version)));
      expect(await service.effectsOf(key)).toEqual([1, 3, 4]);
      expect(await statesOf(service)).toEqual([[2, 'dead']]);

      service.judge = () => null;
      await service.messaging.parked.replay({ key });
      await eventually(async () => expect(await service.effectsOf(key)).toEqual([1, 3, 4, 2]));
      await bus.publish([2, 5].map((version) => aMessage(key, version)));
      expect(await service.effectsOf(key)).toEqual([1, 3, 4, 2, 5]);
    });

    it('does not handle a released message a second time when the bus brings it again', async () => {
      const service = await start('release', failing(1));
      const message = aMessage(key, 1);
      await bus.publish([message, aMessage(key, 2)]);
      service.judge = () => null;

      await bus.publish([message]);
      expect(await service.effectsOf(key)).toEqual([2]);
      await service.messaging.parked.replay({ key });
      await eventually(async () => expect(await service.effectsOf(key)).toEqual([2, 1]));
      await bus.publish([message]);
      expect(await service.effectsOf(key)).toEqual([2, 1]);
    });

    it('tries a retryable one again by itself while the key goes on', async () => {
      let failures = 0;
      const service = await start('release', ({ keyVersion }) =>
        keyVersion === 1 && (failures += 1) <= 2 ? new PartnerDownError('down') : null,
      );
      await bus.publish([aMessage(key, 1), aMessage(key, 2)]);
      expect(await service.effectsOf(key)).toEqual([2]);
      await eventually(async () => expect(await service.effectsOf(key)).toEqual([2, 1]), { timeoutMs: 20_000 });
    });

    it('still waits for a version that is on its way, and does not lose it', async () => {
      const service = await start('release');
      await bus.publish([aMessage(key, 1), aMessage(key, 3)]);
      expect(await service.effectsOf(key)).toEqual([1]);

      await bus.publish([aMessage(key, 2)]);
      await eventually(async () => expect(await service.effectsOf(key)).toEqual([1, 2, 3]), { timeoutMs: 20_000 });
    });

    it('goes over a gap by itself when the missing version never comes', async () => {
      const service = await start('release');
      await bus.publish([aMessage(key, 5)]);
      await database.dataSource.query(
        `UPDATE parked_messages SET attempts = 11, next_attempt_at = now() WHERE key = $1`,
        [key],
      );
      service.messaging.transport.wakeParked();
      await eventually(async () => expect(await service.effectsOf(key)).toEqual([5]), { timeoutMs: 20_000 });
    });

    it('does not let a later unreadable message take the place of one that is on its way', async () => {
      const service = await start('release');
      await bus.publish([aMessage(key, 1), { ...aMessage(key, 3), value: Buffer.from('{"half":') }]);
      await bus.publish([aMessage(key, 2)]);

      // The broken one is released only after its turn has come; then the key goes on.
      await eventually(async () => expect(await service.effectsOf(key)).toEqual([1, 2]));
      await eventually(async () => expect(await statesOf(service)).toEqual([[3, 'dead']]), { timeoutMs: 20_000 });
      await bus.publish([aMessage(key, 4)]);
      await eventually(async () => expect(await service.effectsOf(key)).toEqual([1, 2, 4]));
    });

    it('holds them where the newest message is the whole truth: an older one must not follow it', async () => {
      const service = await start('release', () => BUG);
      await bus.publish([aMerchantMessage(key, 1)]);
      service.judge = () => null;
      await bus.publish([aMerchantMessage(key, 2)]);
      expect(await service.effectsOf(key)).toEqual([]);

      await service.messaging.parked.replay({ key });
      await eventually(async () => expect(await service.effectsOf(key)).toEqual([1, 2]));
    });
  });

  /**
   * A rehearsal left an order for ever behind a message that had been skipped: the same version had come three times
   * under different ids while the key was held, and each of the three waited for the other two.
   */
  it('lets copies of one version under different ids not wait for each other', async () => {
    const service = await start('hold', failing(1));
    await bus.publish([aMessage(key, 1), aMessage(key, 2), aMessage(key, 2), aMessage(key, 2), aMessage(key, 3)]);
    const parked = await service.messaging.parked.list({ key });
    expect(parked).toHaveLength(5);

    const poison = parked.find(({ keyVersion }) => keyVersion === 1);
    await service.messaging.parked.skip(poison?.id ?? '', 'cannot be repaired');
    await eventually(async () => expect(await service.effectsOf(key)).toEqual([2, 3]));
    await eventually(async () =>
      expect((await statesOf(service)).map(([, state]) => state).sort()).toEqual([
        ...Array.from({ length: 4 }, () => 'replayed'),
        'skipped',
      ]),
    );
  });

  it('holds a key for ever where the handler says so, whatever its class says', async () => {
    const service = await start('hold', failing(1));
    await bus.publish([1, 2].map((version) => aMessage(key, version)));
    expect(await service.effectsOf(key)).toEqual([]);
    expect(await statesOf(service)).toEqual([
      [2, 'waiting'],
      [1, 'dead'],
    ]);
  });

  describe('that is full', () => {
    it('keeps the messages of a full key on the bus, and takes them when there is room again', async () => {
      const service = await start('hold', failing(1), { perKeyMax: 2 });
      const published = bus.publish([1, 2, 3].map((version) => aMessage(key, version)));
      await eventually(async () => expect(await service.messaging.parked.full()).toHaveLength(1));
      expect((await service.messaging.parked.full())[0]).toMatchObject({ scope: 'key', of: key, parked: 2, max: 2 });
      expect(await service.metric('kervan_parking_full', { scope: 'key' })).toBe(1);
      const other = randomUUID();
      await bus.publish(
        [aMessage(other, 1), aMessage(other, 2)].filter(({ headers }) => headers['ce_keyversion'] === '2'),
      );
      expect(await statesOf(service, other)).toEqual([[2, 'waiting']]);

      service.judge = () => null;
      await service.messaging.parked.replay({ key });
      await published;
      await eventually(async () => expect(await service.effectsOf(key)).toEqual([1, 2, 3]));
      expect(await service.messaging.parked.full()).toEqual([]);
    });

    it('keeps those of a full merchant on the bus, on whatever key', async () => {
      const merchant = randomUUID();
      const keys = [randomUUID(), randomUUID(), randomUUID()];
      const service = await start('hold', () => BUG, { perMerchantMax: 2 });
      const ofMerchant = (of: string) => aMessage(of, 1, { merchantId: merchant });
      await bus.publish(keys.slice(0, 2).map(ofMerchant));
      const published = bus.publish(keys.slice(2).map(ofMerchant));
      await eventually(async () =>
        expect(await service.messaging.parked.full()).toMatchObject([{ scope: 'merchant', of: merchant, parked: 2 }]),
      );
      service.judge = () => null;
      await service.messaging.parked.replay({ filter: {} });
      await published;
      await eventually(async () =>
        expect(await Promise.all(keys.map((of) => service.effectsOf(of)))).toEqual([[1], [1], [1]]),
      );
    });
  });

  describe('replays', () => {
    it('say before they start what will go, what stays behind and what goes over a gap', async () => {
      const gap = randomUUID();
      const service = await start('hold', failing(1));
      await bus.publish([aMessage(key, 1), aMessage(key, 2), aMessage(key, 3), aMessage(gap, 7)]);
      await database.dataSource.query(`UPDATE parked_messages SET state = 'dead' WHERE key = $1`, [gap]);
      const { parked } = service.messaging;
      const ofKey = await parked.list({ key });

      expect(await parked.previewReplay({ filter: {} }, 2)).toMatchObject({
        selected: 4,
        keys: 2,
        fates: { now: 3, over_gap: 1, already_handled: 0, missing: 0, behind: 0 },
        largestKeys: [{ key, messages: 3 }, { key: gap }],
        types: [{ type: 'notification.sent', messages: 4 }],
        expectedSeconds: 2,
      });
      const later = ofKey.filter(({ keyVersion }) => keyVersion !== 1).map(({ id }) => id);
      expect((await parked.previewReplay({ ids: later })).fates).toMatchObject({ now: 0, behind: 2 });
      expect(await parked.replay({ ids: later })).toEqual({ id: null, scheduled: 0 });
      expect(await service.effectsOf(key)).toEqual([]);
    });

    it('tell how far they are, and what failed again', async () => {
      const good = randomUUID();
      const service = await start('hold', () => BUG);
      await bus.publish([aMessage(key, 1), aMessage(key, 2), aMessage(good, 1)]);
      service.judge = ({ key: of }) => (of === key ? BUG : null);

      const { id, scheduled } = await begun(service.messaging.parked.replay({ filter: {} }, 100));
      expect(scheduled).toBe(3);
      await eventually(async () =>
        expect(await service.messaging.parked.replayRun(id)).toMatchObject({
          ...{ total: 3, replayed: 1, failed: 1, held: 1, left: 0 },
        }),
      );
      expect((await service.messaging.parked.replays())[0]).toMatchObject({ id, ratePerSecond: 100 });
      const outcomes = await service.messaging.parked.list({ replayId: id });
      expect(outcomes.map(({ replayOutcome }) => replayOutcome).sort()).toEqual(['failed', 'held', 'replayed']);
      await expect(service.messaging.parked.replayRun(randomUUID())).rejects.toMatchObject({
        code: 'PARKED_REPLAY_NOT_FOUND',
      });
    });

    // Each message used to have its own due time: after a stop of a minute a slow replay came back as one wave.
    it('keep their pace after a stop that was longer than they are', async () => {
      const service = await start('hold', () => BUG);
      const keys = Array.from({ length: 12 }, () => randomUUID());
      await bus.publish(keys.map((of) => aMessage(of, 1)));
      service.judge = () => null;
      await service.stop();
      services.length = 0;
      const { id } = await begun(service.messaging.parked.replay({ filter: {} }, 4));
      await database.dataSource.query(
        `UPDATE parked_replays SET next_at = next_at - interval '1 hour', requested_at = requested_at - interval '1 hour'
         WHERE id = $1`,
        [id],
      );

      const [before] = await database.dataSource.query<{ now: Date }[]>('SELECT now()');
      const again = await start('hold');
      await eventually(async () => expect((await again.messaging.parked.replayRun(id)).left).toBe(0), {
        timeoutMs: 20_000,
      });
      const { finishedAt } = await again.messaging.parked.replayRun(id);
      // Twelve at four a second: one second's worth and the turn of now at once, seven more a quarter second apart.
      expect(finishedAt!.getTime() - before!.now.getTime()).toBeGreaterThanOrEqual(1_750);
    });
  });

  it('purges what was settled long ago, and nothing that still waits', async () => {
    const service = await start('hold', failing(1));
    await bus.publish([aMessage(key, 1), aMessage(key, 2)]);
    const [, first] = await service.messaging.parked.list({ key });
    await service.messaging.parked.skip(first!.id, 'told by phone');
    await eventually(async () => expect(await service.effectsOf(key)).toEqual([2]));
    service.judge = () => BUG;
    await bus.publish([aMessage(key, 3)]);
    await database.dataSource.query(
      `UPDATE parked_messages SET settled_at = settled_at - interval '31 days',
         first_parked_at = first_parked_at - interval '31 days' WHERE key = $1`,
      [key],
    );

    expect(await sweepSettled(database.dataSource, name)).toBe(2);
    expect(await statesOf(service)).toEqual([[3, 'dead']]);
  });

  it('reads again at the start of a service what an older build could not', async () => {
    const old = await start('hold');
    await bus.publish([aMessage(key, 1)]);
    await bus.publish([{ ...aMessage(key, 2), value: Buffer.from('{}') }]);
    expect(await statesOf(old)).toEqual([[2, 'dead']]);
    await old.stop();
    services.length = 0;
    // The data is what it is; what changes is the build that reads it.
    await database.dataSource.query('UPDATE parked_messages SET value = $2 WHERE key = $1', [
      key,
      aMessage(key, 2).value,
    ]);

    const upgraded = await start('hold');
    await eventually(async () => expect(await upgraded.effectsOf(key)).toEqual([1, 2]));
  });
});
