import { describe, expect, it } from '@jest/globals';
import '../i18n/told-catalogue.js';
import { hasWord } from '../i18n/translate.js';
import { emptyRow } from '../versions/content.js';
import { rulesSections, rulesToEdit, rulesToSend } from './rules-fields.js';

const texts = { subject: 's', headline: 'h', body: 'b', more: 'm' };
const kind = (template: string, obligatory: boolean) => ({
  ...{ template, language: 'tr' as const, texts, placeholders: [], obligatory },
});
const sections = rulesSections([kind('order-placed', true), kind('delivered', false)]);
const fields = sections.flatMap((section) => section.fields);
const named = [...fields, ...fields.flatMap(({ columns }) => columns ?? [])];
const columns = fields.find(({ pointer }) => pointer === '/rules')?.columns ?? [];

describe('the fields of telling rules', () => {
  it('all have a name, and what null means where it can be null', () => {
    expect(named.filter(({ name }) => !hasWord('policy-field', name))).toEqual([]);
    expect(named.filter(({ name, nullable }) => nullable && !hasWord('policy-none', name))).toEqual([]);
  });

  it('offer no rule for what is always sent', () => {
    const kinds = columns.find(({ pointer }) => pointer === '/template')?.choices?.codes;
    expect(kinds?.[0]).toBe('delivered');
    expect(kinds).toContain('unroutable-orders');
  });
});

describe('rules for the server', () => {
  it('leave out what a new row does not say, and a condition of nothing with it', () => {
    const row = emptyRow(columns);
    expect(row['when']).toMatchObject({ countries: null, total: { currency: null } });
    expect(rulesToSend(rulesToEdit({ rules: [row] }))['rules']).toEqual([
      { template: 'delivered', told: true, workdaysOnly: false },
    ]);
  });

  it('keep what is false, zero or said', () => {
    const rule = {
      template: 'delivered',
      told: false,
      delayMinutes: 0,
      when: { total: { currency: 'TRY', fromMinor: 0 } },
    };
    expect(rulesToSend({ rules: [rule] })['rules']).toEqual([rule]);
  });
});
