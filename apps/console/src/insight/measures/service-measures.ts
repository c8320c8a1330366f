import type { Measure, Worded } from './measure.js';
import { complaints, orders, surveys } from './sources.js';
import { dated, intervals } from './wordings.js';

/** How fast customers are answered. */
const durations = (
  [
    [
      'first-answer-time',
      'first_answer_seconds',
      { en: 'Time to the first answer', tr: 'İlk yanıta kadar süre' },
      { en: 'from opening a complaint to the first answer', tr: 'şikâyetin açılmasından ilk yanıta dek' },
    ],
    [
      'solution-time',
      'solution_seconds',
      { en: 'Time to the solution', tr: 'Çözüme kadar süre' },
      { en: 'from opening a complaint to its (last) solution', tr: 'şikâyetin açılmasından (son) çözümüne dek' },
    ],
  ] satisfies [string, string, Worded, Worded][]
).flatMap(([id, column, title, what]) =>
  (
    [
      [
        'median',
        0.5,
        { en: 'median', tr: 'ortanca' },
        { en: 'Half of them were faster.', tr: 'Yarısı daha hızlıydı.' },
      ],
      [
        'p90',
        0.9,
        { en: 'nine of ten', tr: 'onda dokuz' },
        { en: 'Nine of ten were faster.', tr: 'Onda dokuzu daha hızlıydı.' },
      ],
    ] satisfies [string, number, Worded, Worded][]
  ).map(([name, at, named, meaning]): Measure => ({
    id: `${id}-${name}`,
    unit: 'seconds',
    title: { en: `${title.en}, ${named.en}`, tr: `${title.tr}, ${named.tr}` },
    definition: {
      en: `Business time by the merchant's calendar ${what.en}, of the complaints that have come so far. ${meaning.en}`,
      tr: `Satıcının takvimine göre ${what.tr} geçen mesai süresi, o aşamaya gelmiş şikâyetlerde. ${meaning.tr}`,
    },
    dated: dated.opened,
    interval: null,
    perCurrency: false,
    better: 'less',
    source: complaints,
    statistic: {
      ...{ kind: 'quantile', cases: `count(${column})` },
      first: `percentile_cont(${String(at)}) WITHIN GROUP (ORDER BY ${column})`,
    },
  })),
);

/** Complaints, answers and opinions. */
export const serviceMeasures: readonly Measure[] = [
  {
    id: 'complaint-rate',
    unit: 'share',
    title: { en: 'Complaint rate', tr: 'Şikâyet oranı' },
    definition: {
      en: 'Of the orders, the share about which there is at least one complaint. One that was merged into another does not count.',
      tr: 'Siparişlerden, hakkında en az bir şikâyet bulunanların payı. Başkasıyla birleştirilen şikâyet sayılmaz.',
    },
    dated: dated.placed,
    interval: intervals.wilson,
    perCurrency: false,
    better: 'less',
    source: orders,
    statistic: {
      ...{ kind: 'share', cases: 'count(*)', first: 'count(*) FILTER (WHERE complaints > 0)' },
      where: 'is_purchase',
    },
  },
  {
    id: 'complaints',
    unit: 'count',
    title: { en: 'Complaints', tr: 'Şikâyetler' },
    definition: {
      en: 'Complaints opened. One that was merged into another does not count.',
      tr: 'Açılan şikâyetler. Başkasıyla birleştirilen sayılmaz.',
    },
    dated: dated.opened,
    interval: null,
    perCurrency: false,
    better: 'less',
    source: complaints,
    statistic: { kind: 'count', cases: 'count(*)' },
  },
  ...durations,
  {
    id: 'csat',
    unit: 'share',
    title: { en: 'Satisfaction (CSAT)', tr: 'Memnuniyet (CSAT)' },
    definition: {
      en: 'Of the answers after a solution (1 to 5), the share of 4 and 5. Of two answers of one person to one question the later counts.',
      tr: 'Çözümden sonraki yanıtlardan (1–5), 4 ve 5 olanların payı. Aynı soruya verilen iki yanıttan sonraki sayılır.',
    },
    dated: dated.answered,
    interval: intervals.wilson,
    perCurrency: false,
    better: 'more',
    source: surveys,
    statistic: {
      ...{ kind: 'share', cases: 'count(*)', first: 'count(*) FILTER (WHERE score >= 4)' },
      where: `kind = 'csat'`,
    },
  },
  {
    id: 'nps',
    unit: 'points',
    title: { en: 'Recommendation (NPS)', tr: 'Tavsiye (NPS)' },
    definition: {
      en: 'Of the answers after delivery (0 to 10), the share of 9 and 10 minus the share of 0 to 6, in points.',
      tr: 'Teslimattan sonraki yanıtlarda (0–10), 9 ve 10 verenlerin payı eksi 0–6 verenlerin payı, puan olarak.',
    },
    dated: dated.answered,
    interval: intervals.bonettPrice,
    perCurrency: false,
    better: 'more',
    source: surveys,
    statistic: {
      ...{ kind: 'net-promoters', cases: 'count(*)', first: 'count(*) FILTER (WHERE score >= 9)' },
      ...{ second: 'count(*) FILTER (WHERE score <= 6)', where: `kind = 'nps'` },
    },
  },
  {
    id: 'ces',
    unit: 'mark',
    title: { en: 'Ease of returning (CES)', tr: 'İade kolaylığı (CES)' },
    definition: {
      en: 'Mean of the answers after a return, from 1 (hard) to 7 (easy).',
      tr: 'İadeden sonraki yanıtların ortalaması, 1 (zor) – 7 (kolay).',
    },
    dated: dated.answered,
    interval: intervals.normal,
    perCurrency: false,
    better: 'more',
    source: surveys,
    statistic: {
      ...{ kind: 'mean', cases: 'count(*)', first: 'sum(score)', second: 'sum(score * score)' },
      where: `kind = 'ces'`,
    },
  },
];
