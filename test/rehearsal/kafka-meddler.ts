import { Kafka, logLevel, type Consumer, type Producer } from 'kafkajs';
import { topics } from '#contracts';
import type { Rng } from './rng.js';

/** Marks a copy, so that a copy is never copied. */
const COPY_HEADER = 'rehearsal-copy';
/** A late copy arrives after so many later facts of the same order that order would be visibly wrong. */
const LATE_MIN_MS = 1_000;
const LATE_MAX_MS = 6_000;
const RECONNECT_MS = 500;

export interface MeddlerOptions {
  readonly brokers: string;
  /** Share of records that are sent again at once, one to three times. */
  readonly duplicateShare: number;
  /** Share of records that are sent again later, behind newer facts of their key. */
  readonly reorderShare: number;
  readonly rng: Rng;
}

/** Somebody on the network who repeats what producers said: at once, and again when it is long out of date. */
export class KafkaMeddler {
  private readonly consumer: Consumer;
  private readonly producer: Producer;
  private readonly timers = new Set<NodeJS.Timeout>();
  private copies = 0;

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
        const copy = { key: message.key, value: message.value, headers: { ...message.headers, [COPY_HEADER]: '1' } };
        if (this.options.rng.chance(this.options.duplicateShare)) {
          const messages = Array.from({ length: 1 + this.options.rng.below(3) }, () => copy);
          await this.producer.send({ topic, messages });
          this.copies += messages.length;
        }
        if (this.options.rng.chance(this.options.reorderShare)) this.sendLater(topic, copy);
      },
    });
  }

  /** Copies that the broker took so far. */
  delivered(): number {
    return this.copies;
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    await this.consumer.disconnect();
    await this.producer.disconnect();
  }

  private sendLater(topic: string, copy: Parameters<Producer['send']>[0]['messages'][number]): void {
    const delayMs = LATE_MIN_MS + this.options.rng.below(LATE_MAX_MS - LATE_MIN_MS);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.producer.send({ topic, messages: [copy] }).then(() => (this.copies += 1));
    }, delayMs);
    this.timers.add(timer);
  }
}
