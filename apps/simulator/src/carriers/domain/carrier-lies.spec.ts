import { describe, expect, it } from '@jest/globals';
import { RatesError } from '../../world/domain/rates.js';
import { carrierLies, latin5, parseCarrierLies, replyTo } from './carrier-lies.js';
import { nativeCarriers } from './carrier-wire.js';

const words = [{ status: 'out_for_delivery', occurredAt: new Date('2026-11-22T09:30:00Z'), place: 'Çeşme, İzmir' }];

describe('lies of carriers', () => {
  it('are read per carrier', () => {
    const rates = parseCarrierLies('yurtici=html:0.1+cut:0.05, ups=limit:1');
    expect(rates.get('yurtici')).toMatchObject({ html: 0.1, cut: 0.05, limit: 0 });
    expect(rates.get('ups')).toMatchObject({ limit: 1 });
    expect(parseCarrierLies('').size).toBe(0);
  });

  it.each(['nobody=html:0.1', 'ups=fib:0.1', 'ups=html:2', 'ups=html:0.7+cut:0.7', 'ups=html'])(
    'written %p are refused',
    (text) => {
      expect(() => parseCarrierLies(text)).toThrow(RatesError);
    },
  );

  it('write Turkish letters in one byte each', () => {
    expect(new TextDecoder('windows-1254').decode(latin5('ĞÜŞİÖÇ ğüşıöç'))).toBe('ĞÜŞİÖÇ ğüşıöç');
  });

  it.each(nativeCarriers)('differ from what %s says when it tells the truth', (carrier) => {
    const asked = { carrier, number: '3513773163316', words };
    const truth = replyTo(asked, null);
    for (const lie of carrierLies) expect([lie, replyTo(asked, lie)]).not.toEqual([lie, truth]);
  });
});
