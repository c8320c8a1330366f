import type { Measure } from './measure.js';
import { customers, orders, visits } from './sources.js';
import { dated, intervals } from './wordings.js';

const purchases = { where: 'is_purchase' } as const;

/** What is sold, and to whom again. */
export const salesMeasures: readonly Measure[] = [
  {
    id: 'orders',
    unit: 'count',
    title: { en: 'Orders', tr: 'Siparişler' },
    definition: {
      en: 'Orders placed. Orders that were cancelled as a whole, and the other goods of an exchange, do not count.',
      tr: 'Verilen siparişler. Bütünüyle iptal edilenler ve değişimle gönderilen ürünler sayılmaz.',
    },
    dated: dated.placed,
    interval: null,
    perCurrency: false,
    better: 'more',
    source: orders,
    statistic: { kind: 'count', cases: 'count(*)', ...purchases },
  },
  {
    id: 'revenue',
    unit: 'money',
    title: { en: 'Revenue', tr: 'Ciro' },
    definition: {
      en: 'What customers were charged for these orders: goods + shipping − discount. Refunds are not taken off.',
      tr: 'Bu siparişler için müşterilerden alınan: ürün + kargo − indirim. İadeler düşülmez.',
    },
    dated: dated.placed,
    interval: null,
    perCurrency: true,
    better: 'more',
    source: orders,
    statistic: { kind: 'sum', cases: 'count(*)', first: 'sum(value_minor)', ...purchases },
  },
  {
    id: 'average-basket',
    unit: 'money',
    title: { en: 'Average basket', tr: 'Ortalama sepet' },
    definition: {
      en: 'Revenue ÷ orders.',
      tr: 'Ciro ÷ sipariş sayısı.',
    },
    dated: dated.placed,
    interval: intervals.normal,
    perCurrency: true,
    better: 'more',
    source: orders,
    statistic: {
      ...{ kind: 'mean', cases: 'count(*)', first: 'sum(value_minor)' },
      ...{ second: 'sum(value_minor::float8 * value_minor)', ...purchases },
    },
  },
  {
    id: 'repeat-purchase-rate',
    unit: 'share',
    title: { en: 'Repeat purchase rate', tr: 'Yeniden satın alma oranı' },
    definition: {
      en: 'Of the customers whose first order falls into the period, the share that has ordered again since, until today. A recent period has had less time. Orders without an e-mail address have no customer and do not count.',
      tr: 'İlk siparişi bu döneme düşen müşterilerden, o günden bugüne yeniden sipariş verenlerin payı. Yakın dönemlerin süresi daha kısadır. E-posta adresi olmayan siparişin müşterisi bilinmez, sayılmaz.',
    },
    dated: dated.first,
    interval: intervals.wilson,
    perCurrency: false,
    better: 'more',
    source: orders,
    statistic: {
      ...{ kind: 'share', cases: 'count(*)', first: 'count(next_placed_at)' },
      where: 'nth = 1',
    },
  },
  {
    id: 'returning-order-share',
    unit: 'share',
    title: { en: 'Orders of returning customers', tr: 'Geri gelen müşterilerin siparişleri' },
    definition: {
      en: 'Of the orders whose customer is known, the share that is not the first of its customer.',
      tr: 'Müşterisi bilinen siparişlerden, o müşterinin ilk siparişi olmayanların payı.',
    },
    dated: dated.placed,
    interval: intervals.wilson,
    perCurrency: false,
    better: 'more',
    source: orders,
    statistic: { kind: 'share', cases: 'count(nth)', first: 'count(*) FILTER (WHERE nth > 1)', ...purchases },
  },
  {
    id: 'customer-lifetime-value-historic',
    unit: 'money',
    title: { en: 'Customer lifetime value, historic', tr: 'Müşteri yaşam boyu değeri, geçmiş' },
    definition: {
      en: 'What a customer whose first order falls into the period has brought until today, on average: the value of all orders − refunds. What the goods cost is not taken off.',
      tr: 'İlk siparişi bu döneme düşen bir müşterinin bugüne dek ortalama getirdiği: bütün siparişlerin tutarı − iadeler. Ürünlerin maliyeti düşülmez.',
    },
    dated: dated.first,
    interval: intervals.normal,
    perCurrency: true,
    better: 'more',
    source: customers,
    statistic: {
      ...{ kind: 'mean', cases: 'count(*)', first: 'sum(value_minor - refunded_minor)' },
      second: 'sum((value_minor - refunded_minor)::float8 * (value_minor - refunded_minor))',
    },
  },
  {
    id: 'conversion',
    unit: 'share',
    title: { en: 'Conversion', tr: 'Dönüşüm' },
    definition: {
      en: 'Orders ÷ sessions, on the days for which a store of the merchant has said how many sessions it had. Without such days there is no value.',
      tr: 'Sipariş ÷ oturum, satıcının bir mağazasının oturum sayısını bildirdiği günlerde. Böyle gün yoksa değer de yoktur.',
    },
    dated: dated.said,
    interval: intervals.wilson,
    perCurrency: false,
    better: 'more',
    source: visits,
    statistic: { kind: 'share', cases: 'sum(sessions)', first: 'sum(orders)' },
  },
];
