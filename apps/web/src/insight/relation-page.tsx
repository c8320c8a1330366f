import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getRelation } from '../api/insight.js';
import type { Estimate, Relation, ServiceGroupFigures } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { RangeBars } from '../plot/range-bars.js';
import { niceScale } from '../plot/scale.js';
import { Icon } from '../ui/icon.js';
import { Loaded } from '../ui/loaded.js';
import { Section } from '../ui/page.js';
import { Blank } from '../ui/states.js';
import { Correlations } from './correlations.js';
import { Filters, useInsightFilters } from './filters.js';
import { InsightFrame } from './insight-frame.js';
import classes from './insight.module.css';
import { scopeOf } from './insight-search.js';
import { SurvivalCurves } from './survival-curves.js';
import { useValueText } from './use-value-text.js';

/** How support goes together with satisfaction and with buying again. What it does not prove comes first. */
export function RelationPage(): ReactNode {
  const { t } = useI18n();
  const filters = useInsightFilters();
  const query = { ...scopeOf(filters.search, ['merchant', 'country']), ...filters.period };
  const relation = useQuery({ queryKey: ['relation', query], queryFn: () => getRelation(query), staleTime: 60_000 });
  return (
    <InsightFrame lead={t('insight.relation.lead')}>
      <Filters filters={filters} known={['merchant', 'country']} />
      <Loaded query={relation}>{(loaded) => <RelationView relation={loaded} />}</Loaded>
    </InsightFrame>
  );
}

function RelationView({ relation }: { relation: Relation }): ReactNode {
  const { t, language } = useI18n();
  return (
    <>
      <p className={classes['warning']} role="note">
        <Icon name="alert" size={14} />
        <span>
          <strong>{t('insight.relation.warning')}.</strong> {relation.warning[language]}
        </span>
      </p>
      {relation.groups.every(({ orders }) => orders === 0) ? (
        <Blank icon="insight" title={t('insight.empty.title')} body={t('insight.empty.body')} />
      ) : (
        <>
          <Groups relation={relation} />
          <SurvivalCurves relation={relation} />
          <Correlations relation={relation} />
        </>
      )}
    </>
  );
}

const figures = [
  ['boughtAgain', 'share'],
  ['csat', 'share'],
  ['nps', 'points'],
] as const;

/** What is told of each group, one figure after the other, on one scale each. */
function Groups({ relation: { groups, fastSeconds, soonDays } }: { relation: Relation }): ReactNode {
  const { t, duration } = useI18n();
  const titles = {
    boughtAgain: t('insight.relation.again', { days: soonDays }),
    csat: t('insight.relation.csat'),
    nps: t('insight.relation.nps'),
  };
  return (
    <Section title={t('insight.relation.groups')}>
      {fastSeconds === null ? null : (
        <p className="quiet">{t('insight.relation.groups.split', { time: duration(fastSeconds) })}</p>
      )}
      {figures.map(([name, unit]) => (
        <div key={name}>
          <h3 className={classes['heading']}>{titles[name]}</h3>
          <GroupBars groups={groups} figure={name} unit={unit} />
        </div>
      ))}
    </Section>
  );
}

interface GroupBarsProps {
  groups: readonly ServiceGroupFigures[];
  figure: (typeof figures)[number][0];
  unit: 'share' | 'points';
}

function GroupBars({ groups, figure, unit }: GroupBarsProps): ReactNode {
  const { t, number } = useI18n();
  const valueText = useValueText();
  const told = groups.map((group): { name: ServiceGroupFigures['name']; estimate: Estimate } => ({
    name: group.name,
    estimate: group[figure],
  }));
  const values = told.flatMap(({ estimate: { value, interval } }) => [
    value ?? 0,
    interval?.low ?? 0,
    interval?.high ?? 0,
  ]);
  return (
    <RangeBars
      scale={niceScale(values)}
      bars={told.map(({ name, estimate: { value, count, interval } }) => ({
        ...{ key: name, name: t(`insight.relation.group.${name}`), value, low: interval?.low, high: interval?.high },
        text: valueText(unit, value),
        note: t('insight.count', { count: number(count) }),
      }))}
    />
  );
}
