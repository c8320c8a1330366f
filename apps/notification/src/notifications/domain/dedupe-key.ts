import type { Template } from './message.js';

/** One message per (order, kind, reason): the same key never leads to a second message. */
export function dedupeKey(orderId: string, template: Template, reason: string): string {
  return `${orderId}:${template}:${reason}`;
}
