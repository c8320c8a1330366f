import type { Template } from '../../notifications/domain/message.js';
import { decideTelling, type TellingReason } from './decide-telling.js';
import { isObligatory, type NotificationRules } from './notification-rules.js';

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
}

interface Waiting {
  readonly planned: PlannedTelling;
  readonly at: Date;
  readonly reason: TellingReason | null;
}

/** What an order's customer would have been told under these rules. Messages that wait hold up nobody else's. */
export function replayStory(
  rules: NotificationRules,
  country: string | null,
  planned: readonly PlannedTelling[],
): ReplayedTelling[] {
  let waiting: Waiting[] = planned.map((one) => ({ planned: one, at: one.plannedAt, reason: null }));
  const done: ReplayedTelling[] = [];
  while (waiting.length > 0) {
    // Array.sort is stable: of one moment, the first planned goes first.
    const [next, ...rest] = [...waiting].sort((a, b) => a.at.getTime() - b.at.getTime());
    if (!next) break;
    const decision = decideTelling(rules, { ...next.planned, country, ...standing(done, next.planned) }, next.at);
    if (decision.kind === 'wait') {
      waiting = [...rest, { ...next, at: decision.until, reason: decision.reason }];
      continue;
    }
    waiting = rest;
    const told = decision.kind === 'tell';
    const reason = told ? next.reason : decision.reason;
    done.push({ ...next.planned, outcome: told ? 'told' : 'dropped', at: next.at, reason });
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
