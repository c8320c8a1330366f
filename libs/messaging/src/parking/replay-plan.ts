import type { EntityManager } from 'typeorm';
import { compactedTopics } from '#contracts';
import { selectionOf } from './parked-conditions.js';
import type { ReplaySelection } from './parked-message.js';
import { PREVIEW_KEYS_MAX, REPLAY_SELECTION_MAX } from './parking-limits.js';

/**
 * What a replay means for one message. `now`: it goes in its turn. `over_gap`: it goes although earlier versions
 * never came. `already_handled`: it is settled without doing anything. `missing`: it is tried, and stays until the
 * earlier version comes. `behind`: an earlier message of its key is not part of the replay, so it stays.
 */
export const replayFates = ['now', 'over_gap', 'already_handled', 'missing', 'behind'] as const;
export type ReplayFate = (typeof replayFates)[number];

/** What a replay will do, without doing it. */
export interface ReplayPreview {
  /** Messages that were asked for, at most 10,000. */
  readonly selected: number;
  readonly fates: Readonly<Record<ReplayFate, number>>;
  /** How many keys they belong to. */
  readonly keys: number;
  /** The keys with most messages, at most 20. */
  readonly largestKeys: readonly { readonly topic: string; readonly key: string; readonly messages: number }[];
  readonly types: readonly { readonly type: string | null; readonly messages: number }[];
  readonly ratePerSecond: number;
  /** How long the messages that go take at this rate when each takes no longer than its turn, seconds. */
  readonly expectedSeconds: number;
}

/** One message that was asked for. */
export interface PlannedReplay {
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly type: string | null;
  readonly fate: ReplayFate;
}

/**
 * Looks at whole keys: a message may go when every earlier one that holds its key goes too. Ordered as they would go.
 */
const PLAN_SQL = (where: string): string => `
  WITH chosen AS (
    SELECT id FROM parked_messages
    WHERE consumer = $1 AND state IN ('waiting', 'dead') AND ${where}
    ORDER BY topic, key, COALESCE(key_version, 0), id LIMIT ${REPLAY_SELECTION_MAX}
  ), queue AS (
    SELECT p.*, c.id IS NOT NULL AS is_chosen,
      bool_and(c.id IS NOT NULL OR NOT p.holds_key)
        OVER (PARTITION BY p.topic, p.key ORDER BY COALESCE(p.key_version, 0), p.id ROWS UNBOUNDED PRECEDING) AS is_free
    FROM parked_messages p LEFT JOIN chosen c ON c.id = p.id
    WHERE p.consumer = $1 AND p.state IN ('waiting', 'dead')
  )
  SELECT q.id, q.topic, q.key, q.type, CASE
      WHEN i.message_id IS NOT NULL OR (q.holds_key AND h.version >= q.key_version) THEN 'already_handled'
      WHEN q.holds_key AND NOT q.is_free THEN 'behind'
      WHEN q.error_class = 'gap' AND (q.state = 'dead' OR q.gap_accepted) THEN 'over_gap'
      WHEN q.error_class = 'gap' AND COALESCE(h.version, 0) < q.key_version - 1 AND q.topic <> ALL ($2)
        AND NOT (h.version IS NULL AND q.topic IN (SELECT topic FROM consumer_baselines WHERE consumer = $1))
        THEN 'missing'
      ELSE 'now' END AS fate
  FROM queue q
  LEFT JOIN consumer_key_heads h ON h.consumer = q.consumer AND h.topic = q.topic AND h.key = q.key
  LEFT JOIN inbox i ON i.consumer = q.consumer AND i.message_id =
    CASE WHEN q.message_id ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' THEN q.message_id::uuid END
  WHERE q.is_chosen
  ORDER BY q.topic, q.key, COALESCE(q.key_version, 0), q.id`;

/** What becomes of each message that was asked for. */
export function planReplay(tx: EntityManager, consumer: string, selection: ReplaySelection): Promise<PlannedReplay[]> {
  const { where, values } = selectionOf(selection, 3);
  return tx.query<PlannedReplay[]>(PLAN_SQL(where), [consumer, [...compactedTopics], ...values]);
}

/** Whether a run takes the message: what stays behind is left as it is. */
export const goes = ({ fate }: PlannedReplay): boolean => fate !== 'behind';

/** Sums a plan up for a person. */
export function previewOf(plan: readonly PlannedReplay[], ratePerSecond: number): ReplayPreview {
  const fates = Object.fromEntries(replayFates.map((fate) => [fate, 0])) as Record<ReplayFate, number>;
  const byType = new Map<string | null, number>();
  const byKey = new Map<string, { topic: string; key: string; messages: number }>();
  for (const { topic, key, type, fate } of plan) {
    fates[fate] += 1;
    byType.set(type, (byType.get(type) ?? 0) + 1);
    const name = JSON.stringify([topic, key]);
    byKey.set(name, { topic, key, messages: (byKey.get(name)?.messages ?? 0) + 1 });
  }
  const mostFirst = (a: { messages: number }, b: { messages: number }): number => b.messages - a.messages;
  return {
    selected: plan.length,
    fates,
    keys: byKey.size,
    largestKeys: [...byKey.values()].sort(mostFirst).slice(0, PREVIEW_KEYS_MAX),
    types: [...byType].map(([type, messages]) => ({ type, messages })).sort(mostFirst),
    ratePerSecond,
    expectedSeconds: Math.ceil(plan.filter(goes).length / ratePerSecond),
  };
}
