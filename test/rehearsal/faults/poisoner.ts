import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel, type Producer } from 'kafkajs';
import { topics } from '#contracts';
import type { Api } from '../../harness/api.js';
import type { Database } from '../database.js';
import type { Rng } from '../rng.js';
import { Defects, type Complaint } from './defects.js';
import { brokerPoisonKinds, headersOf, poisons, type Poison } from './poison.js';
import type { Victim } from './schedule.js';

/** Between two poisonous messages. */
const PAUSE_MIN_MS = 3_000;
const PAUSE_MAX_MS = 8_000;
/** How long a key stays stopped before the operator comes: its later messages pile up behind the poison meanwhile. */
const HOLD_MS = 4_000;
const LOOK_EVERY_MS = 1_000;
/** Above the broker's `message.max.bytes` of 1 MiB. */
const TOO_LARGE_BYTES = 1_500_000;

interface ParkedItem {
  readonly id: string;
  readonly service: string;
  readonly messageId: string;
  readonly key: string;
  readonly state: string;
  readonly errorDetail: string;
  readonly firstParkedAt: string;
}

interface Parked {
  readonly poison: Poison;
  readonly seenBy: Set<string>;
  /** False when the broker died before it could say that it has it: it may turn up or not. */
  certain: boolean;
}

export interface PoisonerWorld {
  readonly brokers: string;
  readonly databaseOf: (service: Victim) => Database;
  readonly operator: Api;
  /** The operator at a service's own port. */
  readonly operatorAt: (service: Victim) => Api;
  /** The message that one with an invented id repeats; any other is itself. */
  readonly originalOf: (messageId: string) => string;
}

/** As the outbox appends, behind what the order's key has already. Twice is once. */
const APPEND_TOO_LARGE = `
  WITH head AS (
    UPDATE outbox_key_heads SET version = version + 1
    WHERE topic = $2 AND key = $3 AND NOT EXISTS (SELECT FROM outbox_archive WHERE id = $1::uuid)
    RETURNING version
  ), appended AS (
    INSERT INTO outbox_archive (id, topic, key, key_version, bucket, value, headers)
    SELECT $1::uuid, $2, $3, version, (SELECT bucket FROM outbox_archive WHERE topic = $2 AND key = $3 LIMIT 1),
           repeat('x', $4), $5::json
    FROM head RETURNING bucket, slot, seq)
  INSERT INTO outbox_pending (bucket, slot, seq, key_hash)
  SELECT bucket, slot, seq, hashtextextended($2 || ' ' || $3, 0) FROM appended`;

/**
 * Sends messages that cannot be handled and gives handlers defects; and is the operator who finds what was parked for it,
 * skips what nobody can handle, and mends and replays the rest.
 */
export class Poisoner {
  /** By kind. */
  readonly sent: Record<string, number> = {};
  private readonly parked = new Map<string, Parked>();
  /** Of orders that do not exist. */
  private readonly foreign = new Set<string>();
  private readonly stopping = new AbortController();
  private readonly producer: Producer;
  private running: Promise<unknown> = Promise.resolve();
  private readonly defects: Defects;
  private tooLarge: string | null = null;

  constructor(
    private readonly world: PoisonerWorld,
    private readonly rng: Rng,
  ) {
    const kafka = new Kafka({ clientId: 'poisoner', brokers: [world.brokers], logLevel: logLevel.NOTHING });
    this.producer = kafka.producer({ allowAutoTopicCreation: false });
    this.defects = new Defects(world.databaseOf, rng, world.originalOf);
  }

  async start(): Promise<void> {
    await this.producer.connect();
    this.running = Promise.all([this.poisonForever(), this.operateForever()]);
  }

  /** Sends no more; the operator goes on until everything is settled. */
  stopSending(): void {
    this.stopping.abort();
  }

  /** Ids of the messages that are meant to be dead. */
  messageIds(): Set<string> {
    return new Set(this.parked.keys());
  }

  /** Keys that no producer knows. */
  foreignKeys(): Set<string> {
    return new Set(this.foreign);
  }

  /** How many good messages met a defect and were replayed after its repair. */
  get repaired(): number {
    return this.defects.count;
  }

  /** Poison that somebody did not notice, and good messages that were not handled exactly once after the repair. */
  async wrong(): Promise<Complaint[]> {
    return [...this.unnoticed(), ...(await this.defects.wronglyHandled())];
  }

  /** After `stopSending`: settles what is parked by now. @returns how much poison is not settled, or not found yet. */
  async settle(): Promise<number> {
    try {
      await this.defects.mendRest();
      return (await this.settleDue(0)) + this.unnoticed().length;
    } catch {
      return 1; // Somebody is away just now.
    }
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.producer.disconnect();
  }

  /** `<kind> <id>: not parked by <service>` for each poison that somebody did not notice. */
  private unnoticed(): Complaint[] {
    return [...this.parked.values()].flatMap(({ poison, seenBy, certain }) =>
      poison.seenBy
        .filter((service) => certain && !seenBy.has(service))
        .map((service) => ({
          subject: `${poison.kind} ${poison.messageId}`,
          detail: `not among the parked of ${service}`,
        })),
    );
  }

  private async poisonForever(): Promise<void> {
    const kinds = [...brokerPoisonKinds, 'too-large', 'defect', 'defect', 'defect'] as const;
    for (;;) {
      for (const kind of this.rng.shuffled(kinds)) {
        const pauseMs = this.rng.between(PAUSE_MIN_MS, PAUSE_MAX_MS);
        await delay(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
        if (this.stopping.signal.aborted) return;
        if (kind === 'too-large') await this.appendTooLarge();
        else if (kind === 'defect') await this.beginDefect();
        else await this.send(kind);
      }
    }
  }

  private async send(kind: keyof typeof poisons): Promise<void> {
    const living = await this.livingOrder();
    const poison = poisons[kind](living ?? randomUUID());
    if (poison.key !== living) this.foreign.add(poison.key);
    const { topic, key, value, headers, messageId } = poison;
    const parked: Parked = { poison, seenBy: new Set(), certain: false };
    this.parked.set(messageId, parked);
    while (!parked.certain && !this.stopping.signal.aborted) {
      parked.certain = await this.producer.send({ topic, messages: [{ key, value, headers: { ...headers } }] }).then(
        () => true,
        () => delay(LOOK_EVERY_MS, false),
      );
    }
    if (parked.certain) this.sent[kind] = (this.sent[kind] ?? 0) + 1;
  }

  /**
   * An order that is on its way, so that its own messages come behind the poison. The poison calls itself version 1:
   * the real one must be on the broker before it, or skipping the poison would skip the real one.
   */
  private async livingOrder(): Promise<string | null> {
    const [row] = await this.world.databaseOf('order').rows<{ id: string }>(
      `SELECT o.id FROM orders o
        WHERE o.status IN ('placed', 'routed', 'partly_shipped', 'shipped')
          AND NOT EXISTS (
            SELECT FROM outbox_pending p JOIN outbox_archive a ON a.slot = p.slot AND a.seq = p.seq
             WHERE a.key = o.id::text AND a.key_version = 1)
        ORDER BY o.id DESC LIMIT 1`,
    );
    return row?.id ?? null;
  }

  /** A committed event that the broker will never take: it must stop its own key and be visible. */
  private async appendTooLarge(): Promise<void> {
    const [id, key] = [randomUUID(), await this.livingOrder()];
    if (this.tooLarge !== null || key === null) return;
    await this.world
      .databaseOf('order')
      .rows(APPEND_TOO_LARGE, [
        ...[id, topics.orders, key, TOO_LARGE_BYTES],
        JSON.stringify(headersOf(id, key, 'order.placed')),
      ]);
    this.tooLarge = id;
    this.count('too-large');
  }

  private async beginDefect(): Promise<void> {
    const orderId = await this.livingOrder();
    if (orderId === null) return;
    await this.defects.begin(orderId);
    this.count('defect');
  }

  private count(kind: string): void {
    this.sent[kind] = (this.sent[kind] ?? 0) + 1;
  }

  private async operateForever(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await delay(LOOK_EVERY_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      // The address in front may be away: the operator comes back.
      await this.settleDue(HOLD_MS).catch(() => undefined);
    }
  }

  /** @returns how much is left to settle. */
  private async settleDue(holdMs: number): Promise<number> {
    // The service may be away just now; what others parked does not wait for it.
    await this.skipTooLarge().catch(() => undefined);
    let left = this.tooLarge === null ? 0 : 1;
    for (const item of await this.unsettled()) {
      const isDue = Date.now() - Date.parse(item.firstParkedAt) >= holdMs;
      if (this.defects.isMet(item)) {
        left += 1;
        if (isDue && item.state === 'dead') await this.mend(item);
      }
      const known = this.parked.get(this.world.originalOf(item.messageId));
      if (!known) continue;
      left += 1;
      known.seenBy.add(item.service);
      if (isDue)
        await this.world.operator.post(`/v1/parked/${item.id}/skip`, { reason: `rehearsed ${known.poison.kind}` });
    }
    return left;
  }

  private async mend(item: ParkedItem): Promise<void> {
    await this.defects.mend(item);
    await this.world.operator.expectPost('/v1/parked/replay', { ids: [item.id] });
  }

  /** Poison is dead; a handler's error may make it wait instead. */
  private async unsettled(): Promise<ParkedItem[]> {
    const pages = await Promise.all(
      ['dead', 'waiting'].map((state) =>
        this.world.operator.expectGet<{ items: ParkedItem[] }>(`/v1/parked?state=${state}&limit=200`),
      ),
    );
    return pages.flatMap(({ items }) => items);
  }

  /** On the service's own port, as everything that is about its outbox. */
  private async skipTooLarge(): Promise<void> {
    if (this.tooLarge === null) return;
    const order = this.world.operatorAt('order');
    const { items } = await order.expectGet<{ items: { messageId: string }[] }>('/v1/outbox/refused');
    if (!items.some(({ messageId }) => messageId === this.tooLarge)) return;
    await order.expectPost(`/v1/outbox/refused/${this.tooLarge}/skip`, { reason: 'rehearsed too-large' });
    this.tooLarge = null;
  }
}
