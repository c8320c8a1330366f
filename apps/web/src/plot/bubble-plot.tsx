import type { ReactNode } from 'react';
import classes from './bubble-plot.module.css';

export interface Bubble {
  x: number;
  y: number;
  count: number;
}

interface BubblePlotProps {
  bubbles: readonly Bubble[];
  /** All values that `y` may have, lowest first. */
  levels: readonly number[];
  labelX: (value: number) => string;
  labelY: (value: number) => string;
}

/** Across by doubling: waiting times go from a minute to weeks. */
const across = (x: number): number => Math.log2(x + 1);
const RADIUS_MAX = 13;

/** How often which pair occurred: the area of a bubble is its count. */
export function BubblePlot({ bubbles, levels, labelX, labelY }: BubblePlotProps): ReactNode {
  const widest = Math.max(1, ...bubbles.map(({ x }) => across(x)));
  const most = Math.max(1, ...bubbles.map(({ count }) => count));
  const heightOf = (y: number): number => 100 - ((levels.indexOf(y) + 0.5) / levels.length) * 100;
  const half = Math.round(2 ** (widest / 2) - 1);
  return (
    <div className={classes['plot']} aria-hidden="true">
      <div className={classes['levels']}>
        {levels.toReversed().map((level) => (
          <span key={level}>{labelY(level)}</span>
        ))}
      </div>
      <svg className={classes['area']} focusable="false">
        {bubbles.map(({ x, y, count }) => (
          <circle
            key={`${String(x)} ${String(y)}`}
            cx={`${(3 + (across(x) / widest) * 94).toFixed(2)}%`}
            cy={`${heightOf(y).toFixed(2)}%`}
            r={Math.max(2, RADIUS_MAX * Math.sqrt(count / most))}
          />
        ))}
      </svg>
      <div className={classes['marks']}>
        <span>{labelX(0)}</span>
        <span>{labelX(half)}</span>
        <span>{labelX(Math.round(2 ** widest - 1))}</span>
      </div>
    </div>
  );
}
