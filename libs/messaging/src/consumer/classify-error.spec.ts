import { describe, expect, it } from '@jest/globals';
import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { UnreadableMessageError } from '#contracts';
import { classifyError, errorCodeOf } from './classify-error.js';

const withCode = (code: string): Error => Object.assign(new Error(`failed with ${code}`), { code });

describe('what an error means for its message', () => {
  it.each(['40001', '40P01', '08006', '57P01', '53300', 'ECONNRESET'])('%s may work at once', (code) => {
    expect(classifyError(new QueryFailedError('SELECT 1', [], withCode(code)))).toBe('transient');
    expect(classifyError(withCode(code))).toBe('transient');
  });

  // A full disk made messages dead that only had to wait: parking them still found room in a page that had some.
  it.each([
    ['disk full', '53100'],
    ['out of memory', '53200'],
    ['an error of the disk', '58030'],
    ['a process that slept in its transaction', '25P03'],
  ])('%s (%s) is an outage, not a defect of the message', (_, code) => {
    expect(classifyError(new QueryFailedError('INSERT', [], withCode(code)))).toBe('transient');
  });

  it('a lost connection is known by its text, also as the cause of another error', () => {
    expect(classifyError(new Error('Connection terminated unexpectedly'))).toBe('transient');
    expect(classifyError(new Error('could not save', { cause: withCode('ECONNREFUSED') }))).toBe('transient');
  });

  // A connection that died while a handler was between two queries made its message dead instead of trying again.
  it('a connection that died between two queries of a transaction is a lost connection', () => {
    expect(classifyError(new QueryRunnerAlreadyReleasedError())).toBe('transient');
    expect(classifyError(new Error('Client was closed and is not queryable'))).toBe('transient');
  });

  it.each(['23505', '22P02', '42P01'])('%s is a defect', (code) => {
    expect(classifyError(new QueryFailedError('SELECT 1', [], withCode(code)))).toBe('poison');
  });

  it('an error decides for itself when it says whether it is retryable', () => {
    expect(classifyError(Object.assign(new Error('breaker open'), { retryable: true }))).toBe('retryable');
    expect(classifyError(Object.assign(withCode('ECONNREFUSED'), { retryable: false }))).toBe('poison');
  });

  it('an unreadable message and a thrown non-error are poison', () => {
    expect(classifyError(new UnreadableMessageError('BAD_JSON', 'half'))).toBe('poison');
    expect(classifyError('text')).toBe('poison');
  });

  it('the code is the constant one where there is one, else the name', () => {
    expect(errorCodeOf(new UnreadableMessageError('BAD_JSON', 'half'))).toBe('BAD_JSON');
    expect(errorCodeOf(new TypeError('x'))).toBe('TypeError');
  });
});
