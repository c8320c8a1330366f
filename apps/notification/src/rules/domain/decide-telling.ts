import { isOutdated } from '../../notifications/domain/story-order.js';
import { firstWritingMoment } from './customer-clock.js';
import { isObligatory, ruleOf, type NotificationRules, type RuleSubject } from './notification-rules.js';

/** What is known when a message could leave. */
export interface TellingStory extends RuleSubject {
  /** When the fact came that it tells. */
  readonly plannedAt: Date;
  /** What was told about the same subject. */
  readonly told: readonly string[];
  /** Messages that the customer got about this order, obligatory ones not counted. */
  readonly toldOfOrder: number;
}

/** Why a message is not told, or not yet. */
export type TellingReason = 'STORY_MOVED_ON' | 'RULE_OFF' | 'CAP_REACHED' | 'DELAYED' | 'OUTSIDE_HOURS';

/** What is done with a message now. */
export type TellingDecision =
  | { readonly kind: 'tell' }
  | { readonly kind: 'wait'; readonly until: Date; readonly reason: TellingReason }
  | { readonly kind: 'drop'; readonly reason: TellingReason };

const MINUTE_MS = 60_000;

/** Decides about one message at one moment. Pure: the same rules, story and moment, the same answer. */
export function decideTelling(rules: NotificationRules, story: TellingStory, now: Date): TellingDecision {
  const { template } = story;
  if (isOutdated(template, story.told)) return { kind: 'drop', reason: 'STORY_MOVED_ON' };
  if (isObligatory(template)) return { kind: 'tell' };
  const rule = ruleOf(rules, story);
  if (!rule.told) return { kind: 'drop', reason: 'RULE_OFF' };
  if (rules.capPerOrder !== null && story.toldOfOrder >= rules.capPerOrder)
    return { kind: 'drop', reason: 'CAP_REACHED' };
  const earliest = new Date(story.plannedAt.getTime() + rule.delayMinutes * MINUTE_MS);
  if (now < earliest) return { kind: 'wait', until: earliest, reason: 'DELAYED' };
  const hours = { quietHours: rules.quietHours, workdaysOnly: rule.workdaysOnly };
  const until = firstWritingMoment(now, story.country, hours);
  return until > now ? { kind: 'wait', until, reason: 'OUTSIDE_HOURS' } : { kind: 'tell' };
}
