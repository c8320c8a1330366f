import type { ReactNode } from 'react';
import type { Simulation, SimulationTotals } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Section } from '../ui/page.js';
import { ChangeBars } from './change-bars.js';
import { changeBars, figuresOf, type Figure, type FigureName } from './figures.js';
import classes from './simulation.module.css';

/** What would have been another way: in sum, and order by order. Currencies are never added up. */
export function SimulationReport({ report }: { report: Simulation['report'] }): ReactNode {
  const { t } = useI18n();
  const currencies = Object.entries(report.byCurrency).sort(([, a], [, b]) => b.decisions - a.decisions);
  return currencies.map(([currency, totals]) => (
    <Section key={currency} title={t('simulation.currency', { currency, count: totals.decisions })}>
      <Changed totals={totals} />
      <Figures figures={figuresOf(totals)} currency={currency} />
      <h3 className={classes['heading']}>{t('simulation.most-changed')}</h3>
      <ChangeBars bars={changeBars(report.mostChanged, currency)} />
    </Section>
  ));
}

/** The share of decisions that would have been another, as a bar and in words. */
function Changed({ totals }: { totals: SimulationTotals }): ReactNode {
  const { t, number } = useI18n();
  const share = totals.decisions === 0 ? 0 : totals.changed / totals.decisions;
  return (
    <div className={classes['changed']}>
      <span className={classes['changed-track']} aria-hidden="true">
        <span style={{ width: `${(share * 100).toFixed(2)}%` }} />
      </span>
      <span>
        {t('simulation.changed', {
          changed: number(totals.changed),
          decisions: number(totals.decisions),
          share: number(share * 100, 1),
        })}
      </span>
    </div>
  );
}

function useFigureText(currency: string): (name: FigureName, value: number) => string {
  const { t, money, number } = useI18n();
  return (name, value) => {
    if (name === 'paid') return money(Math.round(value), currency);
    if (name === 'days') return t('simulation.days', { days: number(value, 2) });
    return number(value, name === 'late' || name === 'absent' ? 1 : 0);
  };
}

/** Each figure with what happened and what would have, as two bars on a scale of their own. */
function Figures({ figures, currency }: { figures: readonly Figure[]; currency: string }): ReactNode {
  const { t } = useI18n();
  const textOf = useFigureText(currency);
  return (
    <ul className={classes['figures']}>
      {figures.map((figure) => {
        const { name, before, after } = figure;
        const scale = Math.max(before, after, Number.MIN_VALUE);
        return (
          <li key={name}>
            <span className={classes['figure-head']}>
              <strong>{t(`simulation.figure.${name}`)}</strong> <Change figure={figure} />
            </span>
            <Bar kind="before" share={before / scale} name={t('simulation.before')} value={textOf(name, before)} />
            <Bar kind="after" share={after / scale} name={t('simulation.after')} value={textOf(name, after)} />
          </li>
        );
      })}
    </ul>
  );
}

interface BarProps {
  kind: 'before' | 'after';
  share: number;
  name: string;
  value: string;
}

function Bar({ kind, share, name, value }: BarProps): ReactNode {
  return (
    <span className={classes['bar']}>
      <span className={classes['bar-name']}>{name}</span>
      <svg className={classes['plot']} height="10" aria-hidden="true" focusable="false">
        <rect width={`${(share * 100).toFixed(2)}%`} height="10" rx="2" data-kind={kind} />
      </svg>
      <span className="num">{value}</span>
    </span>
  );
}

/** Less is better for every figure; a sign says it beside the colour. */
function Change({ figure }: { figure: Figure }): ReactNode {
  const { t, number } = useI18n();
  const { change } = figure;
  if (change === null) return <span className="tone-bad">{t('simulation.from-nothing')}</span>;
  const percent = t('decision.percent', { share: number(Math.abs(change) * 100, 1) });
  if (Math.abs(change) < 0.0005) return <span className="quiet">{t('preview.same')}</span>;
  return (
    <span className={change < 0 ? 'tone-good' : 'tone-bad'}>
      {change < 0 ? '−' : '+'}
      {percent}
    </span>
  );
}
