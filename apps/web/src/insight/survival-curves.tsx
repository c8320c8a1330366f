import type { ReactNode } from 'react';
import type { Relation, SurvivalCurve, SurvivalPoint } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { LinePlot, PlotLegend, type PlotLine } from '../plot/line-plot.js';
import { Section } from '../ui/page.js';
import classes from './insight.module.css';

const looks = ['a', 'b', 'c', 'd'] as const;
/** Days after which the table tells how many are left. */
const TABLE_DAYS = [30, 60, 90, 180, 270, 365] as const;
const WATCHED_DAYS = 365;
const wholeScale = { min: 0, max: 1, ticks: [0, 0.25, 0.5, 0.75, 1] };
/** Below this the test's digits mean nothing. */
const SMALL_P = 0.0001;

/** The share of customers of each group who have not ordered again, day by day. */
export function SurvivalCurves({ relation: { curves, landmarkDays, tests } }: { relation: Relation }): ReactNode {
  const { t, number } = useI18n();
  const shown = curves.filter(({ customers }) => customers > 0);
  const lines = shown.map((curve, index): PlotLine => ({
    ...{ name: t(`insight.relation.group.${curve.name}`), look: looks[index] ?? 'a', isSteps: true },
    points: curvePoints(curve),
  }));
  const percent = (share: number): string => t('decision.percent', { share: number(share * 100, 0) });
  return (
    <Section title={t('insight.relation.curves')}>
      <p className="quiet">{t('insight.relation.curves.lead', { days: landmarkDays })}</p>
      <LinePlot
        lines={lines}
        scale={wholeScale}
        label={percent}
        marks={[0, 90, 180, 270, WATCHED_DAYS].map((day) => t('insight.relation.day', { day: day + landmarkDays }))}
      />
      <PlotLegend lines={lines} />
      <CurveTable curves={shown} landmarkDays={landmarkDays} />
      <ul className={classes['tests']}>
        {tests.map(({ of: [first = 'complaint', second = 'complaint'], result }) => (
          <li key={`${first} ${second}`}>
            <TestText first={first} second={second} p={result?.p ?? null} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function TestText(props: { first: SurvivalCurve['name']; second: SurvivalCurve['name']; p: number | null }): ReactNode {
  const { t, number } = useI18n();
  const { p } = props;
  const names = {
    first: t(`insight.relation.group.${props.first}`),
    second: t(`insight.relation.group.${props.second}`),
  };
  if (p === null) return t('insight.relation.test.none', names);
  if (p < SMALL_P) return t('insight.relation.test.small', names);
  return t('insight.relation.test', { ...names, p: number(p, 4) });
}

/** From all at the landmark to the last that is known. */
function curvePoints({ points }: SurvivalCurve) {
  const all = { day: 0, share: 1, low: 1, high: 1 };
  const last = points.at(-1) ?? all;
  return [all, ...points, { ...last, day: WATCHED_DAYS }].map(({ day, share, low, high }) => ({
    ...{ x: day / WATCHED_DAYS, y: share, low, high },
  }));
}

/** What held on a day: the last step before it. */
const heldOn = (points: readonly SurvivalPoint[], day: number): SurvivalPoint | undefined =>
  points.findLast((point) => point.day <= day);

function CurveTable({ curves, landmarkDays }: { curves: readonly SurvivalCurve[]; landmarkDays: number }): ReactNode {
  const { t, number } = useI18n();
  const percent = (share: number): string => number(share * 100, 1);
  const text = (point: SurvivalPoint | undefined): string =>
    point
      ? `${t('decision.percent', { share: percent(point.share) })} (${percent(point.low)}–${percent(point.high)})`
      : t('decision.percent', { share: number(100) });
  return (
    // Wider than a phone: it scrolls in itself, so the keyboard must reach it.
    <div className={classes['frame']} tabIndex={0} role="region" aria-label={t('insight.relation.curves')}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('insight.table.name')}</th>
            {TABLE_DAYS.map((day) => (
              <th key={day} scope="col">
                {t('insight.relation.day', { day: day + landmarkDays })}
              </th>
            ))}
            <th scope="col">{t('insight.table.count')}</th>
          </tr>
        </thead>
        <tbody>
          {curves.map(({ name, points, customers, bought }) => (
            <tr key={name}>
              <th scope="row">{t(`insight.relation.group.${name}`)}</th>
              {TABLE_DAYS.map((day) => (
                <td key={day}>{text(heldOn(points, day))}</td>
              ))}
              <td>{t('insight.relation.customers', { customers: number(customers), bought: number(bought) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
