import { describe, expect, it } from '@jest/globals';
import type { Ledger } from '../ledger.js';
import { CAP_PER_ORDER } from '../shop-rules.js';
import { checkMails, type PlannedMail } from './mails.js';

type Arrived = Ledger['mails'][number];

const HOUR_MS = 3_600_000;
const noon = new Date('2026-11-22T12:00:00Z');
const planned = (messageId: string, more: Partial<PlannedMail> = {}): PlannedMail => ({
  ...{ orderId: 'order', channel: 'email', messageId: `<${messageId}>`, template: 'delivered', audience: 'customer' },
  ...{ dedupeKey: `order:${messageId}`, status: 'sent', sentAt: noon, notBefore: noon, ...more },
});
const arrived = (messageId: string, more: Partial<Arrived> = {}): Arrived => ({
  ...{ messageId: `<${messageId}>`, to: ['ayse@example.com'], subject: messageId, fingerprint: messageId, headers: {} },
  ...more,
});

function found(mails: readonly Arrived[], plan: readonly PlannedMail[], open: readonly string[] = []): string[] {
  return checkMails(mails, plan, new Set(open)).anomalies.map(({ kind, detail }) => `${kind}: ${detail}`);
}

describe('the checker of mails', () => {
  it('is content with one mail for each reason, and counts them by order', () => {
    const { anomalies, perOrder } = checkMails([arrived('a'), arrived('b')], [planned('a'), planned('b')], new Set());
    expect(anomalies).toEqual([]);
    expect(perOrder).toEqual({ p50: 2, p99: 2, max: 2 });
  });

  it('finds the second mail for one reason, whatever its id', () => {
    expect(found([arrived('a'), arrived('a', { fingerprint: 'other' })], [planned('a')])).toEqual([
      'duplicateNotification: 2 mails for one reason',
    ]);
    const again = planned('b', { dedupeKey: 'order:a' });
    expect(found([arrived('a'), arrived('b')], [planned('a'), again])).toEqual([
      'duplicateNotification: 2 mails for one reason',
    ]);
  });

  it('finds the same words twice, although they were planned as two messages', () => {
    const same = { subject: 'Delivered', fingerprint: 'f' };
    expect(found([arrived('a', same), arrived('b', same)], [planned('a'), planned('b')])).toEqual([
      'duplicateNotification: 2 mails in the same words',
    ]);
  });

  it('lets a complaint be solved again that was opened again', () => {
    const same = { subject: 'Solved', fingerprint: 'f' };
    const solved = { template: 'complaint-solved' };
    expect(found([arrived('a', same), arrived('b', same)], [planned('a', solved), planned('b', solved)])).toEqual([]);
  });

  it('finds a mail that nobody planned', () => {
    expect(found([arrived('x')], [])).toEqual(['phantom: a mail that nobody planned: x']);
  });

  it('finds an order beyond its cap; what law or contract demand is not counted', () => {
    const ids = Array.from({ length: CAP_PER_ORDER + 1 }, (_, at) => `m${String(at)}`);
    const mails = ids.map((id) => arrived(id));
    expect(
      found(
        mails,
        ids.map((id) => planned(id)),
      )[0],
    ).toMatch(/^beyondCap: 9 mails, 8 allowed/);
    expect(
      found(
        mails,
        ids.map((id, at) => planned(id, at === 0 ? { template: 'refund-completed' } : {})),
      ),
    ).toEqual([]);
  });

  it('finds an order on its way of which nothing more will be said in time', () => {
    const nothingNew = (afterHours: number): PlannedMail =>
      planned('n', {
        ...{ template: 'nothing-new', status: 'pending', sentAt: null },
        notBefore: new Date(noon.getTime() + afterHours * HOUR_MS),
      });
    const shipped = planned('s', { template: 'order-shipped' });
    expect(found([arrived('s')], [shipped], ['order'])).toEqual(['beyondSilence: nothing more is planned']);
    expect(found([arrived('s')], [shipped, nothingNew(30)], ['order'])).toEqual([
      'beyondSilence: nothing more is planned',
    ]);
    expect(found([arrived('s')], [shipped, nothingNew(23)], ['order'])).toEqual([]);
    expect(found([arrived('s')], [shipped, nothingNew(23)])).toEqual([
      'beyondSilence: "nothing new" is planned although everything has come',
    ]);
  });

  it('finds a silence that was longer than allowed', () => {
    const late = planned('d', { sentAt: new Date(noon.getTime() + 30 * HOUR_MS) });
    expect(found([arrived('s'), arrived('d')], [planned('s', { template: 'order-shipped' }), late])[0]).toMatch(
      /^beyondSilence: nothing was said for too long before 2026-11-23T18/,
    );
  });
});
