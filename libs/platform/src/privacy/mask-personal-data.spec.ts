import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { maskPersonalData, maskText, maskUnreadable } from './mask-personal-data.js';

interface Placed {
  data: Record<'customer' | 'shippingAddress', Record<string, unknown>> & { lines: unknown };
}

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
      headers: { Authorization: '[masked]', 'set-cookie': ['[masked]'], accept: '*/*' },
      data: {
        customer: { name: '[masked]' },
        shipTo: null,
        parcels: [{ recipient: '[masked]', phone: '[masked]', city: 'İstanbul', country: 'TR' }],
        supplier: { name: 'Nordlicht', code: 'N1' },
        place: { name: '[masked]', line1: '[masked]' },
      },
    });
  });

  it('keeps the structure of an order event, with nobody in it', () => {
    const placed = JSON.parse(readFileSync('libs/contracts/fixtures/order.placed.v1.json', 'utf8')) as Placed;
    const masked = maskPersonalData(placed.data) as Placed['data'];

    const { customer, shippingAddress } = placed.data;
    expect(Object.keys(masked.customer)).toEqual(Object.keys(customer));
    expect(Object.keys(masked.shippingAddress)).toEqual(Object.keys(shippingAddress));
    expect(masked.shippingAddress['city']).toBe(shippingAddress['city']);
    expect(masked.lines).toEqual(placed.data.lines);
    const harmless = ['language', 'city', 'region', 'country'];
    const personal = [...Object.entries(customer), ...Object.entries(shippingAddress)]
      .filter(([name, value]) => value !== null && !harmless.includes(name))
      .map(([, value]) => String(value));
    expect(personal.length).toBeGreaterThanOrEqual(6);
    for (const value of personal) expect(JSON.stringify(masked)).not.toContain(value);
  });

  it('shows the fields of broken JSON without their values, and nothing of other text', () => {
    expect(maskUnreadable('{"customer":{"name":"Ayşe \\"Y\\" Yılmaz","tel":905321234567,"city":"İstan')).toBe(
      '{"customer":{"name":"[masked]","tel":[masked],"city":"[masked]',
    );
    expect(maskUnreadable('Ayşe Yılmaz, Bağdat Cad. 1')).toBe('[26 characters that are not JSON]');
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
