import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isNews } from './channel-report.js';
import { optOutOf } from './opt-out.js';
import { SEGMENTS_MAX, smsSize, smsText } from './sms-segments.js';
import { answerIn, messageForm, signedText, statusIn } from './twilio-wire.js';
import { readWebhook, templateBody } from './whatsapp-wire.js';

describe('the size of a text message', () => {
  it.each([
    ['a'.repeat(160), 'gsm-7', 1],
    ['a'.repeat(161), 'gsm-7', 2],
    ['€'.repeat(80), 'gsm-7', 1],
    // An escape and its character stay together: 153 places hold 76 of them.
    ['€'.repeat(153), 'gsm-7', 3],
    ['Çok güzel ödül', 'gsm-7', 1],
    [`${'a'.repeat(69)}ş`, 'ucs-2', 1],
    [`${'a'.repeat(70)}ş`, 'ucs-2', 2],
    ['ı', 'ucs-2', 1],
    ['İ', 'ucs-2', 1],
    ['ç', 'ucs-2', 1],
    // Two units each, and none is cut in two: 33 of them in a part of 67.
    ['😀'.repeat(36), 'ucs-2', 2],
    ['', 'gsm-7', 1],
  ])('%s is %s in %d', (text, encoding, segments) => {
    expect(smsSize(text)).toMatchObject({ encoding, segments });
  });

  it('is bounded, and the link is never cut', () => {
    const link = 'https://kervan.example/track/abcdefghijklmnop';
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 800 }), (words) => {
        const text = smsText('Çarşı', words, link);
        expect(smsSize(text).segments).toBeLessThanOrEqual(SEGMENTS_MAX);
        expect(text.endsWith(` ${link}`)).toBe(true);
      }),
      { numRuns: 50 },
    );
    expect(smsText('Shop', 'On its way', null)).toBe('Shop: On its way');
  });
});

describe('an answer', () => {
  it.each(['STOP', ' stop. ', 'İptal', 'iptal!', 'dur', 'RET', 'Çık'])('%s ends messages', (text) => {
    expect(optOutOf(text)).toBe('stop');
  });

  it('begins them again with START or BAŞLA, and is for people otherwise', () => {
    expect([optOutOf('start'), optOutOf('Başla')]).toEqual(['start', 'start']);
    expect([optOutOf('Please stop at the door'), optOutOf('Nerede kaldı?'), optOutOf('')]).toEqual([null, null, null]);
  });
});

describe('what Twilio says', () => {
  it('is signed as its own example is', () => {
    const form = new URLSearchParams({
      ...{ CallSid: 'CA1234567890ABCDE', Digits: '1234', From: '+14158675309' },
      ...{ To: '+18005551212', Caller: '+14158675309' },
    });
    const text = signedText('https://mycompany.com/myapp.php?foo=1&bar=2', form);
    // Published with the request validator of Twilio's libraries.
    expect(createHmac('sha1', '12345').update(text).digest('base64')).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
  });

  it('is a status with its error, or an answer, or nothing', () => {
    const failed = new URLSearchParams({ MessageSid: 'SM1', MessageStatus: 'undelivered', ErrorCode: '30006' });
    expect(statusIn(failed)).toEqual({ sid: 'SM1', status: 'failed', reason: 'TWILIO_30006' });
    expect(statusIn(new URLSearchParams({ MessageSid: 'SM1', MessageStatus: 'dreaming' }))).toBeNull();
    expect(answerIn(new URLSearchParams({ From: '+1', Body: 'hi' }))).toEqual({
      channel: 'sms',
      from: '+1',
      text: 'hi',
    });
    expect(answerIn(new URLSearchParams())).toBeNull();
  });

  it('is asked for in a form, by number or by service', () => {
    const text = { to: '+905321234567', body: 'Çarşı: yolda', statusCallback: 'https://x.example/1' };
    expect(messageForm({ ...text, from: 'MG1' })).toContain('MessagingServiceSid=MG1&Body=%C3%87ar');
    expect(messageForm({ ...text, from: '+15005550006' })).toContain('To=%2B905321234567&From=%2B15005550006');
  });
});

describe('what Meta says', () => {
  it('is read for its statuses and messages, whatever else it carries', () => {
    const value = {
      statuses: [
        { id: 'wamid.1', status: 'failed', biz_opaque_callback_data: 't', errors: [{ code: 131_026 }] },
        { id: 'wamid.2', status: 'delivered' },
        { status: 7 },
      ],
      messages: [{ from: '905321234567', type: 'text', text: { body: 'DUR' } }, { from: 1 }, null],
    };
    expect(readWebhook({ entry: [{ changes: [{ field: 'messages', value }] }, null, { changes: 'x' }] })).toEqual({
      reports: [
        { channel: 'whatsapp', token: 't', providerId: 'wamid.1', status: 'failed', reason: 'WHATSAPP_131026' },
      ],
      answers: [{ channel: 'whatsapp', from: '+905321234567', text: 'DUR' }],
    });
  });

  it('never breaks on what somebody else could send', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (content) => void readWebhook({ entry: content })),
      { numRuns: 100 },
    );
  });

  it('is told the words of a template in one line each', () => {
    const body = JSON.parse(
      templateBody({ to: '+905321234567', template: 'shipped', language: 'tr', words: ['a\n\tb', ''], token: 't' }),
    ) as object;
    expect(body).toMatchObject({
      ...{ to: '905321234567', biz_opaque_callback_data: 't' },
      template: { components: [{ parameters: [{ text: 'a b' }, { text: '-' }] }] },
    });
  });
});

describe('reports', () => {
  it('go forward only', () => {
    expect([isNews(null, 'sent'), isNews('sent', 'delivered'), isNews('sent', 'failed')]).toEqual([true, true, true]);
    expect([isNews('delivered', 'sent'), isNews('failed', 'failed'), isNews('read', 'read')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
