import { describe, expect, it } from '@jest/globals';
import '../i18n/after-sales-catalogue.js';
import { returnReasons } from '../api/types.js';
import { languages } from '../i18n/format.js';
import { hasWord, translate } from '../i18n/translate.js';
import { waysOf } from './answer-facts.js';

const changes = {
  ...{ orders: 3, lines: 5, ordersOtherwise: 2, linesOtherwise: 4, newlyAllowed: 1, newlyRefused: 0, byClause: [] },
  byPart: { allowed: 1, clause: 3, destination: 0, payer: 2 },
};

describe('what a policy answers otherwise', () => {
  it('is said in the ways that there are', () => {
    expect(waysOf(changes)).toEqual([
      { key: 'newly-allowed', lines: 1 },
      { key: 'payer', lines: 2 },
    ]);
    expect(waysOf({ ...changes, newlyAllowed: 0, byPart: { ...changes.byPart, payer: 0 } })).toEqual([]);
  });

  it('has words in both languages, for one and for many', () => {
    for (const language of languages)
      for (const { key } of waysOf({ ...changes, newlyRefused: 1, byPart: { ...changes.byPart, destination: 1 } }))
        expect(translate(language, `return-preview.${key}`, { count: 2 })).toContain('2');
    expect(translate('en', 'return-preview.lines', { count: 0, lines: 7 })).toMatch(/^Nothing changes/);
    expect(translate('en', 'return-preview.lines', { count: 1, lines: 1 })).toBe('The only line is answered otherwise');
    expect(translate('en', 'return-preview.lines', { count: 1, lines: 7 })).toMatch(/^One of 7 lines is/);
    expect(translate('en', 'return-preview.lines', { count: 2, lines: 7 })).toBe('2 of 7 lines are answered otherwise');
    expect(translate('tr', 'return-preview.lines', { count: 2, lines: 7 })).toContain('7 satırın 2 tanesine');
    expect(returnReasons.filter((code) => !hasWord('return-reason', code))).toEqual([]);
  });
});
