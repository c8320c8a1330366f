import { describe, expect, it } from '@jest/globals';
import type { ParkedMessage } from '../api/types.js';
import { groupByCause } from './parked-groups.js';

const message = (id: string, given: Partial<ParkedMessage> = {}): ParkedMessage => ({
  id,
  service: 'order',
  topic: 'kervan.orders.v1',
  key: `key-${id}`,
  keyVersion: 1,
  merchantId: null,
  holdsKey: true,
  messageId: `m-${id}`,
  type: 'purchase-order.acknowledged',
  state: 'dead',
  errorClass: 'poison',
  errorCode: 'ILLEGAL_TRANSITION',
  errorDetail: 'order cannot go from delivered to shipped',
  attempts: 1,
  firstParkedAt: '2026-11-22T09:00:00Z',
  nextAttemptAt: '2026-11-22T09:00:00Z',
  settledAt: null,
  skipReason: null,
  replayId: null,
  replayOutcome: null,
  ...given,
});

describe('parked messages by cause', () => {
  it('are one group when service, event and error are the same', () => {
    const [group, ...others] = groupByCause([
      message('b', { firstParkedAt: '2026-11-22T10:00:00Z' }),
      message('a', { firstParkedAt: '2026-11-22T09:00:00Z' }),
    ]);
    expect(others).toEqual([]);
    expect(group).toMatchObject({
      keys: 2,
      firstAt: '2026-11-22T09:00:00Z',
      lastAt: '2026-11-22T10:00:00Z',
      messages: [{ id: 'a' }, { id: 'b' }],
    });
  });

  it('count an order once, however many of its messages stand', () => {
    expect(groupByCause([message('a', { key: 'o1' }), message('b', { key: 'o1' })])[0]?.keys).toBe(1);
    expect(groupByCause([message('a', { holdsKey: false })])[0]?.keys).toBe(0);
  });

  it('keep services apart that fail alike', () => {
    expect(groupByCause([message('a'), message('b', { service: 'notification' })])).toHaveLength(2);
  });

  it('show what needs a person before what retries and what only waits behind', () => {
    const groups = groupByCause([
      message('a', { errorClass: 'behind', errorCode: 'BEHIND' }),
      message('b', { errorClass: 'retryable', errorCode: 'TIMEOUT' }),
      message('c'),
    ]);
    expect(groups.map(({ errorClass }) => errorClass)).toEqual(['poison', 'retryable', 'behind']);
  });
});
