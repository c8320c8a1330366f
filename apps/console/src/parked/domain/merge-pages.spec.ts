import { describe, expect, it } from '@jest/globals';
import { mergePages } from './merge-pages.js';

const item = (id: string, firstParkedAt: string) => ({ id, firstParkedAt });

describe('merging the pages of several services', () => {
  const order = { source: 'order', items: [item('o2', '09:05'), item('o1', '09:01')], hasMore: true };
  const notification = { source: 'notification', items: [item('n1', '09:03')], hasMore: false };

  it('shows the newest first over all services', () => {
    expect(mergePages([order, notification], 10).items.map(({ id }) => id)).toEqual(['o2', 'n1', 'o1']);
  });

  it('remembers per service what was shown, so that nothing is skipped by a short page', () => {
    const page = mergePages([order, notification], 2);
    expect(page.items.map(({ id }) => id)).toEqual(['o2', 'n1']);
    expect(Object.fromEntries(page.shown)).toEqual({ order: 'o2', notification: 'n1' });
    expect(page.hasMore).toBe(true);
  });

  it('has no next page when every service has shown everything', () => {
    expect(mergePages([notification], 10).hasMore).toBe(false);
    expect(mergePages([order], 10).hasMore).toBe(true);
  });
});
