import type { Actor } from '#platform';
import { merchantOf } from '#platform';

/** The merchant that a list is limited to; null for an operator who named none and sees all. */
export function merchantScope(actor: Actor, requested?: string): string | null {
  return actor.role === 'operator' && requested === undefined ? null : merchantOf(actor, requested);
}
