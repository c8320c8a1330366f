import { describe, expect, it } from '@jest/globals';
import type { BuiltInTexts, MessageTemplate } from '../api/types.js';
import { BUILT_IN, capitalised, chosenOf, kindsOf } from './texts-facts.js';

const texts = { subject: 's', headline: 'h', body: 'b', more: 'm' };
const builtIn = (template: string, language: 'tr' | 'en'): BuiltInTexts => ({
  ...{ template, language, texts, placeholders: ['name'], obligatory: template === 'order-placed' },
});
const version = (id: string, more: Partial<MessageTemplate>): MessageTemplate => ({
  ...{ id, merchantId: 'm', template: 'delivered', language: 'tr', version: 1, state: 'draft', texts },
  ...{ createdAt: '2026-11-22T09:00:00Z', activatedAt: null },
  ...{ revision: 1, updatedAt: '2026-11-22T09:00:00Z', updatedBy: null },
  ...more,
});

describe('kinds of messages', () => {
  it('say in each language what is sent now, and what is prepared', () => {
    const kinds = kindsOf(
      [builtIn('order-placed', 'tr'), builtIn('order-placed', 'en'), builtIn('delivered', 'tr')],
      [version('new', { version: 3 }), version('old', { version: 2 }), version('sent', { state: 'active' })],
    );
    expect(kinds.map(({ template, obligatory }) => [template, obligatory])).toEqual([
      ['order-placed', true],
      ['delivered', false],
    ]);
    expect(kinds[1]?.standing.tr).toMatchObject({ active: { id: 'sent' }, draft: { id: 'new' } });
    expect(kinds[1]?.standing.en).toEqual({ active: null, draft: null });
  });
});

describe('the version that is looked at', () => {
  const versions = [version('draft', { version: 2 }), version('sent', { state: 'active' })];

  it('is what is sent, unless another one is asked for', () => {
    expect(chosenOf(versions, undefined)?.id).toBe('sent');
    expect(chosenOf(versions, 'draft')?.id).toBe('draft');
    expect(chosenOf(versions, 'gone')?.id).toBe('sent');
    expect(chosenOf(versions, BUILT_IN)).toBeNull();
    expect(chosenOf([], undefined)).toBeNull();
  });
});

describe('a heading', () => {
  it('begins with a capital of its language', () => {
    expect(capitalised('tr', 'iade etiketi')).toBe('İade etiketi');
    expect(capitalised('en', 'item')).toBe('Item');
  });
});
