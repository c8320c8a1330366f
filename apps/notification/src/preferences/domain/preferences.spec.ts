import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { preferenceSubjects, type Said } from '../../consent-records/domain/consent-record.js';
import { changesOf, preferencesOf, wantedIn, type ContactFacts, type Preferences } from './preferences.js';

const facts: ContactFacts = {
  ...{ email: 'a@example.com', phone: '+905321234567', chosenLanguage: null, orderLanguage: 'tr' },
  ...{ consents: {}, phoneConsent: 'explicit', suppressedBy: [], devices: 0, configured: ['email', 'sms'] },
};

describe('what somebody can decide about being written to', () => {
  it('is what there is an address and a channel for', () => {
    expect(preferencesOf(facts)).toEqual({ language: 'tr', sms: 'no', opinions: 'yes' });
    expect(preferencesOf({ ...facts, devices: 2, configured: ['sms', 'whatsapp'] })).toEqual({
      ...{ language: 'tr', sms: 'no', whatsapp: 'no', push: 'yes', opinions: 'yes' },
    });
    expect(preferencesOf({ ...facts, email: null, phone: null, devices: 1 })).toEqual({ push: 'yes' });
  });

  it('begins with what the rules take for granted, and the newest word wins over them', () => {
    expect(preferencesOf({ ...facts, phoneConsent: 'order' })).toMatchObject({ sms: 'yes' });
    expect(preferencesOf({ ...facts, phoneConsent: 'order', consents: { sms: false } })).toMatchObject({ sms: 'no' });
    expect(preferencesOf({ ...facts, chosenLanguage: 'en' })).toMatchObject({ language: 'en' });
  });

  it('stays decidable where a word is on record, though the channel is gone', () => {
    expect(preferencesOf({ ...facts, configured: [], consents: { whatsapp: true } })).toMatchObject({
      whatsapp: 'yes',
    });
  });

  it('is nothing of a number that was stopped', () => {
    const stopped = preferencesOf({ ...facts, suppressedBy: ['STOPPED'], consents: { sms: true } });
    expect(stopped).toEqual({ language: 'tr', opinions: 'yes' });
  });

  it.each(['UNSUBSCRIBED', 'COMPLAINED'] as const)('leaves surveys out for who is %s', (reason) => {
    expect(preferencesOf({ ...facts, suppressedBy: [reason] })).toMatchObject({ opinions: 'no' });
  });
});

describe('a form', () => {
  const form = (text: string): Preferences => wantedIn(new URLSearchParams(text));

  it('says no of a box that it showed and that was not ticked, and nothing of others', () => {
    expect(form('shown=language,sms,opinions&language=en&opinions=yes')).toEqual({
      ...{ language: 'en', sms: 'no', opinions: 'yes' },
    });
    expect(form('language=en&sms=yes')).toEqual({});
  });

  it('says nothing where it holds no answer of the page’s', () => {
    expect(form('shown=language,orders,__proto__&language=de')).toEqual({});
  });
});

const said = (subject: string): fc.Arbitrary<Said | undefined> =>
  fc.option(subject === 'language' ? fc.constantFrom('tr', 'en') : fc.constantFrom('yes', 'no'), { nil: undefined });
const preferences = fc
  .record(Object.fromEntries(preferenceSubjects.map((subject) => [subject, said(subject)])))
  .map((all): Preferences => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));

describe('changes', () => {
  it('make what is wanted hold, touch nothing else, and the second click changes nothing', () => {
    fc.assert(
      fc.property(preferences, preferences, (held, wanted) => {
        const changes = changesOf(held, wanted);
        const after = { ...held, ...Object.fromEntries(changes) };
        expect(changesOf(after, wanted)).toEqual([]);
        expect(Object.keys(after).sort()).toEqual(Object.keys(held).sort());
        for (const subject of preferenceSubjects)
          expect(after[subject]).toBe(held[subject] && (wanted[subject] ?? held[subject]));
      }),
      { numRuns: 300 },
    );
  });
});
