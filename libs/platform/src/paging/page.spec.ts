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
    const values = ['2026-11-22T09:00:00.000Z', 'ğ/+="\n', '17'];
    expect(decodeCursor(encodeCursor(values), 'time', 'text', 'count')).toEqual(values);
    expect(encodeCursor(values)).toMatch(/^[\w-]+$/);
    expect(decodeCursor(undefined, 'id')).toBeNull();
    expect(decodeCursor('', 'id')).toBeNull();
  });

  it.each([
    'junk',
    encodeCursor([]),
    Buffer.from('{"a":1}').toString('base64url'),
    Buffer.from('[1]').toString('base64url'),
  ])('refuses the cursor %s', (cursor) => {
    expect(() => decodeCursor(cursor, 'text')).toThrow(
      expect.objectContaining({ status: 400, code: 'INVALID_CURSOR' }),
    );
  });

  it.each([
    ['id', '17'],
    ['time', '2026-13-01T00:00:00.000Z'],
    ['time', '2026-01-01'],
    ['count', '-1'],
    ['count', '99999999999999999999'],
    ['text', 'a\u0000'],
    ['text', '\ud800'],
  ] as const)('refuses as %s the value %j of another list', (part, value) => {
    expect(() => decodeCursor(encodeCursor([value]), part)).toThrow(
      expect.objectContaining({
        code: 'INVALID_CURSOR',
        errors: [expect.objectContaining({ pointer: '/query/after' })],
      }),
    );
    expect(() => decodeCursor(encodeCursor(['x', 'y']), 'text')).toThrow();
  });
});
