import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { EntityManager } from 'typeorm';
import {
  compactedTopics,
  type Envelope,
  newestEvents,
  newestVersionOf,
  type Topic,
  type WireMessage,
} from '#contracts';
import type { ParkingPolicy } from '../parking/parking-rules.js';
import { consumerOptions } from './consumer.decorators.js';
import { DuplicateEventHandlerError, OutdatedEventHandlerError, UnhandledEventTypesError } from './consumer.errors.js';
import type { HandlerExtras } from './handler-extras.js';
import { handlerPattern } from './handler-pattern.js';

/** What one service does with each event type, checked to be complete and unambiguous. */
export class HandlerTable {
  private constructor(
    /** Topics with at least one handler: these are subscribed. */
    readonly topics: readonly Topic[],
    private readonly handlers: ReadonlyMap<string, MessageHandler>,
    /** Event types whose messages may share a transaction. */
    private readonly sharing: ReadonlySet<string>,
  ) {}

  /**
   * @param handlers Nest's, by pattern.
   * @throws DuplicateEventHandlerError, UnhandledEventTypesError, OutdatedEventHandlerError
   */
  static from(service: string, handlers: ReadonlyMap<string, MessageHandler>): HandlerTable {
    for (const [pattern, handler] of handlers) if (handler.next) throw new DuplicateEventHandlerError(pattern);

    const events = newestEvents().map(({ info }) => ({ pattern: handlerPattern(info), topic: info.topic }));
    const isHandled = (pattern: string): boolean => {
      const handler = handlers.get(pattern);
      return handler !== undefined && takesOf(handler) !== 'nothing';
    };
    const topics = [...new Set(events.filter(({ pattern }) => isHandled(pattern)).map(({ topic }) => topic))];

    const missing = events.filter(({ topic, pattern }) => topics.includes(topic) && !handlers.has(pattern));
    if (missing.length > 0)
      throw new UnhandledEventTypesError(
        service,
        missing.map(({ pattern }) => pattern),
      );
    const known = new Set(events.map(({ pattern }) => pattern));
    const outdated = [...handlers.keys()].find((pattern) => !known.has(pattern));
    if (outdated !== undefined) throw new OutdatedEventHandlerError(outdated);
    const sharing = newestEvents().filter(({ info }) => {
      const handler = handlers.get(handlerPattern(info));
      return handler !== undefined && takesOf(handler) !== 'one';
    });
    return new HandlerTable(topics, handlers, new Set(sharing.map(({ info }) => info.type)));
  }

  /** Whether the service only counts this event: it needs none of its type, or its producer gave this one up. */
  isIgnored(envelope: Envelope): boolean {
    return envelope.isSkipped === true || takesOf(this.handlerOf(envelope)) === 'nothing';
  }

  /** Whether a message may share a transaction. One that cannot be told apart comes alone. */
  mayShare({ headers }: WireMessage): boolean {
    return this.sharing.has(headers['ce_type'] ?? '');
  }

  /**
   * What becomes of the key when this message fails. Asked before anything of the message could be trusted, so an
   * unknown type holds. On a compacted topic the newest message is the whole truth: an older one must not follow it.
   */
  policyOf({ topic, headers }: Pick<WireMessage, 'topic' | 'headers'>): ParkingPolicy {
    const type = headers['ce_type'] ?? '';
    const pattern = handlerPattern({ type, version: newestVersionOf(type) ?? 0 });
    const extras = this.handlers.get(pattern)?.extras as HandlerExtras | undefined;
    if (extras === undefined || compactedTopics.some((name) => topic.endsWith(name))) return 'hold';
    return extras.parking ?? consumerOptions(extras.consumer).parking ?? 'hold';
  }

  /** Calls the handler with one message; its error comes out unchanged. */
  async invoke(envelope: Envelope, tx: EntityManager): Promise<void> {
    const handler = this.handlerOf(envelope);
    await call(handler, takesOf(handler) === 'batch' ? [envelope] : envelope, tx);
  }

  /**
   * Splits messages into calls such that each key keeps its order: as many as possible go into one call of a
   * handler that takes a batch, the others into calls of their own. What is ignored is in none.
   * @param envelopes those of one key in order.
   */
  callsFor(envelopes: readonly Envelope[]): readonly HandlerCall[] {
    const calls: OpenCall[] = [];
    const lastCallOfKey = new Map<string, number>();
    for (const envelope of envelopes) {
      if (this.isIgnored(envelope)) continue;
      const handler = this.handlerOf(envelope);
      const takes = takesOf(handler);
      const key = `${envelope.topic} ${envelope.key}`;
      const from = lastCallOfKey.get(key) ?? 0;
      const { extras } = handler;
      const joined =
        takes === 'batch' ? calls.findIndex((open, at) => at >= from && open.handler.extras === extras) : -1;
      const at = joined === -1 ? calls.push({ handler, takes, envelopes: [] }) - 1 : joined;
      calls[at]?.envelopes.push(envelope);
      lastCallOfKey.set(key, at);
    }
    return calls.map(({ handler, takes, envelopes: together }) => ({
      envelopes: together,
      run: async (tx) => {
        if (takes === 'batch') await call(handler, together, tx);
        else for (const envelope of together) await call(handler, envelope, tx);
      },
    }));
  }

  private handlerOf(envelope: Envelope): MessageHandler {
    const handler = this.handlers.get(handlerPattern(envelope));
    if (!handler) throw new UnhandledEventTypesError(envelope.topic, [handlerPattern(envelope)]);
    return handler;
  }
}

/** One call of a handler, not empty. */
export interface HandlerCall {
  readonly envelopes: readonly Envelope[];
  /** The handler's error comes out unchanged. */
  run(tx: EntityManager): Promise<void>;
}

interface OpenCall {
  /** Its `extras` are the same object for every event type of one method. */
  readonly handler: MessageHandler;
  readonly takes: HandlerExtras['takes'];
  readonly envelopes: Envelope[];
}

/** On compacted topics older messages may be forgotten by the broker, so gaps are normal there. */
export function mayHaveGaps(topic: Topic): boolean {
  return compactedTopics.includes(topic);
}

async function call(
  handler: MessageHandler,
  payload: Envelope | readonly Envelope[],
  tx: EntityManager,
): Promise<void> {
  const result: unknown = await handler(payload, tx);
  // Interceptors make it a stream.
  if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
}

/** What another decorator registered is handled one by one. */
const takesOf = ({ extras }: MessageHandler): HandlerExtras['takes'] =>
  (extras as Partial<HandlerExtras> | undefined)?.takes ?? 'one';
