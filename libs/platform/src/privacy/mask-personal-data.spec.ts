import { describe, expect, it } from '@jest/globals';
import { maskPersonalData, maskText } from './mask-personal-data.js';

describe('masking', () => {
  it('hides people, places and secrets wherever they are, and keeps what operations need', () => {
    expect(
      maskPersonalData({
        orderId: '1001',
        headers: { Authorization: 'Bearer kv_merchant_abcdefgh12', 'set-cookie': ['a=b'], accept: '*/*' },
        data: {
          customer: { name: 'Ayşe' },
          shipTo: null,
          parcels: [{ recipient: 'Ayşe Yılmaz', phone: '+905321234567', city: 'İstanbul', country: 'TR' }],
          supplier: { name: 'Nordlicht', code: 'N1' },
          place: { name: 'Ayşe Yılmaz', line1: 'Bağdat Cad. 1' },
        },
      }),
    ).toEqual({
      orderId: '1001',
      headers: { Authorization: '[masked]', 'set-cookie': '[masked]', accept: '*/*' },
      data: {
        customer: '[masked]',
        shipTo: null,
        parcels: [{ recipient: '[masked]', phone: '[masked]', city: 'İstanbul', country: 'TR' }],
        supplier: { name: 'Nordlicht', code: 'N1' },
        place: { name: '[masked]', line1: '[masked]' },
      },
    });
  });

  it('takes e-mail addresses and API keys out of sentences', () => {
    expect(maskText('mail to ayşe.yılmaz@örnek.com.tr with kv_operator_AbC-12345678 failed')).toBe(
      'mail to [masked] with [masked] failed',
    );
  });

  it('ends on rings', () => {
    const ring: Record<string, unknown> = {};
    ring['self'] = ring;
    expect(JSON.stringify(maskPersonalData(ring))).toContain('[deeper]');
  });
});
