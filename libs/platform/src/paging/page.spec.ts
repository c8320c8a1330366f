import { describe, expect, it } from '@jest/globals';
import { decodeCursor, encodeCursor, pageOf } from './page.js';

describe('a page', () => {
  const cursorOf = (row: number): string[] => [String(row)];

  it('has a next one exactly when one row more than the limit was read', () => {
    expect(pageOf([1, 2, 3], 2, cursorOf)).toEqual({ items: [1, 2], next: encodeCursor(['2']) });
    expect(pageOf([1, 2], 2, cursorOf)).toEqual({ items: [1, 2], next: null });
    expect(pageOf([], 2, cursorOf)).toEqual({ items: [], next: null });
  });

  it('is continued by a cursor that survives any text', () => {
    const values = ['2026-11-22T09:00:00Z', 'ğ/+="\n'];
    expect(decodeCursor(encodeCursor(values))).toEqual(values);
    expect(encodeCursor(values)).toMatch(/^[\w-]+$/);
    expect(decodeCursor()).toBeNull();
    expect(decodeCursor('')).toBeNull();
  });

  it.each([
    'junk',
    encodeCursor([]),
    Buffer.from('{"a":1}').toString('base64url'),
    Buffer.from('[1]').toString('base64url'),
  ])('refuses the cursor %s', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(expect.objectContaining({ status: 400, code: 'INVALID_CURSOR' }));
  });
});
