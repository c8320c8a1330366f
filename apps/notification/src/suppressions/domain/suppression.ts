import { isForShop, type Template } from '../../notifications/domain/message.js';
import { isObligatory } from '../../rules/domain/notification-rules.js';

/** Why an address is not written to. */
export type SuppressionReason = 'BOUNCED' | 'COMPLAINED' | 'UNSUBSCRIBED' | 'STOPPED';

/** What nobody needs to follow an order, and everybody can do without: it carries an unsubscribe link. */
const optional: ReadonlySet<Template> = new Set(['survey-asked']);

/** Whether a message is more than service: whoever gets it can end that with one click. */
export const isOptional = (template: Template): boolean => optional.has(template) || isForShop(template);

/**
 * The reason for which a message may not be sent by mail, or null. A dead address gets nothing, somebody who complained
 * only what law or contract demands, somebody who unsubscribed everything that is service.
 */
export function suppressionOf(reasons: readonly SuppressionReason[], template: Template): SuppressionReason | null {
  if (reasons.includes('BOUNCED')) return 'BOUNCED';
  if (reasons.includes('COMPLAINED') && !isObligatory(template)) return 'COMPLAINED';
  return unwanted(reasons, template);
}

/** Why a message may not be sent by any channel: somebody unsubscribed, and it is more than service. */
export const unwanted = (reasons: readonly SuppressionReason[], template: Template): 'UNSUBSCRIBED' | null =>
  reasons.includes('UNSUBSCRIBED') && isOptional(template) ? 'UNSUBSCRIBED' : null;
