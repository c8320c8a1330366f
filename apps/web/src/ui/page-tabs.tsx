import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from './page-tabs.module.css';

export interface PageTab {
  to: NonNullable<LinkProps['to']>;
  label: string;
}

interface PageTabsProps {
  label: string;
  tabs: readonly PageTab[];
  /** Whose pages they are; stays when somebody goes from one to another. */
  merchant: string | undefined;
}

/** Pages about one matter: a way from each to the others. */
export function PageTabs({ label, tabs, merchant }: PageTabsProps): ReactNode {
  return (
    <nav aria-label={label} className={classes['tabs']}>
      {tabs.map(({ to, label: name }) => (
        <Link
          key={to}
          to={to}
          search={{ merchant }}
          className={classes['tab']}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ 'data-active': true, 'aria-current': 'page' }}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
