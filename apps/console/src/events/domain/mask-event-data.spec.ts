import { describe, expect, it } from '@jest/globals';
import { MASK, maskEventData } from './mask-event-data.js';

const placed = {
  orderId: 'o1',
  externalId: '1001',
  customer: { name: 'Ayşe Yılmaz', email: 'ayse@example.com', phone: null, language: 'tr', loyaltyNumber: '77' },
  shippingAddress: {
    name: 'Ayşe Yılmaz',
    line1: 'Bağdat Cad. 1',
    line2: null,
    district: 'Kadıköy',
    city: 'İstanbul',
    region: null,
    postalCode: '34710',
    country: 'TR',
    phone: '+905321234567',
  },
  lines: [{ sku: 'MUG-RED', title: 'Mug, ask ayse@example.com', quantity: 2 }],
  trackingToken: 'Zk3v9Qm1Yw0aV7sJx2LrT5',
};

describe('masking the data of an event', () => {
  it('leaves nothing by which the customer could be named, reached or found', () => {
    const text = JSON.stringify(maskEventData(placed));
    for (const personal of ['Ayşe', 'ayse', 'Bağdat', 'Kadıköy', '34710', '532', 'Zk3v', '77'])
      expect(text).not.toContain(personal);
  });

  it('keeps what operators work with: codes, amounts, city and country, and that something is absent', () => {
    expect(maskEventData(placed)).toMatchObject({
      externalId: '1001',
      customer: { language: 'tr', phone: null, loyaltyNumber: MASK },
      shippingAddress: { city: 'İstanbul', country: 'TR', line2: null, name: MASK },
      lines: [{ sku: 'MUG-RED', quantity: 2 }],
    });
  });

  it('masks addresses and numbers that a carrier typed into free text, but not tracking numbers', () => {
    const data = maskEventData({
      description: 'Call +90 532 123 45 67 or mail ali.veli@example.co',
      trackingNumber: '1Z999AA10123456784',
    });
    expect(data).toEqual({ description: `Call ${MASK} or mail ${MASK}`, trackingNumber: '1Z999AA10123456784' });
  });

  it('masks what people wrote to each other, and links that open without a key', () => {
    const data = maskEventData({
      number: 'C-1',
      text: 'she is not at home',
      link: 'opens-a-survey',
      labelUrl: 'https://x',
    });
    expect(data).toEqual({ number: 'C-1', text: MASK, link: MASK, labelUrl: MASK });
  });

  it('does not touch names of businesses', () => {
    expect(maskEventData({ name: 'Anatolia Ceramics', code: 'ANA', contactEmail: 'a@b.example' })).toEqual({
      name: 'Anatolia Ceramics',
      code: 'ANA',
      contactEmail: MASK,
    });
  });
});
