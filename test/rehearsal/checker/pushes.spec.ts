import { describe, expect, it } from '@jest/globals';
import type { Browser, Ledger } from '../ledger.js';
import type { PlannedMail } from './mails.js';
import { topicOf, wrongPushes, type PushAttempt } from './pushes.js';

type Call = Browser['calls'][number];

const at = (second: number): Date => new Date(Date.UTC(2026, 10, 23, 12, 0, second));
const planned = (messageId: string, more: Partial<PlannedMail> = {}): PlannedMail => ({
  ...{ orderId: 'order', messageId, channel: 'push', template: 'delivered', audience: 'customer' },
  ...{ dedupeKey: `order:${messageId}`, status: 'sent', sentAt: at(9), notBefore: at(0), ...more },
});
const attempt = (messageId: string, second: number, outcome = 'done'): PushAttempt => ({
  ...{ messageId, outcome, startedAt: at(second), endedAt: at(second + 1) },
});
const call = (messageId: string, second: number, answer: number | null = 201): Call => ({
  ...{ topic: topicOf(messageId), answer, at: at(second).toISOString() },
  taken: answer === 201 || answer === 500 || answer === null,
});

interface World {
  readonly calls: readonly Call[];
  readonly plan: readonly PlannedMail[];
  readonly attempts: readonly PushAttempt[];
  readonly mailed?: readonly string[];
}

function found({ calls, plan, attempts, mailed = [] }: World): string[] {
  const ledger = {
    pushes: [{ browserId: 'b', fate: 'reached', calls }],
    mails: mailed.map((messageId) => ({ messageId: `<${messageId}>` })),
    deeds: [{ kind: 'push', subjectIds: ['b'], endedAt: at(0).toISOString() }],
  } as unknown as Ledger;
  return wrongPushes(ledger, plan, attempts).map(({ kind, detail }) => `${kind}: ${detail}`);
}

describe('the checker of push messages', () => {
  it('is content with one message for each reason, and with a repetition that is on record', () => {
    expect(
      found({
        calls: [call('a', 1, 500), call('a', 3), call('b', 5)],
        plan: [planned('a'), planned('b')],
        attempts: [attempt('a', 1), attempt('a', 3), attempt('b', 5)],
      }),
    ).toEqual([]);
  });

  it('finds the second message for one reason, whatever its topic', () => {
    const again = planned('b', { dedupeKey: 'order:a' });
    expect(
      found({
        calls: [call('a', 1), call('b', 3)],
        plan: [planned('a'), again],
        attempts: [attempt('a', 1), attempt('b', 3)],
      }),
    ).toEqual(['duplicateNotification: two messages for one reason: order:a']);
  });

  it('finds a copy that no attempt speaks for', () => {
    expect(found({ calls: [call('a', 1), call('a', 2)], plan: [planned('a')], attempts: [attempt('a', 1)] })).toEqual([
      'duplicateNotification: 2 copies, 1 attempts on record',
    ]);
  });

  it('finds who was told by push and by mail', () => {
    expect(found({ calls: [call('a', 1)], plan: [planned('a')], attempts: [attempt('a', 1)], mailed: ['a'] })).toEqual([
      'duplicateNotification: told by push and by mail: order:a',
    ]);
  });

  it('finds a message to a browser that was known to be gone, and lets those under way be', () => {
    const plan = [planned('a', { channel: 'email' }), planned('b', { channel: 'email' })];
    const gone = attempt('a', 1, 'refused');
    const calls = [call('a', 1, 410), call('b', 3, 410)];
    expect(found({ calls, plan, attempts: [gone, attempt('b', 3, 'refused')] })).toEqual([
      `pushAfterGone: ${topicOf('b')} was begun after the browser was known to be gone`,
    ]);
    expect(found({ calls, plan, attempts: [gone, attempt('b', 1, 'refused'), attempt('b', 3, 'refused')] })).toEqual(
      [],
    );
  });

  it('finds what a push service could not take, what nobody planned, and what nobody was shown', () => {
    expect(found({ calls: [call('a', 1, 403)], plan: [planned('a')], attempts: [attempt('a', 1)] })).toEqual([
      'lost: the push service could not take it: 403',
      'lost: told by push, and no browser was shown it: order:a',
    ]);
    expect(found({ calls: [call('x', 1)], plan: [], attempts: [] })).toContain(
      `phantom: a message that nobody planned: ${topicOf('x')}`,
    );
  });
});
