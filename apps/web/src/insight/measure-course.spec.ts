import { describe, expect, it } from '@jest/globals';
import type { MeasureAnswer, MeasureDescription } from '../api/types.js';
import { courseOf, plotPoints } from './measure-course.js';

const words = { en: '', tr: '' };
const answer = (measure: Partial<MeasureDescription>): MeasureAnswer => ({
  measure: {
    ...{ id: 'nps', unit: 'points', title: words, definition: words, dated: words, interval: words },
    ...{ perCurrency: false, better: 'more', filters: [], groupBy: [], pairs: false },
    ...measure,
  },
  ...{ from: '2026-03-01', to: '2026-03-03', granularity: 'day', totals: [], groups: [], more: false, holdOut: null },
  series: [{ period: '2026-03-02', value: 7, count: 3, interval: null, currency: null, parts: null }],
});

describe('the course of a measure', () => {
  it('is nothing on a day without cases where cases are counted, and unknown where they are not', () => {
    expect(courseOf(answer({ id: 'orders', unit: 'count' }), 'day', null).map(({ value }) => value)).toEqual([0, 7, 0]);
    expect(courseOf(answer({}), 'day', null).map(({ value }) => value)).toEqual([null, 7, null]);
  });

  it('is that of one currency', () => {
    expect(courseOf(answer({ id: 'average-basket', unit: 'money' }), 'day', 'TRY').map(({ value }) => value)).toEqual([
      ...[null, null, null],
    ]);
  });

  it('goes from the left end of the plot to the right', () => {
    expect(plotPoints(courseOf(answer({}), 'day', null)).map(({ x }) => x)).toEqual([0, 0.5, 1]);
  });
});
