import type { ReactNode } from 'react';
import classes from './stacked-bar.module.css';

/** A part of a bar, in shares of the scale from 0 to 1. */
interface StackedPart {
  kind: string;
  from: number;
  to: number;
}

interface StackedBarProps {
  parts: readonly StackedPart[];
  /** A mark on the scale, for instance a proven bound. */
  mark?: number | undefined;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** A bar of parts. The words beside it say the same, so assistive technology skips it. */
export function StackedBar({ parts, mark }: StackedBarProps): ReactNode {
  return (
    <span className={classes['track']} aria-hidden="true">
      {parts.map((part) => (
        <span
          key={part.kind}
          className={classes['part']}
          data-kind={part.kind}
          style={{ left: percent(part.from), width: percent(part.to - part.from) }}
        />
      ))}
      {mark === undefined ? null : <span className={classes['mark']} style={{ left: percent(mark) }} />}
    </span>
  );
}

/** The look of a part, for a legend. */
export function Swatch({ kind }: { kind: string }): ReactNode {
  return <span className={classes['swatch']} data-kind={kind} aria-hidden="true" />;
}
