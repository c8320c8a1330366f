import { describe, expect, it } from '@jest/globals';
import type { PolicyContent } from '../api/types.js';
import { policySections } from '../routing/policy-fields.js';
import { contentChanges, problemsAt, same, valueAt, withValue } from './content.js';

const content = {
  currency: null,
  weights: { lateMinor: 0, scarcity: { enabled: false, belowUnits: 5 } },
  filters: { excludedSuppliers: ['ege'] },
} as PolicyContent;

describe('reaching into a policy', () => {
  it('finds what a pointer leads to, and nothing where nothing is', () => {
    expect(valueAt(content, '/weights/scarcity/belowUnits')).toBe(5);
    expect(valueAt(content, '/holds/valueAboveMinor')).toBeUndefined();
  });

  it('changes one place and leaves the rest the same object', () => {
    const changed = withValue(content, '/weights/lateMinor', 700);
    expect(valueAt(changed, '/weights/lateMinor')).toBe(700);
    expect(changed['filters']).toBe(content['filters']);
    expect(valueAt(content, '/weights/lateMinor')).toBe(0);
  });

  it('makes the way to a place that is not there yet', () => {
    expect(valueAt(withValue(content, '/holds/valueAboveMinor', 1), '/holds/valueAboveMinor')).toBe(1);
  });
});

describe('what changes between two policies', () => {
  it('is nothing when only the order of fields differs', () => {
    expect(
      contentChanges(policySections, content, {
        ...content,
        weights: { scarcity: { belowUnits: 5, enabled: false }, lateMinor: 0 },
      }),
    ).toEqual([]);
  });

  it('names each place with what it was and what it becomes', () => {
    const changed = withValue(withValue(content, '/weights/lateMinor', 700), '/filters/excludedSuppliers', []);
    expect(
      contentChanges(policySections, content, changed).map(({ field: { pointer }, from, to }) => [pointer, from, to]),
    ).toEqual([
      ['/weights/lateMinor', 0, 700],
      ['/filters/excludedSuppliers', ['ege'], []],
    ]);
  });
});

describe('problems that the server names', () => {
  const problem = (pointer: string) => ({ pointer, code: 'X', detail: '' });

  it('belong to the field that they are in, and not to one with a longer name', () => {
    const problems = [problem('/content/groups/0/name'), problem('/content/groupsOfOld'), problem('/name')];
    expect(problemsAt(problems, '/groups')).toEqual([problem('/content/groups/0/name')]);
    expect(problemsAt(problems, '/groups/0/name')).toHaveLength(1);
    expect(problemsAt(problems, '/groups/1')).toEqual([]);
  });
});

describe('sameness', () => {
  it('tells null from nothing and a list from its beginning', () => {
    expect(same(null, undefined)).toBe(false);
    expect(same(['a'], ['a', 'b'])).toBe(false);
    expect(same({ a: [{ b: 1 }] }, { a: [{ b: 1 }] })).toBe(true);
  });
});
