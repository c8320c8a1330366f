import type { ReactNode } from 'react';
import classes from './range-bars.module.css';
import { shareOf, type Scale } from './scale.js';

export interface RangeBar {
  key: string;
  name: ReactNode;
  /** Null: no bar, the text says why. */
  value: number | null;
  low?: number | undefined;
  high?: number | undefined;
  /** The value in words. */
  text: string;
  /** What it rests on. */
  note?: string | undefined;
}

/** Values side by side on one scale from zero, each with its range; the words beside the bars say the same. */
export function RangeBars({ bars, scale }: { bars: readonly RangeBar[]; scale: Scale }): ReactNode {
  return (
    <ul className={classes['bars']}>
      {bars.map(({ key, name, text, note, ...bar }) => (
        <li key={key}>
          <span className={classes['name']}>{name}</span>
          <Bar {...bar} scale={scale} />
          <span className="num">{text}</span>
          <span className="quiet num">{note}</span>
        </li>
      ))}
    </ul>
  );
}

function Bar({ value, low, high, scale }: Pick<RangeBar, 'value' | 'low' | 'high'> & { scale: Scale }): ReactNode {
  const at = (of: number): number => Math.min(1, Math.max(0, shareOf(scale, of))) * 100;
  const percent = (share: number): string => `${share.toFixed(2)}%`;
  const zero = at(0);
  return (
    <svg className={classes['plot']} height="16" aria-hidden="true" focusable="false">
      {value === null ? null : (
        <rect
          x={percent(Math.min(zero, at(value)))}
          width={percent(Math.abs(at(value) - zero))}
          y="3"
          height="10"
          rx="2"
        />
      )}
      {low === undefined || high === undefined ? null : (
        <>
          <line x1={percent(at(low))} x2={percent(at(high))} y1="8" y2="8" />
          <line x1={percent(at(low))} x2={percent(at(low))} y1="4" y2="12" />
          <line x1={percent(at(high))} x2={percent(at(high))} y1="4" y2="12" />
        </>
      )}
    </svg>
  );
}
