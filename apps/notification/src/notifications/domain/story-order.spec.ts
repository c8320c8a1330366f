import { describe, expect, it } from '@jest/globals';
import { chooseLanguage } from './choose-language.js';
import { dedupeKey } from './dedupe-key.js';
import { maskAddress } from './mask-address.js';
import { isOutdated, waitsForMore } from './story-order.js';

describe('the story a customer is told', () => {
  it('never goes back behind what was told', () => {
    expect(isOutdated('order-shipped', ['order-placed', 'delivered'])).toBe(true);
    expect(isOutdated('out-for-delivery', ['delivered'])).toBe(true);
    expect(isOutdated('delayed', ['delivered'])).toBe(true);
    expect(isOutdated('order-placed', ['order-cancelled'])).toBe(true);
  });

  it('says of a return only the newest of what was decided at once', () => {
    expect(isOutdated('return-requested', ['return-label'])).toBe(true);
    expect(isOutdated('return-approved', ['return-label'])).toBe(true);
    expect(isOutdated('return-label', ['return-label', 'return-received'])).toBe(false);
    expect(waitsForMore('return-requested')).toBe(true);
    expect(waitsForMore('withdrawal-acknowledged')).toBe(false);
  });

  it('goes on after any earlier step', () => {
    expect(isOutdated('delivered', ['order-shipped', 'out-for-delivery', 'delayed'])).toBe(false);
    expect(isOutdated('delayed', ['out-for-delivery'])).toBe(false);
    expect(isOutdated('order-shipped', [])).toBe(false);
  });
});

describe('what a notification is known by', () => {
  it('is order, kind and reason', () => {
    const about = { merchantId: 'm', orderId: 'o', template: 'order-shipped', subjectId: 's' } as const;
    expect(dedupeKey(about)).toBe('o:order-shipped:s');
    expect(dedupeKey({ ...about, reason: 'r' })).toBe('o:order-shipped:r');
    expect(dedupeKey({ ...about, orderId: null })).toBe('m:order-shipped:s');
  });

  it('shows no more of an address than tells it from another', () => {
    expect(maskAddress('ayse@example.com')).toBe('a***@example.com');
    expect(maskAddress('broken')).toBe('***');
  });

  it('is written in the first language that messages have', () => {
    expect(chooseLanguage('tr-TR', 'en')).toBe('tr');
    expect(chooseLanguage('de', 'tr')).toBe('tr');
    expect(chooseLanguage('de', null)).toBe('en');
  });
});
