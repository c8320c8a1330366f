import type { ReactNode } from 'react';
import classes from './pill-tabs.module.css';

export interface Pill<V> {
  value: V;
  label: string;
  /** How many there are; nothing is said while that is not known. */
  count?: number | undefined;
}

interface PillTabsProps<V> {
  label: string;
  pills: readonly Pill<V>[];
  value: V;
  onChange: (value: V) => void;
}

/** One press narrows a list. */
export function PillTabs<V extends string | undefined>({ label, pills, value, onChange }: PillTabsProps<V>): ReactNode {
  return (
    <div className={classes['tabs']} role="group" aria-label={label}>
      {pills.map((pill) => (
        <button
          key={pill.value ?? ''}
          type="button"
          className={classes['tab']}
          aria-pressed={pill.value === value}
          onClick={() => onChange(pill.value)}
        >
          {pill.label}
          {pill.count === undefined ? null : <span className={classes['count']}>{pill.count}</span>}
        </button>
      ))}
    </div>
  );
}
