import type { Template } from '../../notifications/domain/message.js';
import { lastWritingMoment } from './customer-clock.js';
import { ruleOf, type NotificationRules } from './notification-rules.js';

/** Messages of an order's way to its customer: each begins a new silence. */
const onTheWay: ReadonlySet<Template> = new Set([
  'order-placed',
  'order-shipped',
  'out-for-delivery',
  'delayed',
  'delivered',
  'parcels-digest',
  'order-cancelled',
  'nothing-new',
]);

/** Whether a message ends a silence. */
export const endsSilence = (template: Template): boolean => onTheWay.has(template);

const HOUR_MS = 3_600_000;
/** For the queue to come by and the mail server to answer. */
const MARGIN_MS = 300_000;

/**
 * When a customer who has heard nothing since `lastTold` is to be told that there is nothing new: before the longest
 * silence is over, at an hour at which the customer may be written to. Null: the rules know no longest silence, or
 * there is no such hour in it.
 */
export function endOfSilence(rules: NotificationRules, lastTold: Date, country: string | null): Date | null {
  const { told, workdaysOnly } = ruleOf(rules, { template: 'nothing-new', country });
  if (rules.maxSilenceHours === null || !told) return null;
  const latest = new Date(lastTold.getTime() + rules.maxSilenceHours * HOUR_MS - MARGIN_MS);
  const moment = lastWritingMoment(latest, country, { quietHours: rules.quietHours, workdaysOnly });
  return moment !== null && moment > lastTold ? moment : null;
}
