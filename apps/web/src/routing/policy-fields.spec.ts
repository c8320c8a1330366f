import { describe, expect, it } from '@jest/globals';
import { hasWord } from '../i18n/translate.js';
import { policySections } from './policy-fields.js';

describe('the fields of a policy', () => {
  const fields = policySections.flatMap((section) => section.fields);
  const named = [...fields, ...fields.flatMap(({ columns }) => columns ?? [])];

  it('all have a name, and what null means where it can be null', () => {
    expect(named.filter(({ name }) => !hasWord('policy-field', name))).toEqual([]);
    expect(named.filter(({ name, nullable }) => nullable && !hasWord('policy-none', name))).toEqual([]);
  });
});
