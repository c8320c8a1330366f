import { describe, expect, it } from '@jest/globals';
import { bestAnswer, PASSING_ATTEMPTS_MAX, readAnswer, type ProductAnswer } from './answer.js';

const answer = (status: number, body: unknown = {}): ProductAnswer => ({ status, body, headers: new Headers() });

describe('reading an answer of the product', () => {
  it.each([
    [201, 'accepted'],
    [422, 'refused'],
    [429, 'again'],
    [404, 'again'],
    [503, 'again'],
  ] as const)('takes %i as %s', (status, reading) => {
    expect(readAnswer(answer(status), 0)).toBe(reading);
  });

  it('waits for a request in flight, but takes any other conflict as final', () => {
    expect(readAnswer(answer(409, { code: 'IDEMPOTENCY_KEY_IN_FLIGHT' }), 0)).toBe('again');
    expect(readAnswer(answer(409, { code: 'ORDER_ALREADY_EXISTS' }), 0)).toBe('refused');
  });

  it('gives up on what never passes, but never on a server that fails', () => {
    expect(readAnswer(answer(404), PASSING_ATTEMPTS_MAX)).toBe('refused');
    expect(readAnswer(answer(500), 10 * PASSING_ATTEMPTS_MAX)).toBe('again');
  });

  it('counts one success among copies as success', () => {
    expect(bestAnswer([answer(409), answer(500), answer(201)], 0)?.status).toBe(201);
    expect(bestAnswer([], 0)).toBeUndefined();
  });
});
