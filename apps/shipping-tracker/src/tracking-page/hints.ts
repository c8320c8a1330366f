import type { Answer } from './domain/story.js';
import type { MessageKey } from './i18n/en.js';

/** What to do, or to expect, with each answer. */
export const hints: Record<Answer['code'], MessageKey> = {
  preparing: 'hint.preparing',
  preparing_by: 'hint.preparing',
  on_its_way: 'hint.on_its_way',
  arrives_by: 'hint.on_its_way',
  expected: 'hint.on_its_way',
  arrives_today: 'hint.arrives_today',
  attempt_failed: 'hint.attempt_failed',
  ready_for_pickup: 'hint.ready_for_pickup',
  late: 'hint.late',
  late_asked: 'hint.late',
  late_quiet: 'hint.late',
  late_promise: 'hint.late',
  returning: 'hint.returning',
  returned: 'hint.returning',
  parcel_cancelled: 'hint.cancelled',
  cancelled: 'hint.cancelled',
  delivered: 'hint.delivered',
};
