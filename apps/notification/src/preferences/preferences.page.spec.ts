import { describe, expect, it } from '@jest/globals';
import { preferencesPage } from './preferences.page.js';
import type { PreferencesView } from './preferences.service.js';

const view: PreferencesView = {
  ...{ orderId: '0199', order: '1001', shop: 'Çarşı', email: 'a***@example.com', phone: '+90***67' },
  ...{ bounced: false, stopped: false, devices: 2, language: 'tr' },
  preferences: { language: 'tr', sms: 'yes', whatsapp: 'no', push: 'yes', opinions: 'yes' },
};
const place = { path: '/track/t/preferences', language: 'tr', isSaved: false } as const;
const said = (html: string): string => html.replace(/<style>.*<\/style>/su, '').replace(/<[^>]+>/gu, ' ');

describe('the page of a customer’s preferences', () => {
  it.each([
    [
      'tr',
      ['Dil', 'Kısa mesaj (SMS)', 'izin verdiğiniz 2 tarayıcı', 'anket ve değerlendirme', 'kapatılamaz', 'Kaydet'],
    ],
    [
      'en',
      ['Language', 'Text message (SMS)', 'The 2 browsers', 'surveys and reviews', 'cannot be switched off', 'Save'],
    ],
  ] as const)('says in %s what can be decided, what cannot, and about which addresses', (language, texts) => {
    const html = preferencesPage(view, { ...place, language });
    for (const text of [...texts, 'Türkçe', 'English', 'a***@example.com', '+90***67', 'Çarşı'])
      expect(said(html)).toContain(text);
    expect(html).not.toContain('<script');
    expect(Buffer.byteLength(html)).toBeLessThan(12_000);
  });

  it('ticks what holds, and sends along which boxes it showed', () => {
    const html = preferencesPage(view, place);
    const ticked = [...html.matchAll(/name="(\w+)" value="(\w+)" checked/gu)].map(([, name, value]) => [name, value]);
    expect(ticked).toEqual([
      ...[
        ['language', 'tr'],
        ['sms', 'yes'],
        ['push', 'yes'],
        ['opinions', 'yes'],
      ],
    ]);
    expect(html).toContain('name="shown" value="language,sms,whatsapp,push,opinions"');
  });

  it('has no box for what is not there, and no form where nobody can be written to', () => {
    const { preferences, ...rest } = view;
    const few = preferencesPage({ ...rest, preferences: { language: 'en', opinions: 'no' } }, place);
    expect(few).not.toContain('type="checkbox" name="sms"');
    expect(few).not.toContain('id="channels-hint"');
    const nobody = preferencesPage({ ...rest, email: null, phone: null, preferences: {} }, place);
    expect(nobody).not.toContain('<form');
    expect(said(nobody)).toContain('ne e-posta adresi ne de numara');
    expect(preferences).toBeDefined();
  });

  it('says what keeps messages from an address, and escapes what others wrote', () => {
    const html = preferencesPage({ ...view, bounced: true, stopped: true, shop: '<b>x</b>', order: '"><i>' }, place);
    expect(said(html)).toContain('geri geldi');
    expect(said(html)).toContain('BAŞLA');
    expect(html).not.toMatch(/<b>x|"><i>/u);
  });
});
