import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { Page } from '../ui/page.js';
import classes from '../ui/page-tabs.module.css';
import { insightSearch } from './insight-search.js';

const tabs = [
  { to: '/insight', name: 'overview' },
  { to: '/insight/relation', name: 'relation' },
] as const;

interface InsightFrameProps {
  lead: ReactNode;
  children: ReactNode;
}

/** The pages of figures: one heading, and a way from each to the other with the same filters. */
export function InsightFrame({ lead, children }: InsightFrameProps): ReactNode {
  const { t } = useI18n();
  return (
    <Page title={t('insight.title')} lead={lead}>
      <nav aria-label={t('insight.title')} className={classes['tabs']}>
        {tabs.map(({ to, name }) => (
          <Link
            key={name}
            to={to}
            search={(search) => insightSearch(search)}
            className={classes['tab']}
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={{ 'data-active': true, 'aria-current': 'page' }}
          >
            {t(`insight.tab.${name}`)}
          </Link>
        ))}
      </nav>
      {children}
    </Page>
  );
}
