import type { Template } from '../../notifications/domain/message.js';
import { decideTelling, type TellingReason } from './decide-telling.js';
import { isObligatory, placeOfRule, type NotificationRules, type RuleSubject } from './notification-rules.js';

/** One message that an order gave reason for. */
export interface PlannedTelling {
  readonly template: Template;
  readonly subjectId: string;
  readonly plannedAt: Date;
}

/** What would have become of it. */
export interface ReplayedTelling extends PlannedTelling {
  readonly outcome: 'told' | 'dropped';
  /** When it would have left, or been dropped. */
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

/** What an order's customer would have been told under these rules. Messages that wait hold up nobody else's. */
export function replayStory(
  rules: NotificationRules,
  about: StorySubject,
  planned: readonly PlannedTelling[],
): ReplayedTelling[] {
  let waiting: Waiting[] = planned.map((one) => ({ planned: one, at: one.plannedAt, reason: null }));
  const done: ReplayedTelling[] = [];
  while (waiting.length > 0) {
    // Array.sort is stable: of one moment, the first planned goes first.
    const [next, ...rest] = [...waiting].sort((a, b) => a.at.getTime() - b.at.getTime());
    if (!next) break;
    const decision = decideTelling(rules, { ...next.planned, ...about, ...standing(done, next.planned) }, next.at);
    if (decision.kind === 'wait') {
      waiting = [...rest, { ...next, at: decision.until, reason: decision.reason }];
      continue;
    }
    waiting = rest;
    const told = decision.kind === 'tell';
    const reason = told ? next.reason : decision.reason;
    const rule = isObligatory(next.planned.template) ? null : placeOfRule(rules, { ...next.planned, ...about });
    done.push({ ...next.planned, outcome: told ? 'told' : 'dropped', at: next.at, reason, rule });
  }
  return done;
}

function standing(done: readonly ReplayedTelling[], { subjectId }: PlannedTelling) {
  const told = done.filter(({ outcome }) => outcome === 'told');
  return {
    told: told.filter((one) => one.subjectId === subjectId).map(({ template }) => template),
    toldOfOrder: told.filter(({ template }) => !isObligatory(template)).length,
  };
}
