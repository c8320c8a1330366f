import { describe, expect, it } from '@jest/globals';
import { merchantOf, type Actor } from './actor.js';

const actor = (merchantId: string | null): Actor => ({
  keyId: 'k',
  role: merchantId ? 'merchant' : 'operator',
  merchantId,
  supplierId: null,
});

describe('the merchant of a request', () => {
  it('is the own one of a key that has one, and no other', () => {
    expect(merchantOf(actor('m1'))).toBe('m1');
    expect(merchantOf(actor('m1'), 'm1')).toBe('m1');
    expect(() => merchantOf(actor('m1'), 'm2')).toThrow(expect.objectContaining({ status: 403 }));
  });

  it('is named by an operator', () => {
    expect(merchantOf(actor(null), 'm2')).toBe('m2');
    expect(() => merchantOf(actor(null))).toThrow(expect.objectContaining({ status: 400, code: 'MERCHANT_REQUIRED' }));
  });
});
