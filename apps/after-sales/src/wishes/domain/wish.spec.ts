import { describe, expect, it } from '@jest/globals';
import { notNow, WISHES_MAX, type Wish } from './wish.js';

const open = { complete: false };
const wish = (kind: Wish['kind'], status: Wish['status']): Pick<Wish, 'kind' | 'status'> => ({ kind, status });

describe('what can still be wished for', () => {
  it('is everything while something has not left', () => {
    expect([notNow('cancellation', open, []), notNow('address', open, [])]).toEqual([null, null]);
  });

  it('is nothing when all has left', () => {
    expect(notNow('address', { complete: true }, [])).toBe('ORDER_COMPLETE');
  });

  it('is one thing of a kind at a time', () => {
    expect(notNow('address', open, [wish('address', 'waiting')])).toBe('WISH_PENDING');
    expect(notNow('address', open, [wish('address', 'refused')])).toBeNull();
  });

  it('is the end of an order that was to go elsewhere, and not the other way round', () => {
    expect(notNow('cancellation', open, [wish('address', 'asked')])).toBeNull();
    expect(notNow('address', open, [wish('cancellation', 'asked')])).toBe('WISH_PENDING');
  });

  it('ends after so many wishes', () => {
    const many = Array.from({ length: WISHES_MAX }, () => wish('address', 'done'));
    expect(notNow('cancellation', open, many)).toBe('TOO_MANY_WISHES');
  });
});
