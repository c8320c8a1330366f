import { isForShop } from '../../notifications/domain/message.js';
import { isOutdated } from '../../notifications/domain/story-order.js';
import { firstWritingMoment } from './customer-clock.js';
import { isObligatory, ruleOf, type NotificationRules } from './notification-rules.js';
import { endOfDigest, type DigestSubject } from './parcels-digest.js';

/** What is known when a message could leave. `plannedAt`: when the fact came that it tells. */
export interface TellingStory extends DigestSubject {
  /** What was told about the same subject. */
  readonly told: readonly string[];
  /** Messages that the customer got about this order, obligatory ones not counted. */
  readonly toldOfOrder: number;
  /** News of the order is just leaving. */
  readonly newsLeaves?: boolean;
}

/** Why a message is not told, or not yet. */
export type TellingReason = 'STORY_MOVED_ON' | 'RULE_OFF' | 'CAP_REACHED' | 'DELAYED' | 'OUTSIDE_HOURS' | 'NEWS_COMES';

/** What is done with a message now. */
export type TellingDecision =
  | { readonly kind: 'tell' }
  | { readonly kind: 'wait'; readonly until: Date; readonly reason: TellingReason }
  /** Told by the digest of the order, which leaves at `until` or earlier. */
  | { readonly kind: 'gather'; readonly until: Date }
  | { readonly kind: 'drop'; readonly reason: TellingReason };

const MINUTE_MS = 60_000;

/** Decides about one message at one moment. Pure: the same rules, story and moment, the same answer. */
export function decideTelling(rules: NotificationRules, story: TellingStory, now: Date): TellingDecision {
  const { template } = story;
  if (isOutdated(template, story.told)) return { kind: 'drop', reason: 'STORY_MOVED_ON' };
  if (isObligatory(template)) return { kind: 'tell' };
  if (isForShop(template)) return decideForShop(rules, story, now);
  const unwanted = reasonToDrop(rules, story);
  if (unwanted !== null) return { kind: 'drop', reason: unwanted };
  const digestEnds = endOfDigest(rules, story);
  if (digestEnds) return { kind: 'gather', until: digestEnds };
  if (template === 'nothing-new' && story.newsLeaves === true)
    return { kind: 'wait', until: new Date(now.getTime() + MINUTE_MS), reason: 'NEWS_COMES' };
  return whenToTell(rules, story, now);
}

/** Caps, quiet hours and silences are the customers': the shop's own people get a list when its time has come. */
function decideForShop(rules: NotificationRules, story: TellingStory, now: Date): TellingDecision {
  const { told, delayMinutes } = ruleOf(rules, story);
  if (!told) return { kind: 'drop', reason: 'RULE_OFF' };
  const until = new Date(story.plannedAt.getTime() + delayMinutes * MINUTE_MS);
  return now < until ? { kind: 'wait', until, reason: 'DELAYED' } : { kind: 'tell' };
}

function reasonToDrop(rules: NotificationRules, story: TellingStory): TellingReason | null {
  // What a digest holds is told, also when the rule that began it is gone.
  if (!ruleOf(rules, story).told && story.template !== 'parcels-digest') return 'RULE_OFF';
  return rules.capPerOrder !== null && story.toldOfOrder >= rules.capPerOrder ? 'CAP_REACHED' : null;
}

function whenToTell(rules: NotificationRules, story: TellingStory, now: Date): TellingDecision {
  // A digest has waited already: its time was set when it was opened.
  const waitMs = story.template === 'parcels-digest' ? 0 : ruleOf(rules, story).delayMinutes * MINUTE_MS;
  const earliest = new Date(story.plannedAt.getTime() + waitMs);
  if (now < earliest) return { kind: 'wait', until: earliest, reason: 'DELAYED' };
  const until = writingMoment(rules, story, now);
  return until > now ? { kind: 'wait', until, reason: 'OUTSIDE_HOURS' } : { kind: 'tell' };
}

/** From when on it may be read. A digest rather comes at a weekend than break the longest silence. */
function writingMoment(rules: NotificationRules, story: TellingStory, now: Date): Date {
  const { country, silenceEndsAt, template } = story;
  const hours = { quietHours: rules.quietHours, workdaysOnly: ruleOf(rules, story).workdaysOnly };
  const moment = firstWritingMoment(now, country, hours);
  const breaksSilence = template === 'parcels-digest' && silenceEndsAt != null && moment > silenceEndsAt;
  return breaksSilence ? firstWritingMoment(now, country, { ...hours, workdaysOnly: false }) : moment;
}
