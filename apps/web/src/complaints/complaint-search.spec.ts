import { describe, expect, it } from '@jest/globals';
import { filterOf, showOf } from './complaint-search.js';

describe('which complaints are shown', () => {
  it('are the open ones by the time that is left, unless somebody asks for others', () => {
    expect(filterOf({})).toMatchObject({ order: 'queue' });
    expect(filterOf({ show: 'late', type: 'damaged' })).toMatchObject({ order: 'queue', late: true, type: 'damaged' });
    expect(filterOf({ show: 'unassigned' })).toMatchObject({ order: 'queue', unassigned: true });
    expect(filterOf({ show: 'solved' })).toMatchObject({ status: 'solved' });
    expect(filterOf({ show: 'all' })).not.toHaveProperty('order');
  });

  it('is not broken by an address that somebody typed', () => {
    expect(showOf({ show: 'everything' })).toBe('open');
  });
});
