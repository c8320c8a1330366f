import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, type Consumer, type IHeaders, type KafkaMessage, type Producer } from 'kafkajs';
import { topics } from '#contracts';
import type { Rng } from '../rng.js';

/** Marks a copy, so that a copy is never copied. */
const COPY_HEADER = 'rehearsal-copy';
/** A late copy arrives after so many later facts of the same order that order would be visibly wrong. */
const LATE_MIN_MS = 1_000;
const LATE_MAX_MS = 6_000;
/** Copies under a new id, as a producer makes that was restored from a backup: only the version per key tells. */
const NEW_ID_SHARE = 0.2;
const RECONNECT_MS = 500;

export interface MeddlerOptions {
  readonly brokers: string;
  /** Share of records that are sent again at once, one to five times. */
  readonly duplicateShare: number;
  /** Share of records that are sent again later, behind newer facts of their key. */
  readonly reorderShare: number;
  readonly rng: Rng;
}

/** Somebody on the network who repeats what producers said: at once, and again when it is long out of date. */
export class KafkaMeddler {
  /** Ids that the meddler gave, and of what: whoever shows one has taken a repetition for news. */
  readonly inventedIds = new Map<string, string>();
  private readonly consumer: Consumer;
  private readonly producer: Producer;
  private readonly timers = new Set<NodeJS.Timeout>();
  private copies = 0;
  private lateCopies = 0;

  constructor(private readonly options: MeddlerOptions) {
    const kafka = new Kafka({
      clientId: 'meddler',
      brokers: [options.brokers],
      logLevel: logLevel.NOTHING,
      retry: { retries: 100, maxRetryTime: RECONNECT_MS },
    });
    this.consumer = kafka.consumer({ groupId: 'rehearsal-meddler' });
    this.producer = kafka.producer({ allowAutoTopicCreation: false });
  }

  async start(): Promise<void> {
    await Promise.all([this.consumer.connect(), this.producer.connect()]);
    await this.consumer.subscribe({ topics: Object.values(topics), fromBeginning: true });
    await this.consumer.run({
      eachMessage: async ({ topic, message }) => {
        if (message.headers?.[COPY_HEADER] !== undefined) return;
        const { rng, duplicateShare, reorderShare } = this.options;
        if (rng.chance(duplicateShare)) {
          const messages = Array.from({ length: rng.between(1, 5) }, () => this.copyOf(message));
          await this.producer.send({ topic, messages });
          this.copies += messages.length;
        }
        if (rng.chance(reorderShare)) this.sendLater(topic, this.copyOf(message));
      },
    });
  }

  /** Copies that the broker took so far, and how many of them were late. */
  delivered(): { readonly copies: number; readonly late: number } {
    return { copies: this.copies, late: this.lateCopies };
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    await this.consumer.disconnect();
    await this.producer.disconnect();
  }

  private copyOf({ key, value, headers }: KafkaMessage): {
    key: Buffer | null;
    value: Buffer | null;
    headers: IHeaders;
  } {
    const copied: IHeaders = { ...headers, [COPY_HEADER]: '1' };
    if (this.options.rng.chance(NEW_ID_SHARE)) {
      const id = randomUUID();
      this.inventedIds.set(id, String(copied['ce_id']));
      copied['ce_id'] = id;
    }
    return { key, value, headers: copied };
  }

  private sendLater(topic: string, copy: ReturnType<KafkaMeddler['copyOf']>): void {
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        this.producer.send({ topic, messages: [copy] }).then(
          () => {
            this.copies += 1;
            this.lateCopies += 1;
          },
          () => undefined, // The broker went meanwhile: one copy less.
        );
      },
      this.options.rng.between(LATE_MIN_MS, LATE_MAX_MS),
    );
    this.timers.add(timer);
  }
}
