import type { Granularity, MeasureAnswer, MeasurePoint, MeasureUnit } from '../api/types.js';
import type { PlotPoint } from '../plot/line-plot.js';
import { partsOf } from './periods.js';

/** Values that are nothing, not unknown, where nothing happened. */
const additive: ReadonlySet<MeasureUnit> = new Set(['count']);
const isAdditive = ({ id, unit }: MeasureAnswer['measure']): boolean => additive.has(unit) || id === 'revenue';

export interface CoursePart {
  period: string;
  point: MeasurePoint | null;
  value: number | null;
}

/** A value for every part of the period, also for those in which nothing happened. */
export function courseOf(answer: MeasureAnswer, granularity: Granularity, currency: string | null): CoursePart[] {
  const points = new Map(
    answer.series.filter((point) => point.currency === currency).map((point) => [point.period, point]),
  );
  return partsOf(answer, granularity).map((period) => {
    const point = points.get(period) ?? null;
    return { period, point, value: point?.value ?? (isAdditive(answer.measure) ? 0 : null) };
  });
}

/** The course as points of a plot from its left to its right end. */
export const plotPoints = (course: readonly CoursePart[]): PlotPoint[] =>
  course.map(({ value, point }, index) => ({
    x: course.length === 1 ? 0.5 : index / (course.length - 1),
    y: value,
    low: point?.interval?.low,
    high: point?.interval?.high,
  }));
