import type { ReactNode } from 'react';
import classes from './line-plot.module.css';
import { niceScale, shareOf, type Scale } from './scale.js';

export interface PlotPoint {
  /** From 0 to 1, left to right. */
  x: number;
  /** Null: nothing is known here, and the line has a gap. */
  y: number | null;
  low?: number | undefined;
  high?: number | undefined;
}

export interface PlotLine {
  name: string;
  /** The look: `now` and `before` of a comparison, `a` to `d` of several lines. */
  look: 'now' | 'before' | 'a' | 'b' | 'c' | 'd';
  points: readonly PlotPoint[];
  /** The value holds until the next one, as a share of customers does. */
  isSteps?: boolean;
}

interface LinePlotProps {
  lines: readonly PlotLine[];
  /** Labels under the plot, from left to right. */
  marks: readonly string[];
  label: (value: number) => string;
  /** By what the lines hold, where it is not given. */
  scale?: Scale;
  /** Only the lines: for a small picture beside the figure. */
  isBare?: boolean;
}

/** Lines over time with their ranges. A table beside it says the same, so assistive technology skips it. */
export function LinePlot({ lines, marks, label, scale, isBare = false }: LinePlotProps): ReactNode {
  const values = lines.flatMap(({ points }) => points.flatMap(({ y, low, high }) => [y, low, high]));
  const known = scale ?? niceScale(values.filter((value) => typeof value === 'number'));
  if (isBare) return <Area lines={lines} scale={known} ticks={[]} />;
  return (
    <div className={classes['plot']} aria-hidden="true">
      <div className={classes['ticks']}>
        {known.ticks.map((tick) => (
          <span key={tick} style={{ bottom: `${(shareOf(known, tick) * 100).toFixed(2)}%` }}>
            {label(tick)}
          </span>
        ))}
      </div>
      <Area lines={lines} scale={known} ticks={known.ticks} />
      <div className={classes['marks']}>
        {marks.map((mark, index) => (
          <span key={`${String(index)} ${mark}`}>{mark}</span>
        ))}
      </div>
    </div>
  );
}

interface AreaProps {
  lines: readonly PlotLine[];
  scale: Scale;
  ticks: readonly number[];
}

function Area({ lines, scale, ticks }: AreaProps): ReactNode {
  return (
    <svg
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      focusable="false"
      aria-hidden="true"
      className={classes['area']}
    >
      {ticks.map((tick) => (
        <line key={tick} x1="0" x2="100" y1={heightOf(scale, tick)} y2={heightOf(scale, tick)} />
      ))}
      {lines.map((line) => (
        <path key={`${line.name} range`} d={rangePath(line, scale)} data-look={line.look} data-part="range" />
      ))}
      {lines.map((line) => (
        <path key={line.name} d={linePath(line, scale)} data-look={line.look} data-part="line" />
      ))}
      {lines.map((line) => (
        <path key={`${line.name} dots`} d={dotsPath(line, scale)} data-look={line.look} data-part="dots" />
      ))}
    </svg>
  );
}

/** What the lines are: a piece of each and its name. */
export function PlotLegend({ lines }: { lines: readonly Pick<PlotLine, 'name' | 'look'>[] }): ReactNode {
  return (
    <ul className={classes['legend']} aria-hidden="true">
      {lines.map(({ name, look }) => (
        <li key={name}>
          <svg width="26" height="8" viewBox="0 0 26 8" focusable="false">
            <path d="M0 4H26" data-look={look} data-part="line" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

const heightOf = (scale: Scale, value: number): string => ((1 - shareOf(scale, value)) * 100).toFixed(2);
const acrossOf = (x: number): string => (x * 100).toFixed(2);

/** Runs of points of which something is known. */
function runsOf(points: readonly PlotPoint[]): (PlotPoint & { y: number })[][] {
  const runs: (PlotPoint & { y: number })[][] = [[]];
  for (const point of points) {
    if (point.y === null) runs.push([]);
    else runs.at(-1)?.push({ ...point, y: point.y });
  }
  return runs.filter((run) => run.length > 0);
}

/** Points with nothing known on either side: a stroke without length is a dot by its round ends. */
const dotsPath = ({ points }: PlotLine, scale: Scale): string =>
  runsOf(points)
    .flatMap(([first, ...rest]) => (first && rest.length === 0 ? [first] : []))
    .map(({ x, y }) => `M${acrossOf(x)} ${heightOf(scale, y)}h0`)
    .join('');

function linePath({ points, isSteps = false }: PlotLine, scale: Scale): string {
  return runsOf(points)
    .map((run) => {
      const [first, ...rest] = run;
      if (!first || rest.length === 0) return '';
      const start = `M${acrossOf(first.x)} ${heightOf(scale, first.y)}`;
      return `${start}${rest
        .map(({ x, y }) =>
          isSteps ? `H${acrossOf(x)}V${heightOf(scale, y)}` : `L${acrossOf(x)} ${heightOf(scale, y)}`,
        )
        .join('')}`;
    })
    .join('');
}

function rangePath({ points, isSteps = false }: PlotLine, scale: Scale): string {
  const ranged = (run: readonly PlotPoint[]) =>
    run.flatMap(({ x, low, high }) => (low === undefined || high === undefined ? [] : [{ x, low, high }]));
  return runsOf(points)
    .map(ranged)
    .filter((run) => run.length > 1)
    .map((run) => {
      const upper = corners(
        run.map(({ x, high }) => [x, high] as const),
        isSteps,
      );
      const lower = corners(
        run.map(({ x, low }) => [x, low] as const),
        isSteps,
      ).reverse();
      const outline = [...upper, ...lower].map(([x, y]) => `${acrossOf(x)} ${heightOf(scale, y)}`);
      return `M${outline.join('L')}Z`;
    })
    .join('');
}

/** The corners of a line; of steps also those that lie between two points. */
function corners(points: readonly (readonly [number, number])[], isSteps: boolean): (readonly [number, number])[] {
  return points.flatMap(([x, y], index) => {
    const before = points[index - 1];
    return isSteps && before ? [[x, before[1]] as const, [x, y] as const] : [[x, y] as const];
  });
}
