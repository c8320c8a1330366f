import { describe, expect, it } from '@jest/globals';
import { classifyFailure, isAboutTheMessage } from './classify-failure.js';
import { obstacleOf, type Recipient } from './reach.js';
import { retryPauseMs } from './retry-pause.js';

describe('a failed attempt', () => {
  it('is final when the server refuses recipient or content', () => {
    expect(classifyFailure({ code: 'EENVELOPE', responseCode: 550 })).toBe('refused');
    expect(classifyFailure({ code: 'EMESSAGE', responseCode: 554 })).toBe('refused');
    expect(classifyFailure({ code: 'EENVELOPE' })).toBe('refused');
  });

  it('is tried again when the server says later, or refuses us rather than the message', () => {
    expect(classifyFailure({ code: 'EENVELOPE', responseCode: 451 })).toBe('temporary');
    expect(classifyFailure({ code: 'EPROTOCOL', responseCode: 554 })).toBe('temporary');
    expect(classifyFailure({ code: 'EENVELOPE', responseCode: 530 })).toBe('temporary');
    expect(classifyFailure({ code: 'EAUTH', responseCode: 535 })).toBe('temporary');
  });

  it('has taken nothing when nobody was there', () => {
    expect(classifyFailure({ code: 'ESOCKET', syscall: 'connect' })).toBe('unreachable');
    expect(classifyFailure({ code: 'EDNS' })).toBe('unreachable');
    expect(classifyFailure({ code: 'EOPENBREAKER' })).toBe('unreachable');
  });

  it('may have been taken when the connection broke without an answer', () => {
    expect(classifyFailure({ code: 'ECONNECTION' })).toBe('unknown');
    expect(classifyFailure({ code: 'ETIMEDOUT' })).toBe('unknown');
    expect(classifyFailure({ code: 'EABORT' })).toBe('unknown');
    expect(classifyFailure({})).toBe('unknown');
  });
});

describe('the mail server', () => {
  it('is not blamed for one recipient', () => {
    expect(isAboutTheMessage({ code: 'EENVELOPE', responseCode: 451 })).toBe(true);
    expect(isAboutTheMessage({ code: 'EMESSAGE', responseCode: 554 })).toBe(true);
  });

  it('is blamed for closing, silence and absence', () => {
    expect(isAboutTheMessage({ code: 'EENVELOPE', responseCode: 421 })).toBe(false);
    expect(isAboutTheMessage({ code: 'ETIMEDOUT' })).toBe(false);
    expect(isAboutTheMessage({ code: 'ESOCKET', syscall: 'connect' })).toBe(false);
  });
});

// A survey that was not wanted by mail came as a text message.
describe('somebody who unsubscribed', () => {
  const whom: Recipient = {
    ...{ recipient: 'a@example.com', phone: '+905321234567', suppressed_by: ['UNSUBSCRIBED'], devices: 1 },
    ...{ consented: ['sms'], declined: [], phone_stopped: false },
  };
  const terms = { configured: ['email', 'sms', 'push'], phoneConsent: 'order' } as const;

  it.each(['email', 'sms', 'push'] as const)(
    'is asked for no opinion by %s, and hears of the order there',
    (channel) => {
      expect(obstacleOf(channel, 'survey-asked', whom, terms)).toBe('UNSUBSCRIBED');
      expect(obstacleOf(channel, 'order-shipped', whom, terms)).toBeNull();
    },
  );
});

describe('the pause before the next attempt', () => {
  it('doubles up to a bound that depends on why', () => {
    expect([1, 2, 3].map((attempts) => retryPauseMs('temporary', attempts, 5_000, 0))).toEqual([5_000, 10_000, 20_000]);
    expect(retryPauseMs('temporary', 40, 5_000, 0)).toBe(900_000);
    expect(retryPauseMs('unreachable', 40, 5_000, 0)).toBe(30_000);
  });

  it('is spread by up to a fifth', () => {
    expect(retryPauseMs('temporary', 1, 5_000, 1)).toBe(6_000);
  });
});
