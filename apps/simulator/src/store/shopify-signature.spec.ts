import { describe, expect, it } from '@jest/globals';
import { shopifySignature } from './shopify-signature.js';

describe('the signature of a Shopify webhook', () => {
  it('is the HMAC-SHA256 of RFC 4231 in base64', () => {
    const expected = Buffer.from('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843', 'hex');
    expect(shopifySignature('Jefe', 'what do ya want for nothing?')).toBe(expected.toString('base64'));
  });

  it('covers the bytes of the text, not its characters', () => {
    expect(shopifySignature('secret', 'İstanbul')).not.toBe(shopifySignature('secret', 'Istanbul'));
  });
});
