import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { toCsv } from './csv.js';

describe('a table for spreadsheets', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('keeps %j from being run', (text) => {
    const [row]: string[][] = parse(toCsv(['a'], [[text]]), { from: 2 });
    expect(row).toEqual([`'${text}`]);
  });

  it('leaves numbers numbers, also those below zero', () => {
    expect(toCsv(['a', 'b', 'c'], [[-12.5, null, 3]])).toBe('a,b,c\r\n-12.5,,3\r\n');
  });

  it('can be read again, whatever is in it', () => {
    const cell = fc.string().filter((text) => !/^[=+\-@\t\r]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const header = ['first', 'second'];
        expect(parse(toCsv(header, rows), { record_delimiter: '\r\n' })).toEqual([header, ...rows]);
      }),
    );
  });
});
