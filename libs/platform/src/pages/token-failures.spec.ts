import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { TokenFailures } from './token-failures.js';

/** Of a request all that counts is where it comes from. */
const from = (hops: string): FastifyRequest =>
  ({ headers: { 'x-forwarded-for': hops }, ip: '10.0.0.1' }) as unknown as FastifyRequest;

describe('wrong tokens', () => {
  it('of one address are counted for a minute, those of others do not matter', () => {
    const failures = new TokenFailures(2);
    failures.note(from('a'), 0);
    expect(failures.waitSeconds(from('a'), 1_000)).toBe(0);
    failures.note(from('a'), 2_000);
    expect(failures.waitSeconds(from('a'), 3_000)).toBe(57);
    expect(failures.waitSeconds(from('b'), 3_000)).toBe(0);
    expect(failures.waitSeconds(from('a'), 60_000)).toBe(0);
  });

  it('count for the last hop: what a caller wrote before it proves nothing', () => {
    const failures = new TokenFailures(1);
    failures.note(from('1.1.1.1, 9.9.9.9'), 0);
    expect([
      failures.waitSeconds(from('2.2.2.2, 9.9.9.9'), 0),
      failures.waitSeconds(from('9.9.9.9, 1.1.1.1'), 0),
    ]).toEqual([60, 0]);
  });
});
