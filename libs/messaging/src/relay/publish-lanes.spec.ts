import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { WireMessage } from '#contracts';
import { PublishError, type PublishFailure } from '../bus/bus.port.js';
import type { PendingMessage } from './pending-messages.js';
import { PublishLanes } from './publish-lanes.js';

const BUCKETS = 2;
const KEYS = ['a', 'b', 'c'];
const bucketOf = (key: string): number => KEYS.indexOf(key) % BUCKETS;

interface Row {
  readonly seq: string;
  readonly key: string;
  readonly version: number;
}

/** What the test lets go wrong, one answer per call; well again when they are used up. */
interface Luck {
  /** Of publishes: the share of records that the broker takes, and whether it answers at all. */
  readonly publishes: readonly { readonly fails: readonly boolean[]; readonly forGood: boolean; lost: boolean }[];
  readonly acknowledges: readonly ('done' | 'failed' | 'done, answer lost')[];
}

/** The table, the leases and the broker, shared by all relays of a run. */
class World {
  readonly rows: Row[] = [];
  /** In the order in which the broker got them. */
  readonly broker: WireMessage[] = [];
  readonly owners = Array.from({ length: BUCKETS }, () => ({ owner: 0, epoch: 1 }));
  private readonly heads = new Map<string, number>();

  append(key: string): void {
    const version = (this.heads.get(key) ?? 0) + 1;
    this.heads.set(key, version);
    this.rows.push({ seq: String(this.rows.length + 1 + this.deleted), key, version });
  }

  private deleted = 0;

  delete(messages: readonly PendingMessage[], relay: number): void {
    for (const { seq, bucket, epoch } of messages) {
      const lease = this.owners[bucket]!;
      if (lease.owner !== relay || String(lease.epoch) !== epoch) continue;
      const index = this.rows.findIndex((row) => row.seq === seq);
      if (index === -1) continue;
      this.rows.splice(index, 1);
      this.deleted += 1;
    }
  }

  appended(key: string): number {
    return this.heads.get(key) ?? 0;
  }

  /** What a consumer with a version guard handles; null when it would see a gap. */
  handled(key: string): number[] | null {
    const handled: number[] = [];
    for (const message of this.broker.filter((candidate) => candidate.key === key)) {
      const version = Number(message.headers['ce_keyversion']);
      if (version <= handled.length) continue;
      handled.push(version);
    }
    return handled;
  }
}

/** One relay process: lanes over the shared world, every call of it scheduled. */
class Relay {
  readonly lanes: PublishLanes;
  /** What the relay believes; the world may know better. */
  private beliefs = new Map<number, string>();
  private refused = new Set<string>();
  private reading: Promise<void> | null = null;
  private publishes = 0;
  private acknowledges = 0;

  constructor(
    private readonly id: number,
    private readonly world: World,
    private readonly luck: Luck,
    private readonly scheduler: fc.Scheduler,
  ) {
    this.lanes = new PublishLanes({
      publish: (messages) => this.publish(messages),
      acknowledge: (messages) => this.acknowledge(messages),
      holds: (bucket, epoch) => this.beliefs.get(bucket) === epoch,
      published: (_, __, { refusals }) => {
        for (const { pending } of refusals.values()) this.refused.add(pending.message.key);
      },
      settled: () => undefined,
      acknowledgeFailed: () => scheduler.schedule(Promise.resolve(), 'pause'),
    });
    this.lanes.start();
  }

  renew(): void {
    this.beliefs = new Map(
      this.world.owners.flatMap(({ owner, epoch }, bucket) => (owner === this.id ? [[bucket, String(epoch)]] : [])),
    );
  }

  /** An operator made room for what was refused. */
  allow(): void {
    this.refused.clear();
  }

  /** One read at a time, as the relay's loop does. */
  read(): Promise<void> {
    return (this.reading ??= this.readOnce().finally(() => (this.reading = null)));
  }

  private async readOnce(): Promise<void> {
    const epochs = new Map([...this.beliefs].filter(([bucket]) => this.lanes.wants(bucket)));
    const ticket = this.lanes.beginRead();
    const rows = this.world.rows.filter(
      ({ seq, key }) => epochs.has(bucketOf(key)) && !ticket.known.includes(seq) && !this.refused.has(key),
    );
    await this.scheduler.schedule(Promise.resolve(), `read ${this.id}`);
    this.lanes.accept(
      ticket,
      rows.slice(0, 4).map((row) => pendingOf(row, epochs.get(bucketOf(row.key)) ?? '')),
    );
  }

  private async publish(messages: readonly WireMessage[]): Promise<void> {
    const luck = this.luck.publishes[this.publishes++];
    const failures: PublishFailure[] = [];
    const stopped = new Set<string>();
    for (const [index, message] of messages.entries()) {
      const failed = luck?.fails[index] ?? false;
      if (failed)
        failures.push({ index, error: new Error('no'), retriable: stopped.has(message.key) || !luck!.forGood });
      if (failed) stopped.add(message.key);
      else if (!stopped.has(message.key)) this.world.broker.push(message);
      else failures.push({ index, error: new Error('behind'), retriable: true });
    }
    await this.scheduler.schedule(Promise.resolve(), `produce ${this.id}`);
    if (luck?.lost) throw new Error('the answer was lost');
    if (failures.length > 0) throw new PublishError(failures);
  }

  private async acknowledge(messages: readonly PendingMessage[]): Promise<void> {
    const luck = this.luck.acknowledges[this.acknowledges++] ?? 'done';
    if (luck !== 'failed') this.world.delete(messages, this.id);
    await this.scheduler.schedule(Promise.resolve(), `acknowledge ${this.id}`);
    if (luck !== 'done') throw new Error(luck);
  }
}

const pendingOf = ({ seq, key, version }: Row, epoch: string): PendingMessage => ({
  bucket: bucketOf(key),
  seq,
  epoch,
  keyHash: key,
  message: { topic: 't', key, value: Buffer.alloc(0), headers: { ce_keyversion: String(version) } },
});

const luck: fc.Arbitrary<Luck> = fc.record({
  publishes: fc.array(
    fc.record({ fails: fc.array(fc.boolean(), { maxLength: 6 }), forGood: fc.boolean(), lost: fc.boolean() }),
    { maxLength: 8 },
  ),
  acknowledges: fc.array(fc.constantFrom('done' as const, 'failed' as const, 'done, answer lost' as const), {
    maxLength: 6,
  }),
});

type Step =
  | { readonly do: 'append'; readonly key: string }
  | { readonly do: 'read'; readonly relay: number }
  | { readonly do: 'renew'; readonly relay: number }
  | { readonly do: 'allow'; readonly relay: number }
  /** The bucket's lease goes to another relay; the old one learns of it at its next renewal only. */
  | { readonly do: 'take over'; readonly bucket: number; readonly relay: number };

/** Mostly the first relay, which holds everything at the start. */
const relayId = fc.constantFrom(0, 0, 0, 1);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ do: fc.constant('append' as const), key: fc.constantFrom(...KEYS) }) },
    { weight: 8, arbitrary: fc.record({ do: fc.constant('read' as const), relay: relayId }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('renew' as const), relay: fc.constantFrom(0, 1) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('allow' as const), relay: relayId }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('take over' as const),
        bucket: fc.integer({ min: 0, max: BUCKETS - 1 }),
        relay: fc.constantFrom(0, 1),
      }),
    },
  ),
  { minLength: 20, maxLength: 50 },
);

function take(step: Step, world: World, relays: readonly Relay[]): void {
  if (step.do === 'append') world.append(step.key);
  // Not waited for: a step of the plan may not depend on what the scheduler does meanwhile.
  else if (step.do === 'read') void relays[step.relay]!.read();
  else if (step.do === 'renew') relays[step.relay]!.renew();
  else if (step.do === 'allow') relays[step.relay]!.allow();
  else world.owners[step.bucket] = { owner: step.relay, epoch: world.owners[step.bucket]!.epoch + 1 };
}

describe('publish lanes', () => {
  it('lose nothing and let no version pass: refusals, outages, lost answers, two relays with stale leases', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), steps, luck, luck, async (scheduler, plan, luckA, luckB) => {
        const world = new World();
        const relays = [new Relay(0, world, luckA, scheduler), new Relay(1, world, luckB, scheduler)];
        relays[0]!.renew();
        const run = scheduler.scheduleSequence(
          plan.map((step) => () => {
            take(step, world, relays);
            return Promise.resolve();
          }),
        ).task;
        await scheduler.waitFor(run);
        await scheduler.waitIdle();

        // All is well again: everybody knows the leases, nothing is refused, and reads come until the table is empty.
        for (let round = 0; round < 60 && world.rows.length > 0; round += 1) {
          for (const relay of relays) {
            relay.renew();
            relay.allow();
            await scheduler.waitFor(relay.read());
          }
          await scheduler.waitIdle();
        }

        expect(world.rows).toEqual([]);
        for (const relay of relays) expect(relay.lanes.size).toBe(0);
        for (const key of KEYS) {
          const versions = Array.from({ length: world.appended(key) }, (_, index) => index + 1);
          expect(world.handled(key)).toEqual(versions);
        }
      }),
      { numRuns: 100 },
    );
  });
});
