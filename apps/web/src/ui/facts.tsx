import type { ReactNode } from 'react';
import classes from './facts.module.css';

/** A name and its value; without a value it is left out. */
export type Fact = readonly [name: string, value: ReactNode];

/** What there is to know about one thing, in a row that wraps. */
export function Facts({ facts }: { facts: readonly Fact[] }): ReactNode {
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) =>
        value === null || value === undefined ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
