import type { Template } from '../../notifications/domain/message.js';
import { decideTelling, type TellingDecision, type TellingReason } from './decide-telling.js';
import { endOfSilence, endsSilence } from './end-of-silence.js';
import { isObligatory, placeOfRule, type NotificationRules, type RuleSubject } from './notification-rules.js';
import type { ParcelStanding } from './parcels-digest.js';

/** One message that an order gave reason for. */
export interface PlannedTelling {
  readonly template: Template;
  readonly subjectId: string;
  readonly plannedAt: Date;
  /** How the parcel that it is about stood among the others; null: it is about none. */
  readonly parcel?: ParcelStanding | null | undefined;
}

/** What would have become of it. */
export interface ReplayedTelling extends Omit<PlannedTelling, 'parcel'> {
  /** `gathered`: told by the `parcels-digest` that leaves next. */
  readonly outcome: 'told' | 'dropped' | 'gathered';
  /** When it would have left, been dropped or been gathered. */
  readonly at: Date;
  /** Why it was dropped, or what it waited for last; null: it left at once. */
  readonly reason: TellingReason | null;
  /** Which of the rules decided, from 0; null: none is about it. */
  readonly rule: number | null;
}

/** Whom it is about, the same for all of an order's messages. */
export type StorySubject = Omit<RuleSubject, 'template'>;

interface Waiting {
  readonly planned: PlannedTelling;
  readonly at: Date;
  readonly reason: TellingReason | null;
}

/**
 * What an order's customer would have been told under these rules. Messages that wait hold up nobody else's; what rules
 * add themselves, digests and words that there is nothing new, is not among the planned ones.
 * @param orderId what those are about.
 */
export function replayStory(
  rules: NotificationRules,
  about: StorySubject,
  planned: readonly PlannedTelling[],
  orderId = '',
): ReplayedTelling[] {
  let waiting: Waiting[] = planned.map((one) => ({ planned: one, at: one.plannedAt, reason: null }));
  let silenceEndsAt: Date | null = null;
  const done: ReplayedTelling[] = [];
  while (waiting.length > 0) {
    // Array.sort is stable: of one moment, the first planned goes first.
    const [next, ...rest] = [...waiting].sort((a, b) => a.at.getTime() - b.at.getTime());
    if (!next) break;
    const newsLeaves = rest.some((one) => isDigest(one) && one.at <= next.at);
    const story = { ...next.planned, ...about, ...standing(done, next.planned), silenceEndsAt, newsLeaves };
    const decision = decideTelling(rules, story, next.at);
    if (decision.kind === 'wait') {
      waiting = [...rest, { ...next, at: decision.until, reason: decision.reason }];
      continue;
    }
    waiting = decision.kind === 'gather' ? withDigest(rest, next, decision.until, orderId) : rest;
    done.push(replayed(rules, about, next, decision));
    if (decision.kind !== 'tell' || !endsSilence(next.planned.template)) continue;
    silenceEndsAt = endOfSilence(rules, next.at, about.country);
    waiting = withSilence(waiting, next.at, silenceEndsAt, orderId);
  }
  return done;
}

const isDigest = ({ planned }: Waiting): boolean => planned.template === 'parcels-digest';

/** A new silence: its word that there is nothing new takes the last one's place, and no digest outlasts it. */
function withSilence(waiting: readonly Waiting[], from: Date, end: Date | null, orderId: string): Waiting[] {
  const others = waiting.filter(({ planned }) => planned.template !== 'nothing-new');
  // After the last of what happened nobody knows how the silence went on.
  if (end === null || others.length === 0) return others;
  const planned: PlannedTelling = { template: 'nothing-new', subjectId: orderId, plannedAt: from };
  return [...hurried(others, end), { planned, at: end, reason: null }];
}

/** What became of a message, for good. */
function replayed(
  rules: NotificationRules,
  about: StorySubject,
  { planned: { template, subjectId, plannedAt }, at, reason }: Waiting,
  decision: Exclude<TellingDecision, { kind: 'wait' }>,
): ReplayedTelling {
  const decidedBy = decision.kind === 'gather' ? 'parcels-digest' : template;
  const rule = isObligatory(template) ? null : placeOfRule(rules, { ...about, template: decidedBy });
  const common = { template, subjectId, plannedAt, at, rule };
  if (decision.kind === 'tell') return { ...common, outcome: 'told', reason };
  if (decision.kind === 'gather') return { ...common, outcome: 'gathered', reason: null };
  return { ...common, outcome: 'dropped', reason: decision.reason };
}

/** The open digest of the order takes a message in, or one is opened. */
function withDigest(waiting: readonly Waiting[], { at }: Waiting, until: Date, orderId: string): Waiting[] {
  if (waiting.some(isDigest)) return hurried(waiting, until);
  const planned: PlannedTelling = { template: 'parcels-digest', subjectId: orderId, plannedAt: at };
  return [...waiting, { planned, at: until > at ? until : at, reason: null }];
}

/** A digest that waits leaves at a moment, unless it leaves earlier. */
const hurried = (waiting: readonly Waiting[], until: Date): Waiting[] =>
  waiting.map((one) => (isDigest(one) && one.at > until ? { ...one, at: until } : one));

function standing(done: readonly ReplayedTelling[], { subjectId }: PlannedTelling) {
  const told = done.filter(({ outcome }) => outcome === 'told');
  // What was gathered before the last digest left is told.
  const lastDigest = done.findLastIndex(({ template, outcome }) => template === 'parcels-digest' && outcome === 'told');
  const heard = done.filter(
    ({ outcome }, place) => outcome === 'told' || (outcome === 'gathered' && place < lastDigest),
  );
  return {
    told: heard.filter((one) => one.subjectId === subjectId).map(({ template }) => template),
    toldOfOrder: told.filter(({ template }) => !isObligatory(template)).length,
  };
}
