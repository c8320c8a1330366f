import type { EventClass } from '#contracts';

/** An event not yet written: the outbox adds id, version per key, time, producer and trace. */
export interface EventDraft<T extends object = object> {
  readonly eventClass: EventClass<T>;
  /** The merchant that everything in `data` belongs to. */
  readonly merchantId: string;
  /** Ordering key, as the topic says (order id, offer id, …). */
  readonly key: string;
  readonly data: T;
}

/** Drafts an event. `data` is checked against the rules of `eventClass` when it is appended. */
export function draft<T extends object>(
  eventClass: EventClass<T>,
  at: { readonly merchantId: string; readonly key: string },
  data: T,
): EventDraft<T> {
  return { eventClass, merchantId: at.merchantId, key: at.key, data };
}
