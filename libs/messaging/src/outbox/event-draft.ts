import type { EventClass } from '#contracts';
import type { Cause } from '../tracing/message-context.js';

/** Whose event it is, its ordering key, and when it is to be told: at once unless one of the two times is given. */
export interface EventPlace {
  /** The merchant that everything in `data` belongs to. */
  readonly merchantId: string;
  /** Ordering key, as the topic says (order id, offer id, …). */
  readonly key: string;
  /** Told at this time by the database's clock, at once when it is past. Not together with `delayMs`. */
  readonly dueAt?: Date;
  /** Told this long after the transaction began, milliseconds. */
  readonly delayMs?: number;
  /**
   * Name of the delayed event, unique in the service: `Outbox.cancel` takes it back, and appending another delayed
   * event with the same name replaces it. Without a name it cannot be taken back.
   */
  readonly timer?: string;
  /** What set it in motion; what is being handled now when absent. For work that was joined with that of others. */
  readonly cause?: Cause;
}

/** An event not yet written: the outbox adds id, version per key, time, producer and trace. */
export interface EventDraft<T extends object = object> extends EventPlace {
  readonly eventClass: EventClass<T>;
  readonly data: T;
}

/** Drafts an event. `data` is checked against the rules of `eventClass` when it is appended. */
export function draft<T extends object>(eventClass: EventClass<T>, at: EventPlace, data: T): EventDraft<T> {
  return { ...at, eventClass, data };
}

/** Whether the event is told later. */
export const isDelayed = ({ dueAt, delayMs }: EventPlace): boolean => dueAt !== undefined || delayMs !== undefined;
