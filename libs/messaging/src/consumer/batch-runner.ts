import type { DataSource } from 'typeorm';
import type { Envelope, WireMessage } from '#contracts';
import { groupBy } from '../concurrency/group-by.js';
import { crashPoint } from '../faults/crash-point.js';
import type { MessagingMetrics } from '../metrics/messaging-metrics.js';
import { withoutErased } from '../privacy/erased-keys.js';
import { inMessageContext } from '../tracing/message-context.js';
import { admitBatch, type KeyRun, type RunVerdict } from './admit-batch.js';
import { type HandlerTable, mayHaveGaps } from './handler-table.js';
import { type MessageRunner, readEnvelope } from './message-runner.js';

/** Messages of one key, in order. */
interface KeyMessages {
  readonly messages: readonly WireMessage[];
  /** Null when they must be looked at one by one: one cannot be read, or they are not consecutive. */
  readonly run: KeyRun | null;
}

/**
 * Takes many messages to their end in one transaction. What does not go through with the others (a parked key, a
 * gap, something unreadable) goes through the runner for single messages, with the same outcome as if it had come
 * alone.
 */
export class BatchRunner {
  constructor(
    private readonly consumer: string,
    private readonly dataSource: DataSource,
    private readonly handlers: HandlerTable,
    private readonly metrics: MessagingMetrics,
    private readonly single: MessageRunner,
  ) {}

  /**
   * Messages from the bus, those of one key in order. Resolves when all are settled.
   * @throws what went wrong when anything did: none of the transaction's effects exist, and the bus must hand
   *   each message over again, at last alone. Whatever is wrong with one of them then shows on it only.
   */
  async handle(messages: readonly WireMessage[]): Promise<void> {
    const [first] = messages;
    if (messages.length === 1 && first) return this.single.handle(first);
    const keys = keysOf(messages);
    const apart = await this.handleTogether(keys.filter(({ run }) => run !== null));
    for (const message of [...keys.filter(({ run }) => run === null), ...apart].flatMap((key) => key.messages)) {
      await this.single.handle(message);
    }
  }

  /** @returns keys that must be looked at message by message. */
  private async handleTogether(keys: readonly KeyMessages[]): Promise<KeyMessages[]> {
    const runs = keys.flatMap(({ run }) => run ?? []);
    if (runs.length === 0) return [];
    const verdicts = await this.dataSource.transaction(async (tx) => {
      const answers = await admitBatch(tx, this.consumer, runs);
      const known = await withoutErased(tx, admittedOf(runs, answers));
      for (const call of this.handlers.callsFor(known)) {
        await inMessageContext(call.envelopes, this.consumer, () => call.run(tx));
      }
      crashPoint('handler.before-commit');
      return answers;
    });
    crashPoint('handler.after-commit');
    this.count(runs, verdicts);
    const apart = new Set(runs.filter((_, index) => verdicts[index] === 'apart'));
    return keys.filter(({ run }) => run && apart.has(run));
  }

  private count(runs: readonly KeyRun[], verdicts: readonly RunVerdict[]): void {
    for (const [index, { topic, envelopes }] of runs.entries()) {
      if (verdicts[index] === 'duplicates') this.metrics.duplicates.inc({ topic }, envelopes.length);
    }
    // Once per type: a counter looks its labels up each time.
    for (const [type, ofType] of groupBy(admittedOf(runs, verdicts), (envelope) => envelope.type)) {
      const isIgnored = ofType.some((envelope) => this.handlers.isIgnored(envelope));
      if (!isIgnored) this.metrics.handled.inc({ type }, ofType.length);
    }
  }
}

const admittedOf = (runs: readonly KeyRun[], verdicts: readonly RunVerdict[]): Envelope[] =>
  runs.flatMap(({ envelopes }, index) => (verdicts[index] === 'admitted' ? envelopes : []));

/**
 * Sorted by key: heads are locked and handlers are called in this order, so that two transactions with the same keys,
 * be it of one topic in two processes or of two topics about the same orders, do not wait for each other in a circle.
 */
function keysOf(messages: readonly WireMessage[]): KeyMessages[] {
  const ids = new Set<string>();
  const byKey = groupBy(messages, ({ topic, key }) => `${key} ${topic}`);
  const sorted = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([, ofKey]) => ({ messages: ofKey, run: runOf(ofKey, ids) }));
}

/** @param ids of the messages before: the statement cannot tell two messages with one id apart. */
function runOf(messages: readonly WireMessage[], ids: Set<string>): KeyRun | null {
  try {
    const envelopes = messages.map(readEnvelope);
    const [first] = envelopes;
    if (!first) return null;
    const follows = ({ keyVersion }: Envelope, index: number): boolean => {
      const before = envelopes[index - 1];
      if (!before) return true;
      return mayHaveGaps(first.topic) ? keyVersion > before.keyVersion : keyVersion === before.keyVersion + 1;
    };
    return envelopes.every(follows) && noted(envelopes, ids) ? { topic: first.topic, key: first.key, envelopes } : null;
  } catch {
    // The runner for single messages says what is wrong with which of them.
    return null;
  }
}

/** Adds the ids of `envelopes`. @returns false when one was there already. */
function noted(envelopes: readonly Envelope[], ids: Set<string>): boolean {
  const size = ids.size;
  for (const { id } of envelopes) ids.add(id.toLowerCase());
  return ids.size === size + envelopes.length;
}
