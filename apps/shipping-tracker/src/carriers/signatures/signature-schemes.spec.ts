import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { signatureSchemes, type WebhookDelivery } from './signature-schemes.js';

const now = new Date('2026-11-22T12:00:00Z');
const seconds = (ago = 0): string => String(Math.floor(now.getTime() / 1000) - ago);
const body = Buffer.from('{"trackingNumber":"KAĞIT-1"}');
const sum = (key: string | Buffer, text: string, as: 'hex' | 'base64'): string =>
  createHmac('sha256', key).update(text).digest(as);

/** A key whose composed and decomposed forms differ. */
const secret = 'sécret-ﬁ';
const standardSecret = `whsec_${Buffer.from('thirty-two bytes of secret, more').toString('base64')}`;

/** What an honest sender writes, signed at a time. */
const honest: Record<string, (ago?: number) => WebhookDelivery['headers']> = {
  standard: (ago = 0) => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': seconds(ago),
    'webhook-signature': new Webhook(standardSecret).sign(
      'msg_1',
      new Date(now.getTime() - ago * 1000),
      body.toString('utf8'),
    ),
  }),
  easypost: () => ({
    'x-hmac-signature': `hmac-sha256-hex=${sum(secret.normalize('NFKD'), body.toString('utf8'), 'hex')}`,
  }),
  aftership: () => ({ 'aftership-hmac-sha256': sum(secret, body.toString('utf8'), 'base64') }),
  shippo: (ago = 0) => ({
    'shippo-auth-signature': `t=${seconds(ago)}, v1=${sum(secret, `${seconds(ago)}.${body.toString('utf8')}`, 'hex')}`,
  }),
  ups: () => ({ credential: secret }),
};
const proves = (
  name: string,
  delivery: WebhookDelivery,
  key = name === 'standard' ? standardSecret : secret,
): boolean => signatureSchemes.get(name)!.proves(delivery, key, now);

describe.each([...signatureSchemes.keys()])('the scheme of %s', (name) => {
  const headers = honest[name]!();
  const [signature = ''] = Object.keys(headers).slice(-1);

  it('believes who knows the secret', () => {
    expect(proves(name, { headers, body })).toBe(true);
  });

  it('believes nobody else', () => {
    const other = `whsec_${Buffer.from('another secret of 32 bytes and m').toString('base64')}`;
    expect(proves(name, { headers, body }, other)).toBe(false);
    expect(proves(name, { headers: {}, body })).toBe(false);
    const given = String(headers[signature]);
    for (const changed of [given.slice(0, -2), `${given}A`, '', given.toUpperCase().replace('A', 'B')]) {
      expect(proves(name, { headers: { ...headers, [signature]: changed }, body })).toBe(false);
    }
    expect(proves(name, { headers: { ...headers, [signature]: [given, given] }, body })).toBe(false);
  });

  it('notices another body, where it signs one', () => {
    expect(proves(name, { headers, body: Buffer.from('{}') })).toBe(name === 'ups');
  });

  it('refuses an old delivery played again, where it signs a time', () => {
    const played = { headers: honest[name]!(301), body };
    expect(proves(name, played)).toBe(!['standard', 'shippo'].includes(name));
    expect(proves(name, { headers: honest[name]!(-301), body })).toBe(!['standard', 'shippo'].includes(name));
    expect(proves(name, { headers: honest[name]!(299), body })).toBe(true);
  });
});

it('passes the vector of Standard Webhooks', () => {
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const delivery = { headers, body: Buffer.from('{"test": 2432232314}') };
  const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const standard = signatureSchemes.get('standard')!;
  expect(standard.proves(delivery, key, new Date(1_614_265_330_000))).toBe(true);
  expect(standard.proves(delivery, key, now)).toBe(false);
});
