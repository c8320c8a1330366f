import type { ReactNode } from 'react';
import type { MeasureAnswer } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { ChangeNote } from './change-note.js';
import classes from './insight.module.css';
import { courseOf, plotPoints } from './measure-course.js';
import { Sparkline } from './sparkline.js';
import { useValueText } from './use-value-text.js';

interface MeasureFiguresProps {
  answer: MeasureAnswer;
  /** Of the period before. */
  before: MeasureAnswer | undefined;
}

/** A measure at a glance: its value, how it changed, its course and its range. */
export function MeasureFigures({ answer, before }: MeasureFiguresProps): ReactNode {
  const { t, number } = useI18n();
  const valueText = useValueText();
  const { measure, totals } = answer;
  const total = totals.toSorted((a, b) => b.count - a.count)[0];
  if (!total) return null;
  const then = before?.totals.find(({ currency }) => currency === total.currency)?.value ?? null;
  const { interval } = total;
  return (
    <>
      <span className={classes['card-value']} data-empty={total.value === null || undefined}>
        {valueText(measure.unit, total.value, total.currency)}
      </span>
      <span className={classes['card-change']}>
        {total.value === null ? null : <ChangeNote measure={measure} now={total.value} before={then} />}
        {total.value === null || measure.unit === 'count' ? null : (
          <span className="quiet"> · {t('insight.count', { count: number(total.count) })}</span>
        )}
      </span>
      <Sparkline points={plotPoints(courseOf(answer, answer.granularity, total.currency))} />
      {interval === null ? null : (
        <span className="quiet">
          {t('insight.range', {
            low: valueText(measure.unit, interval.low, total.currency),
            high: valueText(measure.unit, interval.high, total.currency),
          })}
        </span>
      )}
    </>
  );
}
