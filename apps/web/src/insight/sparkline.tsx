import type { ReactNode } from 'react';
import { LinePlot, type PlotPoint } from '../plot/line-plot.js';
import { niceScale } from '../plot/scale.js';
import classes from './insight.module.css';

/** The course of a value without axes; its page has them. Nothing while there is one value only: a dot is no course. */
export function Sparkline({ points }: { points: readonly PlotPoint[] }): ReactNode {
  if (points.filter(({ y }) => y !== null).length < 2) return null;
  const plain = points.map(({ x, y }) => ({ x, y }));
  const scale = niceScale(plain.flatMap(({ y }) => y ?? []));
  return (
    <span className={classes['spark']}>
      <LinePlot isBare lines={[{ name: '', look: 'now', points: plain }]} marks={[]} label={String} scale={scale} />
    </span>
  );
}
