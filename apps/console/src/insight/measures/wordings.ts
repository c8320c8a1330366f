import type { Worded } from './measure.js';

/** What decides the day of a case. */
export const dated: Readonly<Record<'placed' | 'first' | 'said' | 'opened' | 'answered' | 'due', Worded>> = {
  placed: { en: 'the day on which the order was placed', tr: 'siparişin verildiği gün' },
  first: { en: "the day of the customer's first order", tr: 'müşterinin ilk siparişinin günü' },
  said: { en: 'the day that the store said its sessions of', tr: 'mağazanın oturum sayısını bildirdiği gün' },
  opened: { en: 'the day on which the complaint was opened', tr: 'şikâyetin açıldığı gün' },
  answered: { en: 'the day on which the customer answered', tr: 'müşterinin yanıtladığı gün' },
  due: { en: 'the day by which the parcel was promised', tr: 'kolinin söz verildiği gün' },
};

/** How intervals come about. */
export const intervals: Readonly<Record<'wilson' | 'normal' | 'bonettPrice' | 'none', Worded>> = {
  wilson: {
    en: "95 %, Wilson's score interval: as if the cases were independent draws",
    tr: '%95, Wilson skor aralığı: durumlar birbirinden bağımsız çekilmiş sayılır',
  },
  normal: {
    en: '95 %, normal approximation of the mean: for tens of cases or more',
    tr: '%95, ortalamanın normal yaklaşımı: onlarca durum ve üzeri için',
  },
  bonettPrice: {
    en: '95 %, adjusted Wald interval of Bonett and Price (2012) for the difference of two shares of the same answers',
    tr: '%95, aynı yanıtların iki payının farkı için Bonett ve Price (2012) düzeltilmiş Wald aralığı',
  },
  none: { en: 'none: it is counted, not estimated', tr: 'yok: sayılır, kestirilmez' },
};
