import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel, type Producer } from 'kafkajs';
import { topics } from '#contracts';
import type { Api } from '../../harness/api.js';
import type { Database } from '../database.js';
import type { Rng } from '../rng.js';
import type { Watch } from '../watch.js';
import { brokerPoisonKinds, poisons, type Poison } from './poison.js';

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
  readonly orderDatabase: Database;
  readonly operator: Api;
  readonly watch: Watch;
}

/** Sends messages that cannot be handled, and is the operator who finds them among the parked and settles them. */
export class Poisoner {
  /** By kind. */
  readonly sent: Record<string, number> = {};
  private readonly parked = new Map<string, Parked>();
  private readonly stopping = new AbortController();
  private readonly producer: Producer;
  private running: Promise<unknown> = Promise.resolve();
  private tooLarge: { readonly id: string; readonly key: string } | null = null;

  constructor(
    private readonly world: PoisonerWorld,
    private readonly rng: Rng,
  ) {
    const kafka = new Kafka({ clientId: 'poisoner', brokers: [world.brokers], logLevel: logLevel.NOTHING });
    this.producer = kafka.producer({ allowAutoTopicCreation: false });
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
    return new Set(
      [...this.parked.values()].filter(({ poison }) => poison.kind === 'handler-bug').map(({ poison }) => poison.key),
    );
  }

  /** `<kind> <id>: not parked by <service>` for each poison that somebody did not notice. */
  unnoticed(): { readonly subject: string; readonly detail: string }[] {
    return [...this.parked.values()].flatMap(({ poison, seenBy, certain }) =>
      poison.seenBy
        .filter((service) => certain && !seenBy.has(service))
        .map((service) => ({
          subject: `${poison.kind} ${poison.messageId}`,
          detail: `not among the parked of ${service}`,
        })),
    );
  }

  /** After `stopSending`: waits until every poison was found and settled, or the deadline. */
  async settled(deadline: number): Promise<void> {
    for (;;) {
      const left = await this.settleDue(0).catch(() => 1);
      if ((left === 0 && this.unnoticed().length === 0) || Date.now() > deadline) return;
      await delay(LOOK_EVERY_MS);
    }
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.producer.disconnect();
  }

  private async poisonForever(): Promise<void> {
    const kinds: readonly Poison['kind'][] = [...brokerPoisonKinds, 'too-large'];
    for (;;) {
      for (const kind of this.rng.shuffled(kinds)) {
        const pauseMs = this.rng.between(PAUSE_MIN_MS, PAUSE_MAX_MS);
        await delay(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
        if (this.stopping.signal.aborted) return;
        if (kind === 'too-large') await this.appendTooLarge();
        else await this.send(kind);
      }
    }
  }

  private async send(kind: keyof typeof poisons): Promise<void> {
    const poison = poisons[kind](await this.keyOfLivingOrder());
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
  private async keyOfLivingOrder(): Promise<string> {
    const [row] = await this.world.orderDatabase.rows<{ id: string }>(
      `SELECT o.id FROM orders o
        WHERE o.status IN ('placed', 'routed', 'partly_shipped', 'shipped')
          AND NOT EXISTS (
            SELECT FROM outbox_pending p JOIN outbox_archive a ON a.slot = p.slot AND a.seq = p.seq
             WHERE a.key = o.id::text AND a.key_version = 1)
        ORDER BY o.id DESC LIMIT 1`,
    );
    return row?.id ?? randomUUID();
  }

  /** A committed event that the broker will never take: it must stop its own key and be visible. */
  private async appendTooLarge(): Promise<void> {
    if (this.tooLarge !== null) return;
    const [id, key] = [randomUUID(), randomUUID()];
    await this.world.orderDatabase.rows('INSERT INTO outbox_key_heads (topic, key, version) VALUES ($1, $2, 1)', [
      topics.orders,
      key,
    ]);
    await this.world.orderDatabase.rows(
      `WITH appended AS (
         INSERT INTO outbox_archive (id, topic, key, key_version, bucket, value, headers)
         VALUES ($1, $2, $3, 1, $4, repeat('x', $5), $6) RETURNING bucket, slot, seq)
       INSERT INTO outbox_pending (bucket, slot, seq, key_hash) SELECT bucket, slot, seq, seq FROM appended`,
      [
        id,
        topics.orders,
        key,
        this.rng.below(64),
        TOO_LARGE_BYTES,
        JSON.stringify({ ce_type: 'order.placed', ce_id: id }),
      ],
    );
    this.tooLarge = { id, key };
    this.sent['too-large'] = (this.sent['too-large'] ?? 0) + 1;
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
    await this.settleTooLarge();
    let left = this.tooLarge === null ? 0 : 1;
    for (const item of await this.unsettled()) {
      const known = this.parked.get(item.messageId);
      if (!known) continue;
      left += 1;
      known.seenBy.add(item.service);
      if (Date.now() - Date.parse(item.firstParkedAt) < holdMs) continue;
      await this.world.operator.post(`/v1/parked/${item.id}/skip`, { reason: `rehearsed ${known.poison.kind}` });
    }
    return left;
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

  /** There is no call for it: the defect is in the producer, and so is the repair. */
  private async settleTooLarge(): Promise<void> {
    if (this.tooLarge === null || this.world.watch.refusedKeysMax === 0) return;
    await this.world.orderDatabase.rows(
      'DELETE FROM outbox_pending p USING outbox_archive a WHERE a.slot = p.slot AND a.seq = p.seq AND a.id = $1',
      [this.tooLarge.id],
    );
    await this.world.orderDatabase.rows('DELETE FROM outbox_key_heads WHERE key = $1', [this.tooLarge.key]);
    this.tooLarge = null;
    this.world.watch.refusedKeysMax = 0;
  }
}
