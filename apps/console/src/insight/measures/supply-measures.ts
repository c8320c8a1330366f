import type { Measure } from './measure.js';
import { claims, parcels, returns, units } from './sources.js';
import { dated, intervals } from './wordings.js';

/** Exact up to 2^53 minor units, and a fraction of the price of adding up whole numbers that may be larger. */
const sumOf = (minor: string): string => `sum((${minor})::float8)`;

/** What suppliers and carriers do, and what it costs. */
export const supplyMeasures: readonly Measure[] = [
  {
    id: 'return-rate',
    unit: 'share',
    title: { en: 'Return rate', tr: 'İade oranı' },
    definition: {
      en: 'Units sent back ÷ units shipped, of the orders of the period, until today. Returns that were refused, expired or taken back do not count.',
      tr: 'Dönemin siparişlerinde, bugüne dek: geri gönderilen adet ÷ gönderilen adet. Reddedilen, süresi dolan ve vazgeçilen iadeler sayılmaz.',
    },
    dated: dated.placed,
    interval: intervals.wilson,
    perCurrency: false,
    better: 'less',
    source: units,
    statistic: { kind: 'share', cases: 'sum(shipped_units)', first: 'sum(returned_units)' },
    hits: { dimension: 'reason', source: returns, first: 'sum(quantity) FILTER (WHERE is_returned)' },
  },
  {
    id: 'on-time-delivery',
    unit: 'share',
    title: { en: 'On-time delivery', tr: 'Zamanında teslimat' },
    definition: {
      en: "Of the parcels whose promised day has gone by, the share that was delivered by then. The promise is the store's for the order, else the latest day that was first told for the parcel (until midnight UTC); a promise that was moved later does not help.",
      tr: 'Söz verilen günü geçmiş kolilerden o güne dek teslim edilenlerin payı. Söz, mağazanın siparişe verdiğidir; yoksa koli için ilk bildirilen en geç gündür (UTC gece yarısına dek). Sonradan ertelenen söz bir şeyi değiştirmez.',
    },
    dated: dated.due,
    interval: intervals.wilson,
    perCurrency: false,
    better: 'more',
    source: parcels,
    statistic: {
      ...{ kind: 'share', cases: 'count(*)', first: 'count(*) FILTER (WHERE delivered_at <= due_at)' },
      where: '(delivered_at <= due_at OR due_at < now())',
    },
  },
  {
    id: 'cost-to-serve',
    unit: 'money',
    title: { en: 'Cost to serve, per unit shipped', tr: 'Hizmet maliyeti, gönderilen adet başına' },
    definition: {
      en: "(Shipping + way back + refunds − credit notes) ÷ units shipped, of the orders of the period, until today. Shipping is what the parcel costs by the supplier's terms; a way back that the merchant pays is valued like the parcel out; a refund and a credit note are shared out over their lines. Claims stand beside it and are not added: the loss is in the refund, what the supplier makes good in the credit note.",
      tr: 'Dönemin siparişlerinde, bugüne dek: (kargo + dönüş yolu + iadeler − alacak dekontları) ÷ gönderilen adet. Kargo, tedarikçinin koşullarına göre kolinin bedelidir; satıcının ödediği dönüş yolu gidiş kolisi kadar sayılır; iade ve dekont satırlarına paylaştırılır. Talepler yanında gösterilir, eklenmez: kayıp iadededir, tedarikçinin karşıladığı dekonttadır.',
    },
    dated: dated.placed,
    interval: null,
    perCurrency: true,
    better: 'less',
    source: units,
    statistic: {
      ...{ kind: 'ratio', cases: 'sum(shipped_units)' },
      first: sumOf('shipping_minor + way_back_minor + refunded_minor - credited_minor'),
    },
    parts: {
      goodsMinor: sumOf('goods_minor'),
      shippingMinor: sumOf('shipping_minor'),
      wayBackMinor: sumOf('way_back_minor'),
      refundedMinor: sumOf('refunded_minor'),
      claimedMinor: sumOf('claimed_minor'),
      creditedMinor: sumOf('credited_minor'),
    },
    sharesCases: true,
  },
  {
    id: 'claim-recovery',
    unit: 'share',
    title: { en: 'Recovered from suppliers', tr: 'Tedarikçiden geri alınan' },
    definition: {
      en: 'Credit notes ÷ what was claimed from suppliers, of the orders of the period, until today.',
      tr: 'Dönemin siparişlerinde, bugüne dek: alacak dekontları ÷ tedarikçilerden talep edilen.',
    },
    dated: dated.placed,
    interval: null,
    perCurrency: true,
    better: 'more',
    source: claims,
    statistic: { kind: 'ratio', cases: sumOf('claimed_minor'), first: sumOf('credited_minor') },
  },
];
