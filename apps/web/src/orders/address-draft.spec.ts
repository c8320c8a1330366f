import { describe, expect, it } from '@jest/globals';
import { addressOf, draftAddress } from './address-draft.js';

const customer = { name: 'Ayşe Yılmaz', email: null, phone: null, language: 'tr' };
const full = {
  ...draftAddress({ shippingAddress: null, customer }),
  line1: 'Bağdat Cad. 1',
  city: 'İstanbul',
  country: 'tr',
};

describe('an address that a person completes', () => {
  it('starts with the name of the customer when nothing is known', () => {
    expect(draftAddress({ shippingAddress: null, customer })).toMatchObject({
      name: 'Ayşe Yılmaz',
      line1: '',
      country: '',
    });
  });

  it('is complete with name, street, city and country, and says null for what is not there', () => {
    expect(addressOf(full)).toEqual({
      name: 'Ayşe Yılmaz',
      line1: 'Bağdat Cad. 1',
      line2: null,
      district: null,
      city: 'İstanbul',
      region: null,
      postalCode: null,
      country: 'TR',
    });
  });

  it('is not complete without any of these, or with a country that is no code', () => {
    for (const part of ['name', 'line1', 'city', 'country'] as const)
      expect(addressOf({ ...full, [part]: ' ' })).toBeNull();
    expect(addressOf({ ...full, country: 'Türkiye' })).toBeNull();
  });
});
