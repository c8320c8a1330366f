import { describe, expect, it } from '@jest/globals';
import '../i18n/after-sales-catalogue.js';
import { hasWord } from '../i18n/translate.js';
import { emptyRow } from '../versions/content.js';
import { returnPolicySections } from './return-policy-fields.js';

const fields = returnPolicySections.flatMap((section) => section.fields);
const named = [...fields, ...fields.flatMap(({ columns }) => columns ?? [])];

describe('the fields of a return policy', () => {
  it('all have a name, and a word for every choice', () => {
    expect(named.filter(({ name }) => !hasWord('policy-field', name))).toEqual([]);
    const choices = named.flatMap((field) => field.choices?.codes.map((code) => [field.choices?.words, code]) ?? []);
    expect(choices.filter(([kind, code]) => !hasWord(kind as 'payer', code ?? ''))).toEqual([]);
  });

  it('begin a new agreement with the usual choices, its supplier still to be named', () => {
    const agreements = fields.find(({ pointer }) => pointer === '/agreements');
    expect(emptyRow(agreements?.columns ?? [])).toEqual({
      ...{ supplierId: '', destination: 'supplier', defectPayer: 'supplier', keepBelowMinor: 0 },
    });
  });
});
