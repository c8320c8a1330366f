import { describe, expect, it } from '@jest/globals';
import {
  noFacts,
  templates,
  type MessageDigest,
  type MessageFacts,
  type MessageParcel,
  type Template,
} from '../notifications/domain/message.js';
import { formatMoney } from './formats.js';
import { en } from './i18n/en.js';
import { tr } from './i18n/tr.js';
import { headerText, mailContent, type MailContent } from './mail-content.js';
import { mailText } from './mail-text.js';

const publicUrl = 'https://kervan.example/';

const facts = (changes: Partial<MessageFacts> = {}): MessageFacts => ({
  ...noFacts,
  orderNumber: '1001',
  merchantName: 'Çarşı',
  name: 'Ayşe',
  trackingToken: 'tok',
  country: 'TR',
  ...changes,
});

const parcel = (changes: Partial<MessageParcel> = {}): MessageParcel => ({
  carrier: 'aras',
  trackingNumber: 'AR1',
  delivered: 0,
  total: 1,
  unitsToCome: 0,
  complete: false,
  ...changes,
});

const say = (template: Template, changes: Partial<MessageFacts>, language: 'tr' | 'en' = 'en') =>
  mailContent(template, language, facts(changes), publicUrl);

/** Amounts hold no-break spaces; a snapshot should show none that the eye cannot see. */
const plain = (content: MailContent): string => mailText(content).replaceAll('\u00a0', ' ');

describe('the words of a message', () => {
  it('tell what was ordered and what it costs, in the money of the order', () => {
    const placed = {
      promiseBy: '2026-11-25T17:00:00.000Z',
      lines: [{ title: 'Kırmızı kupa', sku: null, quantity: 2, amountMinor: 29_980 }],
      totals: { currency: 'TRY', goodsMinor: 29_980, shippingMinor: 1_500, discountMinor: 980, totalMinor: 30_500 },
    };
    expect(plain(say('order-placed', placed, 'tr'))).toMatchInlineSnapshot(`
     "Çarşı · Sipariş 1001

     Teşekkürler Ayşe

     Siparişinizi aldık, hazırlıyoruz. En geç 25 Kasım Çarşamba sizde.

     Paketiniz yola çıkar çıkmaz size yazacağız.

     Siparişimi izle:
     https://kervan.example/track/tok

     2 × Kırmızı kupa  ₺299,80

     Ürünler: ₺299,80
     Kargo: ₺15,00
     İndirim: -₺9,80
     Toplam: ₺305,00

     -- 
     Bu iletiyi Çarşı mağazasından alışveriş yaptığınız için aldınız. Sorunuz mu var? 1001 numarasını yazarak yanıtlayın.
     "
    `);
    expect(plain(say('order-placed', placed, 'en'))).toMatchInlineSnapshot(`
     "Çarşı · Order 1001

     Thank you, Ayşe

     We have your order and are preparing it. It will be with you by Wednesday, 25 November.

     You get a message as soon as a parcel leaves.

     Follow your order:
     https://kervan.example/track/tok

     2 × Kırmızı kupa  TRY 299.80

     Items: TRY 299.80
     Shipping: TRY 15.00
     Discount: -TRY 9.80
     Total: TRY 305.00

     -- 
     You get this because you ordered from Çarşı. Questions? Reply and mention order 1001.
     "
    `);
  });

  it('tell several parcels as one story', () => {
    const first = { parcel: parcel({ unitsToCome: 1 }) };
    expect(say('order-shipped', first).subject).toBe('Part of your order 1001 is on its way');
    expect(say('order-shipped', first).paragraphs[1]).toBe('One more item follows in a parcel of its own.');
    const second = { parcel: parcel({ total: 2, delivered: 1 }) };
    expect(say('delivered', second).paragraphs).toEqual([
      'Ayşe, 1 of 2 parcels has arrived.',
      'The rest is on its way.',
    ]);
    const last = { parcel: parcel({ total: 2, delivered: 2, complete: true }) };
    expect(say('delivered', last, 'tr').paragraphs[0]).toBe(
      'Ayşe, siparişinizin 2 paketi de ulaştı. Güle güle kullanın!',
    );
  });

  it('say of each parcel in a digest how far it is, and when it is expected', () => {
    const digest: MessageDigest = {
      parcels: [
        { carrier: 'ups', trackingNumber: '1Z', status: 'delivered', expectedDay: null },
        { carrier: 'yurtici', trackingNumber: 'Y2', status: 'in_transit', expectedDay: '2026-11-25' },
        { carrier: 'aras', trackingNumber: 'AR3', status: 'registered', expectedDay: null },
      ],
      unitsToCome: 1,
    };
    expect(say('parcels-digest', { digest }).subject).toBe('Your order 1001: one of 3 parcels delivered');
    expect(plain(say('parcels-digest', { digest }))).toContain(
      [
        'UPS, number 1Z: delivered',
        'Yurtici, number Y2: on its way, expected by Wednesday, 25 November',
        'Aras, number AR3: has left',
      ].join('\n'),
    );
    expect(say('parcels-digest', { digest }).paragraphs[1]).toBe('One more item follows in a parcel of its own.');
    expect(say('parcels-digest', { digest }, 'tr').parcels[1]).toBe(
      'Yurtici, takip no. Y2: yolda, en geç 25 Kasım Çarşamba',
    );
  });

  it('name the hour and its zone to a supplier, and never what the customer pays', () => {
    const content = say('purchase-order-created', {
      name: 'Anadolu',
      country: null,
      trackingToken: null,
      purchaseOrder: { number: 'PO-7', acknowledgeBy: '2026-11-22T11:00:00.000Z' },
      lines: [{ title: 'AN-1', sku: null, quantity: 3, amountMinor: null }],
    });
    expect(content.paragraphs[1]).toBe(
      'Please acknowledge it by 22 November at 11:00 UTC. After that it goes to another supplier.',
    );
    expect(content.totals).toBeNull();
    expect(mailText(content)).not.toMatch(/₺|TRY|track/);
  });

  it('make one list of what the people of a shop are told, and say how much more there is', () => {
    const item = (orderNumber: string, reasonCode: string) => facts({ orderNumber, reasonCode, trackingToken: null });
    const one = { trackingToken: null, reasonCode: 'STORE_REFUSED' };
    expect(plain(say('failed-refunds', { ...one, news: { items: [item('7', 'STORE_REFUSED')], total: 1 } }))).toBe(
      [
        'Çarşı · Order 1001',
        'A refund did not go through',
        'Your store refused for good to pay a refund that a customer was promised.',
        'Pay it in your store, or talk to the customer.',
        '- Order 7: STORE_REFUSED',
        'Open Kervan:\nhttps://kervan.example/',
        '-- \nYou get this because Çarşı named your address for it. One click on “unsubscribe” ends it.\n',
      ].join('\n\n'),
    );
    const many = { ...one, news: { items: [item('7', 'A'), item('8', 'B')], total: 9 } };
    expect(say('failed-refunds', many).subject).toBe('9 refunds failed');
    expect(say('failed-refunds', many).news).toEqual([...['Order 7: A', 'Order 8: B'], '… and 7 more, all in Kervan.']);
    expect(say('failed-refunds', many, 'tr').reference).toBe('Ekibiniz için');
    expect(say('order-placed', {}).news).toEqual([]);
  });

  it('say what a supplier’s share of the orders was and is, and by which figures', () => {
    const traffic = {
      ...{ sku: 'MUG', previousPermille: 500, permille: 250, problemsPermille: 244, lowPermille: 205 },
      ...{ highPermille: 300, cases: 21.4, version: 12 },
    };
    const changed = { name: 'Anadolu', orderNumber: '', reasonCode: 'BAD_SIGNS', traffic };
    expect(say('traffic-share-changed', changed)).toMatchObject({
      reference: 'Supplier Anadolu',
      subject: 'Anadolu gets 25% of the orders for MUG instead of 50%',
      headline: 'Fewer orders for Anadolu',
    });
    expect(say('traffic-share-changed', changed).paragraphs[0]).toContain(
      'Problems: 24.4% of the units, probably 20.5% to 30%, seen on 21 units.',
    );
    expect(say('traffic-changes', changed, 'tr').news[0]).toContain('%24,4, olasılıkla %20,5 – %30, 21 üründe');
  });

  it('exist for every kind of message in both languages', () => {
    for (const template of templates) {
      for (const language of ['tr', 'en'] as const) {
        const content = say(
          template,
          { parcel: parcel(), purchaseOrder: { number: 'PO-7', acknowledgeBy: null }, at: '2026-11-22T09:00:00.000Z' },
          language,
        );
        expect(content.subject).not.toBe('');
        expect(mailText(content)).not.toMatch(/[{}]|undefined|null/);
      }
    }
    expect(Object.keys(tr).sort()).toEqual(Object.keys(en).sort());
  });

  it('carry no link that a mail program would run', () => {
    const linkTo = (link: string) => say('return-label', { afterSales: { method: 'label', link } }).button?.url;
    expect(linkTo('https://labels.example/1.pdf')).toBe('https://labels.example/1.pdf');
    expect(linkTo('javascript:alert(1)')).toBe('https://kervan.example/track/tok');
    expect(linkTo('not a link')).toBe('https://kervan.example/track/tok');
  });

  it('never leave the line of a header', () => {
    const { subject } = say('order-placed', { orderNumber: '1\r\nBcc: all@example.com\u2028\u0000x' });
    expect(subject).toBe('We have your order 1 Bcc: all@example.com x');
    expect(headerText('a'.repeat(500))).toHaveLength(200);
  });
});

describe('money', () => {
  it('follows the currency and the language, exactly', () => {
    expect(formatMoney(128_450, 'TRY', 'tr')).toBe('₺1.284,50');
    expect(formatMoney(128_450, 'EUR', 'en')).toBe('€1,284.50');
    expect(formatMoney(1_284, 'JPY', 'en')).toBe('JP¥1,284');
    expect(formatMoney(5, 'KWD', 'en')).toMatch(/0\.005$/);
    expect(formatMoney(-980, 'EUR', 'en')).toBe('-€9.80');
    expect(formatMoney(9_007_199_254_740_991, 'EUR', 'en')).toBe('€90,071,992,547,409.91');
  });
});
