import type { ReactNode } from 'react';
import { LinePlot, type PlotPoint } from '../plot/line-plot.js';
import { niceScale } from '../plot/scale.js';
import classes from './insight.module.css';

/** The course of a value without axes; its page has them. */
export function Sparkline({ points }: { points: readonly PlotPoint[] }): ReactNode {
  const plain = points.map(({ x, y }) => ({ x, y }));
  const scale = niceScale(plain.flatMap(({ y }) => y ?? []));
  return (
    <span className={classes['spark']}>
      <LinePlot isBare lines={[{ name: '', look: 'now', points: plain }]} marks={[]} label={String} scale={scale} />
    </span>
  );
}
