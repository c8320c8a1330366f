import { createHash } from 'node:crypto';
import type { Database } from '../database.js';
import type { Browser, Ledger } from '../ledger.js';
import type { Anomaly, AnomalyKind } from './anomaly.js';
import { bare, type PlannedMail } from './mails.js';

/** An attempt to tell somebody by push, written down before it was made. Times are of the database. */
export interface PushAttempt {
  readonly messageId: string;
  readonly outcome: string;
  readonly startedAt: Date;
  /** Null: nobody knows. */
  readonly endedAt: Date | null;
}

export const pushAttempts = (notification: Database): Promise<PushAttempt[]> =>
  notification.rows<PushAttempt>(
    `SELECT idempotency_key AS "messageId", outcome, started_at AS "startedAt", ended_at AS "endedAt"
       FROM effect_attempts WHERE kind = 'push' ORDER BY started_at`,
  );

/** A message on its way to browsers. */
interface Told {
  readonly planned: PlannedMail;
  readonly attempts: readonly PushAttempt[];
}

/** What a push service answers to what is badly addressed, signed or encrypted. */
const faulty: readonly number[] = [400, 401, 403, 413];

/**
 * Holds what push services got against what was planned and attempted: what comes again under the same topic is shown
 * once, so it must be a repetition that is on record; under another topic it is a second message.
 */
export function wrongPushes(
  { pushes, mails, deeds }: Ledger,
  planned: readonly PlannedMail[],
  attempts: readonly PushAttempt[],
): Anomaly[] {
  const byTopic = new Map<string, Told>(
    planned.map((message) => [
      topicOf(message.messageId),
      { planned: message, attempts: attempts.filter(({ messageId }) => messageId === message.messageId) },
    ]),
  );
  const allowedUntil = new Map(
    deeds
      .filter(({ kind, endedAt }) => kind === 'push' && endedAt !== null)
      .flatMap(({ subjectIds, endedAt }) => subjectIds.map((id) => [id, new Date(endedAt ?? 0)] as const)),
  );
  const mailed = new Set(mails.map(({ messageId }) => bare(messageId ?? '')));
  const shown = new Set(pushes.flatMap(({ calls }) => calls.filter(({ taken }) => taken).map(({ topic }) => topic)));
  return [
    ...pushes.flatMap((browser) => [
      ...misunderstood(browser, byTopic),
      ...repeated(browser, byTopic),
      ...afterGone(browser, byTopic, allowedUntil.get(browser.browserId)),
    ]),
    ...planned.flatMap(({ messageId, channel, status, dedupeKey }): Anomaly[] => {
      const isShown = shown.has(topicOf(messageId));
      if (channel === 'push' && status === 'sent' && !isShown)
        return [found('lost', messageId, `told by push, and no browser was shown it: ${dedupeKey}`)];
      return isShown && mailed.has(bare(messageId))
        ? [found('duplicateNotification', messageId, `told by push and by mail: ${dedupeKey}`)]
        : [];
    }),
  ];
}

const found = (kind: AnomalyKind, subject: string, detail: string): Anomaly => ({ kind, subject, detail });

/** As the product makes them: what is shown under one topic is one message. */
export const topicOf = (messageId: string): string =>
  createHash('sha256').update(messageId).digest().subarray(0, 24).toString('base64url');

function misunderstood({ browserId, calls }: Browser, byTopic: ReadonlyMap<string, Told>): Anomaly[] {
  return calls.flatMap(({ topic, answer }): Anomaly[] => [
    ...(faulty.includes(answer ?? 0)
      ? [found('lost', browserId, `the push service could not take it: ${String(answer)}`)]
      : []),
    ...(byTopic.has(topic ?? '')
      ? []
      : [found('phantom', browserId, `a message that nobody planned: ${String(topic)}`)]),
  ]);
}

/** One message for one reason, and no more copies of it than attempts. */
function repeated({ browserId, calls }: Browser, byTopic: ReadonlyMap<string, Told>): Anomaly[] {
  const shown = calls.filter(({ taken }) => taken);
  const topics = [...new Set(shown.map(({ topic }) => topic ?? ''))];
  const reasons = topics.flatMap((topic) => byTopic.get(topic)?.planned.dedupeKey ?? []);
  return [
    ...[...new Set(reasons)]
      .filter((reason) => reasons.indexOf(reason) !== reasons.lastIndexOf(reason))
      .map((reason) => found('duplicateNotification', browserId, `two messages for one reason: ${reason}`)),
    ...topics.flatMap((topic): Anomaly[] => {
      const [copies, attempts] = [
        shown.filter((call) => call.topic === topic).length,
        byTopic.get(topic)?.attempts.length ?? 0,
      ];
      return copies > attempts
        ? [
            found(
              'duplicateNotification',
              browserId,
              `${String(copies)} copies, ${String(attempts)} attempts on record`,
            ),
          ]
        : [];
    }),
  ];
}

/**
 * A browser that said 410 gets no message that was begun after the product had heard it. That it heard is sure when the
 * attempt ended as refused, which it does when no browser of the order is left.
 * @param allowedUntil when the customer had last asked for messages: who asks again gets them again.
 */
function afterGone(
  { browserId, calls }: Browser,
  byTopic: ReadonlyMap<string, Told>,
  allowedUntil: Date | undefined,
): Anomaly[] {
  const heard = calls
    .filter(({ answer }) => answer === 410)
    .flatMap(({ topic, at }) =>
      (byTopic.get(topic ?? '')?.attempts ?? []).flatMap(({ outcome, startedAt, endedAt }) =>
        outcome === 'refused' && startedAt <= new Date(at) && endedAt !== null && endedAt >= new Date(at)
          ? [endedAt]
          : [],
      ),
    );
  const since = heard.sort((one, other) => one.getTime() - other.getTime())[0];
  if (since === undefined || allowedUntil === undefined || allowedUntil > since) return [];
  const begun = new Set(
    calls
      .map(({ topic }) => topic ?? '')
      .filter((topic) => (byTopic.get(topic)?.attempts ?? []).every(({ startedAt }) => startedAt >= since)),
  );
  return [...begun]
    .filter((topic) => byTopic.has(topic))
    .map((topic) => found('pushAfterGone', browserId, `${topic} was begun after the browser was known to be gone`));
}
