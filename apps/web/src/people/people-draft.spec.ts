import { describe, expect, it } from '@jest/globals';
import '../i18n/told-catalogue.js';
import { shopTemplates } from '../api/types.js';
import { hasWord } from '../i18n/translate.js';
import { faultsOf, inOrder, isChanged, toDraft, toSend, withOneMore } from './people-draft.js';

const ayse = {
  email: 'ayse@shop.example',
  language: 'tr' as const,
  templates: null,
  unsubscribed: ['traffic-changes'],
};
const ben = { email: 'ben@shop.example', language: 'en' as const, templates: ['late-complaints'], unsubscribed: [] };

describe('the people of a shop while they are edited', () => {
  it('are sent without what only they decide and without spaces around the address', () => {
    expect(toSend([{ ...ayse, email: ' ayse@shop.example ' }])).toEqual([
      { email: 'ayse@shop.example', language: 'tr', templates: null },
    ]);
  });

  it('are changed by what would be saved, and by nothing else', () => {
    const draft = toDraft([ayse, ben]);
    expect(isChanged(draft, [ayse, ben])).toBe(false);
    expect(isChanged(draft, [{ ...ayse, unsubscribed: [] }, ben])).toBe(false);
    expect(isChanged(draft.slice(1), [ayse, ben])).toBe(true);
    expect(isChanged(withOneMore(draft, 'en'), [ayse, ben])).toBe(true);
  });

  it('keep their number when another one goes, and a new one gets its own', () => {
    const [, second] = toDraft([ayse, ben]);
    const people = withOneMore(second ? [second] : [], 'en');
    expect(people.map(({ id }) => id)).toEqual([1, 2]);
    expect(withOneMore([], 'tr')[0]).toMatchObject({ id: 0, language: 'tr', templates: null });
  });

  it('take subjects in one order and keep those that this page does not know', () => {
    expect(inOrder(['c', 'later', 'a'], ['a', 'b', 'c'])).toEqual(['a', 'c', 'later']);
  });

  it('are refused before they are sent when an address is none or stands there twice', () => {
    expect(faultsOf([ayse, ben], 1)).toEqual([]);
    expect(faultsOf([{ ...ayse, email: 'ayse' }], 0)).toEqual(['people.fault.email']);
    expect(faultsOf([ayse, { ...ayse, email: 'AYSE@shop.example' }], 0)).toEqual([]);
    expect(faultsOf([ayse, { ...ayse, email: 'AYSE@shop.example' }], 1)).toEqual(['people.fault.twice']);
    expect(faultsOf([{ ...ben, templates: [] }], 0)).toEqual(['people.fault.subjects']);
  });

  it('hear of subjects that have a name', () => {
    expect(shopTemplates.filter((subject) => !hasWord('team-subject', subject))).toEqual([]);
  });
});
