import { describe, expect, it } from '@jest/globals';
import { problemOf } from './problem.js';

describe('a problem that the server names', () => {
  it('says who saved the draft meanwhile, and when', () => {
    const latest = { revision: 3, updatedAt: '2026-11-22T09:00:00Z', updatedBy: { keyId: 'k', role: 'operator' } };
    const problem = problemOf(412, { code: 'RETURN_POLICY_CHANGED', detail: 'Somebody else saved it.', latest });
    expect(problem).toMatchObject({ status: 412, code: 'RETURN_POLICY_CHANGED', latest });
    expect(problemOf(412, { code: 'POLICY_CHANGED', latest: { ...latest, updatedBy: null } }).latest).toEqual({
      ...latest,
      updatedBy: null,
    });
  });

  it('says no more than it does', () => {
    expect(problemOf(500, 'nonsense')).toMatchObject({ code: 'HTTP_500', latest: null, errors: [] });
    expect(problemOf(422, { code: 'X', latest: 'soon' }).latest).toBeNull();
  });
});
