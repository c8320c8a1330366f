import type { ReactNode } from 'react';
import type { MeasureAnswer } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { LinePlot, PlotLegend, type PlotLine } from '../plot/line-plot.js';
import { Section } from '../ui/page.js';
import classes from './insight.module.css';
import { courseOf, plotPoints, type CoursePart } from './measure-course.js';
import { useValueText } from './use-value-text.js';

interface MeasureCourseProps {
  answer: MeasureAnswer;
  before: MeasureAnswer | undefined;
  currency: string | null;
}

/** How the value went, over how it went before, and the same as a table. */
export function MeasureCourse({ answer, before, currency }: MeasureCourseProps): ReactNode {
  const { t, date } = useI18n();
  const valueText = useValueText();
  const { measure, granularity } = answer;
  const course = courseOf(answer, granularity, currency);
  const earlier = before ? courseOf(before, granularity, currency) : [];
  const lines: PlotLine[] = [
    { name: t('insight.previous'), look: 'before', points: plotPoints(earlier).map(({ x, y }) => ({ x, y })) },
    { name: t('insight.now'), look: 'now', points: plotPoints(course) },
  ];
  const dayText = (period: string): string => date(`${period}T12:00:00Z`, 'day');
  const marks = [course[0], course[Math.floor(course.length / 2)], course.at(-1)].flatMap((part) =>
    part ? [dayText(part.period)] : [],
  );
  return (
    <Section title={t('insight.course')}>
      <LinePlot
        lines={lines}
        marks={course.length < 3 ? marks.slice(0, course.length) : marks}
        label={(value) => valueText(measure.unit, value, currency)}
      />
      <PlotLegend lines={lines} />
      <CourseTable answer={answer} course={course} earlier={earlier} currency={currency} dayText={dayText} />
    </Section>
  );
}

interface CourseTableProps {
  answer: MeasureAnswer;
  course: readonly CoursePart[];
  earlier: readonly CoursePart[];
  currency: string | null;
  dayText: (period: string) => string;
}

function CourseTable({ answer: { measure }, course, earlier, currency, dayText }: CourseTableProps): ReactNode {
  const { t, number } = useI18n();
  const valueText = useValueText();
  const text = (value: number | null): string => valueText(measure.unit, value, currency);
  return (
    // Longer than a screen: it scrolls in itself, so the keyboard must reach it.
    <div className={classes['frame']} tabIndex={0} role="region" aria-label={t('insight.course')}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('insight.table.period')}</th>
            <th scope="col">{t('insight.table.value')}</th>
            <th scope="col">{t('insight.table.count')}</th>
            <th scope="col">{t('insight.table.range')}</th>
            <th scope="col">{t('insight.table.before')}</th>
          </tr>
        </thead>
        <tbody>
          {course.map(({ period, point, value }, index) => (
            <tr key={period}>
              <th scope="row">{dayText(period)}</th>
              <td>{text(value)}</td>
              <td>{number(point?.count ?? 0)}</td>
              <td>{point?.interval ? `${text(point.interval.low)} – ${text(point.interval.high)}` : '–'}</td>
              <td className="quiet">{text(earlier[index]?.value ?? null)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
