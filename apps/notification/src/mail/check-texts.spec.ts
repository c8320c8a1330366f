import { describe, expect, it } from '@jest/globals';
import { templates } from '../notifications/domain/message.js';
import { faultsIn, placeholdersOf, textParts, type MessageTexts } from './check-texts.js';
import { en } from './i18n/en.js';
import { tr } from './i18n/tr.js';

const texts = (changes: Partial<MessageTexts> = {}): MessageTexts => ({
  ...{ subject: 'Your order {order}', headline: 'Hello', body: '{name}, it has left.', more: 'Bye.', ...changes },
});
const faults = (body: string, language: 'tr' | 'en' = 'en') =>
  faultsIn(texts({ body }), 'order-shipped', language).map(({ pointer, code }) => `${pointer} ${code}`);

describe('the texts of a merchant', () => {
  it('are taken when every word in them has a value', () => {
    expect(faults('{name}: {toCome, plural, =0 {all} one {# more} other {# more}}')).toEqual([]);
    expect(placeholdersOf('order-shipped')).toEqual(['day', 'hasDay', 'name', 'order', 'sender', 'toCome', 'total']);
  });

  it('may be every one of the built-in ones', () => {
    for (const template of templates) {
      for (const [language, catalogue] of [
        ['en', en],
        ['tr', tr],
      ] as const) {
        const own = Object.fromEntries(textParts.map((part) => [part, catalogue[`${template}.${part}`]]));
        const codes = faultsIn(own as MessageTexts, template, language).map(({ code }) => code);
        // Some built-in English texts speak of several at once, where one cannot be.
        expect(codes.filter((code) => code !== 'MISSING_PLURAL')).toEqual([]);
      }
    }
  });

  it('are refused with what is unknown, broken, half or dangerous in them', () => {
    expect(faults('{nmae} {password}')).toEqual(['/texts/body UNKNOWN_PLACEHOLDER', '/texts/body UNKNOWN_PLACEHOLDER']);
    expect(faults('{name')).toEqual(['/texts/body ICU_SYNTAX']);
    expect(faults('{toCome, plural, one {item}}')).toEqual(['/texts/body ICU_SYNTAX']);
    expect(faults('{toCome, plural, other {items}}')).toEqual(['/texts/body MISSING_PLURAL']);
    expect(faults('{toCome, plural, other {ürün}}', 'tr')).toEqual([]);
    expect(faults('<script>alert(1)</script>')).toEqual(['/texts/body MARKUP']);
    expect(faults('{day, date}')).toEqual(['/texts/body FORMAT']);
    expect(faults('{toCome, plural, one {{x}} other {#}}')).toEqual(['/texts/body UNKNOWN_PLACEHOLDER']);
  });
});
