import { AsyncLocalStorage } from 'node:async_hooks';
import { v7 as uuidv7 } from 'uuid';
import type { Envelope } from '#contracts';
import { activeTraceparent, inConsumerSpan, inContinuedSpan } from './trace-context.js';

/** What set something in motion. Plain data: it may be stored with the row that remembers work to do later. */
export interface Cause {
  /** The message being handled; null for a request from outside. */
  readonly messageId: string | null;
  /** The same for everything that one request from outside set in motion. */
  readonly correlationId: string;
  /** W3C trace context, or null when nobody traces. */
  readonly traceparent: string | null;
}

/**
 * What events written now inherit from. Carries tracing facts only: the transaction always travels as a parameter,
 * so that forgetting it is a compile error and not a write outside the transaction.
 */
export const messageContext = new AsyncLocalStorage<Cause>();

/** The cause of what is being done now: the message being handled or, for a request from outside, a new one. */
export function presentCause(): Cause {
  const cause = messageContext.getStore();
  const traceparent = activeTraceparent() ?? cause?.traceparent ?? null;
  return { messageId: cause?.messageId ?? null, correlationId: cause?.correlationId ?? uuidv7(), traceparent };
}

/** Handles messages: what is written meanwhile names the first as its cause. */
export function inMessageContext(
  [first, ...others]: readonly Envelope[],
  consumer: string,
  work: () => Promise<void>,
): Promise<void> {
  if (!first) return work();
  const { id: messageId, correlationId, traceparent } = first;
  return messageContext.run({ messageId, correlationId, traceparent }, () =>
    inConsumerSpan(first, others, consumer, work),
  );
}

/** Does work that was put off, as a part of what caused it: its events inherit correlation, causation and trace. */
export function continueCause<R>(cause: Cause, name: string, work: () => Promise<R>): Promise<R> {
  return messageContext.run(cause, () => inContinuedSpan(name, cause.traceparent, work));
}
