import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { EntityManager } from 'typeorm';
import { allEvents, compactedTopics, type Envelope, type Topic } from '#contracts';
import { DuplicateEventHandlerError, UnhandledEventTypesError } from './consumer.errors.js';
import { handlerPattern } from './handler-pattern.js';

/** What one service does with each event type, checked to be complete and unambiguous. */
export class HandlerTable {
  private constructor(
    /** Topics with at least one handler: these are subscribed. */
    readonly topics: readonly Topic[],
    private readonly handlers: ReadonlyMap<string, MessageHandler>,
  ) {}

  /**
   * @param handlers Nest's, by pattern.
   * @throws DuplicateEventHandlerError, UnhandledEventTypesError
   */
  static from(service: string, handlers: ReadonlyMap<string, MessageHandler>): HandlerTable {
    for (const [pattern, handler] of handlers) if (handler.next) throw new DuplicateEventHandlerError(pattern);

    const events = allEvents().map(({ info }) => ({ pattern: handlerPattern(info), topic: info.topic }));
    const isHandled = (pattern: string): boolean => handlers.get(pattern)?.extras?.['ignored'] === false;
    const topics = [...new Set(events.filter(({ pattern }) => isHandled(pattern)).map(({ topic }) => topic))];

    const missing = events.filter(({ topic, pattern }) => topics.includes(topic) && !handlers.has(pattern));
    if (missing.length > 0)
      throw new UnhandledEventTypesError(
        service,
        missing.map(({ pattern }) => pattern),
      );
    return new HandlerTable(topics, handlers);
  }

  /** Whether the service only counts this event. */
  isIgnored(envelope: Envelope): boolean {
    return this.handlers.get(handlerPattern(envelope))?.extras?.['ignored'] === true;
  }

  /** Calls the handler; its error comes out unchanged. */
  async invoke(envelope: Envelope, tx: EntityManager): Promise<void> {
    const handler = this.handlers.get(handlerPattern(envelope));
    if (!handler) throw new UnhandledEventTypesError(envelope.topic, [handlerPattern(envelope)]);
    const result: unknown = await handler(envelope, tx);
    // Interceptors make it a stream.
    if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
  }
}

/** On compacted topics older messages may be forgotten by the broker, so gaps are normal there. */
export function mayHaveGaps(topic: Topic): boolean {
  return compactedTopics.includes(topic);
}
