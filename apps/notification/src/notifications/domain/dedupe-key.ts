import type { Template } from './message.js';

/** What a message is about, as far as its key says it. */
export interface KeyedReason {
  readonly merchantId: string;
  /** Null: it is about no order. */
  readonly orderId: string | null;
  readonly template: Template;
  readonly subjectId: string;
  /** Tells one reason from the next; the subject when absent. */
  readonly reason?: string;
}

/** One message per (order, kind, reason): the same key never leads to a second message. */
export const dedupeKey = ({ merchantId, orderId, template, subjectId, reason }: KeyedReason): string =>
  `${orderId ?? merchantId}:${template}:${reason ?? subjectId}`;
