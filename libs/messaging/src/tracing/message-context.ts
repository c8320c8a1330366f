import { AsyncLocalStorage } from 'node:async_hooks';

/** What events written while handling a message inherit from it. */
export interface MessageContext {
  readonly messageId: string;
  readonly correlationId: string;
  readonly traceparent: string | null;
}

/**
 * The message being handled. Carries tracing facts only: the transaction always travels as a parameter, so
 * that forgetting it is a compile error and not a write outside the transaction.
 */
export const messageContext = new AsyncLocalStorage<MessageContext>();
