import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../access/actor.js';
import { ProblemError } from '../problems/problem.error.js';
import { changedMeanwhile, editIfSaid, editOf, isSeen } from './revision.js';

const actor: Actor = { keyId: 'k1', role: 'merchant', merchantId: 'm1', supplierId: null };

describe('a change that names what it is made to', () => {
  it.each([
    ['"3"', 3],
    [' "3" ', 3],
    ['*', null],
    // Tags that were never ours match nothing, whatever number is in them.
    ['W/"3"', 0],
    ['3', 0],
    ['"3", "4"', 0],
    ['"9999999999"', 0],
    ['', 0],
  ])('by %j has seen %s', (match, seen) => {
    expect(editOf(actor, match)).toEqual({ by: { keyId: 'k1', role: 'merchant' }, seen });
  });

  it('has to name it, unless the request may leave it open', () => {
    expect(() => editOf(actor, undefined)).toThrow(expect.objectContaining({ status: 428 }));
    expect(editIfSaid(actor).seen).toBeNull();
    expect(editIfSaid(actor, '"2"').seen).toBe(2);
  });

  it('is refused when it has not seen the newest', () => {
    expect([isSeen(null, { revision: 4 }), isSeen(4, { revision: 4 }), isSeen(3, { revision: 4 })]).toEqual([
      ...[true, true, false],
    ]);
    // Nothing of what changed, which may be somebody else's business, is in the problem.
    const latest = {
      revision: 4,
      updatedAt: '2026-11-22T09:00:00Z',
      updatedBy: { keyId: 'k2', role: 'operator' },
    } as const;
    const problem = changedMeanwhile('POLICY_CHANGED', { ...latest, ...{ content: 'secret' } });
    expect(problem).toBeInstanceOf(ProblemError);
    expect([problem.status, problem.code, problem.members]).toEqual([412, 'POLICY_CHANGED', { latest }]);
    expect(problem.detail).toContain('revision 4');
  });
});
