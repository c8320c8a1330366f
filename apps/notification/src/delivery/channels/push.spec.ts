import { createECDH, createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadConfig } from '#platform';
import { NotificationConfig } from '../../config.js';
import { outcomeOfDevices, readPushStatus, type PushAnswer } from './domain/push-answer.js';
import { BODY_MAX_BYTES, PLAIN_MAX_BYTES, pushPayload } from './domain/push-message.js';
import { encryptForBrowser } from './push-encryption.js';
import { Vapid } from './vapid.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');

/** RFC 8291, appendix A. */
const published = {
  browser: {
    endpoint: 'https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV',
    keys: {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    },
  },
  once: {
    privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
    salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'),
  },
  plain: 'When I grow up, I want to be a watermelon',
  body: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};

describe('a message for one browser', () => {
  it('is encrypted as RFC 8291 publishes it', () => {
    const { browser, once, plain, body } = published;
    expect(encryptForBrowser(Buffer.from(plain), browser, once).toString('base64url')).toBe(body);
  });

  it('is encrypted with keys and a salt of its own each time', () => {
    const [a, b] = [1, 2].map(() => encryptForBrowser(Buffer.from('same'), published.browser));
    expect(a?.subarray(0, 16)).not.toEqual(b?.subarray(0, 16));
    expect(a?.subarray(21, 86)).not.toEqual(b?.subarray(21, 86));
  });

  it('fills what a push service takes to the last byte, and not one more', () => {
    expect(encryptForBrowser(Buffer.alloc(PLAIN_MAX_BYTES), published.browser)).toHaveLength(BODY_MAX_BYTES);
    expect(() => encryptForBrowser(Buffer.alloc(PLAIN_MAX_BYTES + 1), published.browser)).toThrow(RangeError);
  });
});

describe('what a browser shows', () => {
  const link = 'https://kervan.example/track/abcdefghijklmnop?lang=tr';
  const tag = 't'.repeat(32);

  it('is a declarative push message, with a link where there is one', () => {
    const notice = { title: 'Çarşı', body: '1001 numaralı siparişiniz yolda', language: 'tr', link, tag };
    expect(JSON.parse(pushPayload(notice))).toEqual({
      web_push: 8030,
      notification: {
        ...{ title: 'Çarşı', body: '1001 numaralı siparişiniz yolda', lang: 'tr', dir: 'ltr', tag },
        navigate: link,
      },
    });
    expect(pushPayload({ ...notice, link: null })).not.toContain('navigate');
  });

  it('always fits, the link uncut and no character cut in two', () => {
    const long = fc.string({ unit: 'grapheme', maxLength: 2_000 });
    fc.assert(
      fc.property(long, long, (title, body) => {
        const payload = pushPayload({ title, body, language: 'tr', link, tag });
        expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(PLAIN_MAX_BYTES);
        const { notification } = JSON.parse(payload) as { notification: Record<string, string> };
        expect(notification['navigate']).toBe(link);
        for (const words of [notification['title'], notification['body']])
          expect(Buffer.from(words ?? '').toString('utf8')).toBe(words);
      }),
      { numRuns: 50 },
    );
    // Six bytes each in JSON: 240 of them would not fit beside a link of 3,000 characters.
    const longLink = `https://kervan.example/${'a'.repeat(3_000)}`;
    const payload = pushPayload({ title: 'T', body: '\u0001'.repeat(500), language: 'en', link: longLink, tag });
    expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(PLAIN_MAX_BYTES);
    expect(payload).toContain(longLink);
  });
});

describe('the word by which a push service knows who sends', () => {
  it('is written and signed as RFC 8292 says', () => {
    const ecdh = createECDH('prime256v1');
    ecdh.generateKeys();
    const publicKey = ecdh.getPublicKey('base64url');
    const subject = 'mailto:push@example.com';
    const vapid = new Vapid({ publicKey, privateKey: ecdh.getPrivateKey('base64url'), subject });
    // Half a day before what the example of the RFC says.
    const header = vapid.authorization('https://push.example.net', (1_453_523_768 - 43_200) * 1000);
    const [, text = '', signature = '', key] = /^vapid t=([\w-]+\.[\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(header) ?? [];
    expect(text).toBe(
      'eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0',
    );
    expect(key).toBe(publicKey);
    const [x, y] = [bytes(publicKey).toString('base64url', 1, 33), bytes(publicKey).toString('base64url', 33)];
    const jwk = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
    expect(verify('sha256', Buffer.from(text), { key: jwk, dsaEncoding: 'ieee-p1363' }, bytes(signature))).toBe(true);
  });
});

describe('the key pair of an installation', () => {
  it('is refused at the start when its halves do not belong together, and never repeated', () => {
    const ecdh = createECDH('prime256v1');
    const [publicKey, privateKey] = [ecdh.generateKeys('base64url'), ecdh.getPrivateKey('base64url')];
    const start = (pair: Record<string, string>): NotificationConfig =>
      loadConfig('notification', NotificationConfig, { DATABASE_URL: 'postgres://localhost', ...pair });
    expect(start({}).WEB_PUSH_PRIVATE_KEY).toBeUndefined();
    expect(start({ WEB_PUSH_PUBLIC_KEY: publicKey, WEB_PUSH_PRIVATE_KEY: privateKey })).toBeDefined();
    for (const other of [published.browser.keys.p256dh, ''])
      expect(() => start({ WEB_PUSH_PUBLIC_KEY: other, WEB_PUSH_PRIVATE_KEY: privateKey })).toThrow(
        /WEB_PUSH_PRIVATE_KEY must be the private key of WEB_PUSH_PUBLIC_KEY$/,
      );
  });
});

describe('what push services say', () => {
  it.each([
    [201, 'accepted'],
    [200, 'accepted'],
    [404, 'gone'],
    [410, 'gone'],
    [400, 'refused'],
    [403, 'refused'],
    [413, 'refused'],
    [301, 'refused'],
    [429, 'temporary'],
    [500, 'unknown'],
    [503, 'unknown'],
  ])('%d is %s', (status, kind) => {
    expect(readPushStatus(status, 0).kind).toBe(kind);
  });

  it('is waited for as long as it asks, an hour at most', () => {
    expect(readPushStatus(429, 5_000)).toMatchObject({ retryAfterMs: 5_000 });
    expect(readPushStatus(503, 86_400_000)).toMatchObject({ retryAfterMs: 3_600_000 });
  });

  it('counts together: one browser that has it is enough, one that may have it is waited for', () => {
    const of = (...kinds: PushAnswer['kind'][]): string =>
      outcomeOfDevices(kinds.map((kind) => (kind === 'accepted' ? { kind } : { kind, detail: kind }))).kind;
    expect(of('gone', 'refused', 'accepted', 'unknown')).toBe('accepted');
    expect(of('temporary', 'unknown', 'gone')).toBe('unknown');
    expect(of('gone', 'temporary', 'refused')).toBe('temporary');
    expect(of('gone', 'gone')).toBe('refused');
    expect(outcomeOfDevices([])).toEqual({ kind: 'refused', detail: 'NO_SUBSCRIPTION' });
  });
});
