import type { Template } from './message.js';

/**
 * What may not be said any more once something later was said about the same parcel or order. A fact that
 * arrives late must not take the customer back in the story.
 */
const outdatedBy: Partial<Record<Template, readonly Template[]>> = {
  'order-placed': ['order-cancelled'],
  'order-shipped': ['out-for-delivery', 'delivered'],
  'out-for-delivery': ['delivered'],
  delayed: ['delivered'],
  'return-requested': ['return-approved', 'return-refused', 'return-label', 'return-received', 'refund-completed'],
  'return-approved': ['return-label', 'return-received', 'refund-completed', 'return-expired'],
  'return-expired': ['return-received', 'refund-completed'],
  'complaint-received': ['complaint-answered', 'complaint-solved'],
};

/** First steps, of which a later one often follows in the same moment and says more. */
const firstSteps: ReadonlySet<Template> = new Set(['return-requested', 'return-approved', 'returns-to-decide']);

/** Whether a message waits a moment for a later one that takes its place. */
export const waitsForMore = (template: Template): boolean => firstSteps.has(template);

/** Whether telling `template` now would go backwards after what was told about the same subject. */
export function isOutdated(template: Template, told: readonly string[]): boolean {
  return (outdatedBy[template] ?? []).some((later) => told.includes(later));
}
