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
};

/** Whether telling `template` now would go backwards after what was told about the same subject. */
export function isOutdated(template: Template, told: readonly string[]): boolean {
  return (outdatedBy[template] ?? []).some((later) => told.includes(later));
}
