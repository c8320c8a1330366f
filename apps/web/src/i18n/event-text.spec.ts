import { describe, expect, it } from '@jest/globals';
import type { EventItem } from '../api/types.js';
import { eventLabel, eventSentence } from './event-text.js';

const event = (given: Partial<EventItem>): EventItem => ({
  id: 'e1',
  type: 'order.held',
  occurredAt: '2026-11-22T09:00:00Z',
  producer: 'order',
  summary: 'Held: PAYMENT_PENDING',
  data: {},
  ...given,
});

describe('an event in words', () => {
  it('is a sentence in the language with its codes in words', () => {
    const held = event({ summaryParameters: { reasonCode: 'PAYMENT_PENDING' } });
    expect(eventSentence('en', held)).toBe('Put on hold: Payment is pending');
    expect(eventSentence('tr', held)).toBe('Beklemeye alındı: Ödeme bekleniyor');
  });

  it('says which deadline of after-sales passed', () => {
    const passed = event({ type: 'deadline.passed', summaryParameters: { deadline: 'survey-ces' } });
    expect(eventSentence('tr', passed)).toBe('Bir süre doldu: iade kolay mıydı diye sorma zamanı');
  });

  it('counts units as the language does', () => {
    const placed = event({ type: 'order.placed', summaryParameters: { externalId: '1001', units: 1 } });
    expect(eventSentence('en', placed)).toBe('Order 1001 came in: 1 unit');
  });

  it('names carriers as people do', () => {
    const shipped = event({
      type: 'purchase-order.shipped',
      summaryParameters: { parcels: 2, carriers: 'ups, yurtici' },
    });
    expect(eventSentence('en', shipped)).toBe('Shipped in 2 parcels with UPS, Yurtiçi Kargo');
  });

  it('is the sentence of the server when the event is new to this page', () => {
    expect(
      eventSentence('tr', event({ type: 'order.gift-wrapped', summary: 'Gift wrapped', summaryParameters: {} })),
    ).toBe('Gift wrapped');
  });

  it('is the sentence of the server when a parameter is missing', () => {
    expect(eventSentence('en', event({ summaryParameters: {} }))).toBe('Held: PAYMENT_PENDING');
  });

  it('is short on the timeline and says where the parcel is', () => {
    expect(eventLabel('en', event({ type: 'shipment.status-changed', data: { status: 'out_for_delivery' } }))).toBe(
      'out for delivery',
    );
    expect(eventLabel('tr', event({ type: 'shipment.status-changed', data: { status: 'in_transit' } }))).toBe('yolda');
  });

  it('is readable even when its name is new', () => {
    expect(eventLabel('en', event({ type: 'order.gift-wrapped' }))).toBe('order.gift wrapped');
  });
});
