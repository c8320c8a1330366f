import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { MeasureDescription } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Loaded } from '../ui/loaded.js';
import { Section } from '../ui/page.js';
import { Filters, useInsightFilters } from './filters.js';
import { InsightFrame } from './insight-frame.js';
import classes from './insight.module.css';
import { scopeOf } from './insight-search.js';
import { MeasureFigures } from './measure-figures.js';
import { previousPeriod, usualGranularity } from './periods.js';
import { useMeasure, useMeasures } from './use-measure.js';

/** Which figures stand together; one that is new stands with the last. */
const groupOf: Readonly<Record<string, 'sales' | 'service' | 'supply'>> = {
  ...{ orders: 'sales', revenue: 'sales', 'average-basket': 'sales', conversion: 'sales' },
  ...{ 'repeat-purchase-rate': 'sales', 'returning-order-share': 'sales' },
  ...{ 'customer-lifetime-value-historic': 'sales', 'customer-lifetime-value-predicted': 'sales' },
  ...{ 'complaint-rate': 'service', complaints: 'service', csat: 'service', nps: 'service', ces: 'service' },
  ...{ 'first-answer-time-median': 'service', 'first-answer-time-p90': 'service' },
  ...{ 'solution-time-median': 'service', 'solution-time-p90': 'service' },
};
const groups = ['sales', 'service', 'supply'] as const;

/** All measures at a glance: each with its course and what it was before. */
export function OverviewPage(): ReactNode {
  const { t } = useI18n();
  const filters = useInsightFilters();
  const measures = useMeasures();
  return (
    <InsightFrame lead={t('insight.lead')}>
      <Filters filters={filters} known={['merchant', 'supplier', 'country']} />
      <Loaded query={measures}>
        {({ items }) =>
          groups.map((group) => (
            <Section key={group} title={t(`insight.group.${group}`)}>
              <ul className={classes['cards']}>
                {items
                  .filter(({ id }) => (groupOf[id] ?? 'supply') === group)
                  .map((measure) => (
                    <Card key={measure.id} measure={measure} filters={filters} />
                  ))}
              </ul>
            </Section>
          ))
        }
      </Loaded>
    </InsightFrame>
  );
}

interface CardProps {
  measure: MeasureDescription;
  filters: ReturnType<typeof useInsightFilters>;
}

function Card({ measure, filters: { search, period } }: CardProps): ReactNode {
  const { t, language } = useI18n();
  const scope = { ...scopeOf(search, measure.filters), ...period };
  const granularity = usualGranularity(period);
  const answer = useMeasure(measure.id, { ...scope, granularity });
  const before = useMeasure(measure.id, { ...scope, ...previousPeriod(period), granularity });
  return (
    <li className={classes['card']}>
      <Link
        to="/insight/measures/$measureId"
        params={{ measureId: measure.id }}
        search={search}
        className={classes['card-name']}
      >
        {measure.title[language]}
      </Link>
      <Loaded query={answer} skeleton={<Skeleton height={70} radius={4} />}>
        {(loaded) => <MeasureFigures answer={loaded} before={before.data} />}
      </Loaded>
      {search.supplier !== undefined && !measure.filters.includes('supplier') ? (
        <span className="quiet">{t('insight.all-suppliers')}</span>
      ) : null}
    </li>
  );
}
