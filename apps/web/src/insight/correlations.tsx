import type { ReactNode } from 'react';
import type { CorrelationAnswer, Relation } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { BubblePlot } from '../plot/bubble-plot.js';
import { Section } from '../ui/page.js';
import classes from './insight.module.css';

const levelsOf: Readonly<Record<CorrelationAnswer['name'], readonly number[]>> = {
  'first-answer-csat': [1, 2, 3, 4, 5],
  'solution-csat': [1, 2, 3, 4, 5],
  'first-answer-nps': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  'first-answer-again': [0, 1],
};

/** How long customers waited, and what they said or did after it. */
export function Correlations({ relation: { correlations, soonDays } }: { relation: Relation }): ReactNode {
  const { t } = useI18n();
  return (
    <Section title={t('insight.relation.correlations')}>
      <p className="quiet">{t('insight.relation.scale')}</p>
      <div className={classes['correlations']}>
        {correlations.map((correlation) => (
          <figure key={correlation.name} className={classes['correlation']}>
            <figcaption>
              <strong>{t(`insight.relation.pair.${correlation.name}`, { days: soonDays })}</strong>
              <RhoText correlation={correlation} />
            </figcaption>
            {correlation.points.length === 0 ? null : <Pairs correlation={correlation} />}
          </figure>
        ))}
      </div>
    </Section>
  );
}

function RhoText({ correlation: { rho, interval, pairs } }: { correlation: CorrelationAnswer }): ReactNode {
  const { t, number } = useI18n();
  const count = number(pairs);
  if (rho === null) return <span className="quiet">{t('insight.relation.few', { pairs: count })}</span>;
  const values = { rho: number(rho, 2), pairs: count };
  return (
    <span className="quiet">
      {interval
        ? t('insight.relation.rho', { ...values, low: number(interval.low, 2), high: number(interval.high, 2) })
        : t('insight.relation.rho-alone', values)}
    </span>
  );
}

function Pairs({ correlation: { name, points } }: { correlation: CorrelationAnswer }): ReactNode {
  const { t, number, duration } = useI18n();
  const yText = (value: number): string =>
    name === 'first-answer-again'
      ? t(value === 0 ? 'insight.relation.again.no' : 'insight.relation.again.yes')
      : number(value);
  const xText = (minutes: number): string => duration(minutes * 60);
  return (
    <>
      <BubblePlot bubbles={points} levels={levelsOf[name]} labelX={xText} labelY={yText} />
      <details className={classes['details']}>
        <summary>{t('insight.table.value')}</summary>
        <div className={classes['frame']} tabIndex={0} role="region" aria-label={t(`insight.relation.waited`)}>
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{t('insight.relation.waited')}</th>
                <th scope="col">{t('insight.relation.followed')}</th>
                <th scope="col">{t('insight.table.count')}</th>
              </tr>
            </thead>
            <tbody>
              {points.map(({ x, y, count }) => (
                <tr key={`${String(x)} ${String(y)}`}>
                  <td>{xText(x)}</td>
                  <td>{yText(y)}</td>
                  <td>{number(count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
