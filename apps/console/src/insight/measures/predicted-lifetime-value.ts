import type { MeasureDescription } from './measure.js';
import { dated, intervals } from './wordings.js';

/** Days ahead that a customer's value is predicted for. */
export const HORIZON_DAYS = 365;
/** Days kept back to see how wrong the prediction would have been. */
export const HOLD_OUT_DAYS = 90;

export const predictedLifetimeValue: MeasureDescription = {
  id: 'customer-lifetime-value-predicted',
  unit: 'money',
  title: { en: 'Customer lifetime value, predicted', tr: 'Müşteri yaşam boyu değeri, öngörülen' },
  definition: {
    en: 'What a customer whose first order falls into the period is expected to bring in the next 365 days: expected orders × the average order of these customers net of refunds. Orders are expected by the negative binomial model of repeat buying (Ehrenberg 1959), fitted by moments to all customers. It assumes that nobody leaves for good; its error on the last 90 days, held out, stands beside it.',
    tr: 'İlk siparişi bu döneme düşen bir müşterinin gelecek 365 günde getirmesi beklenen: beklenen sipariş × bu müşterilerin iadeler düşülmüş ortalama siparişi. Beklenen sipariş, bütün müşterilere momentlerle uydurulan negatif binom yeniden satın alma modelindendir (Ehrenberg 1959). Kimsenin büsbütün ayrılmadığını varsayar; ayrı tutulan son 90 gündeki hatası yanında gösterilir.',
  },
  dated: dated.first,
  interval: intervals.none,
  perCurrency: true,
  better: 'more',
};
