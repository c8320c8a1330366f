import { NativeSelect } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { measureCsvPath } from '../api/insight.js';
import type { Granularity, MeasureAnswer, MeasureDescription, MeasureValue } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Loaded } from '../ui/loaded.js';
import { Section } from '../ui/page.js';
import { Blank } from '../ui/states.js';
import { ChangeNote } from './change-note.js';
import { Filters, useInsightFilters } from './filters.js';
import { InsightFrame } from './insight-frame.js';
import classes from './insight.module.css';
import { scopeOf } from './insight-search.js';
import { MeasureCourse } from './measure-course-view.js';
import { MeasureGroups } from './measure-groups.js';
import { previousPeriod, usualGranularity } from './periods.js';
import { useMeasure, useMeasures } from './use-measure.js';
import { useValueText } from './use-value-text.js';

/** One measure: what it counts, how much it is, how it went, and who it is made of. */
export function MeasurePage(): ReactNode {
  const { t, language } = useI18n();
  const { measureId } = useParams({ from: '/insight/measures/$measureId' });
  const measures = useMeasures();
  const filters = useInsightFilters();
  return (
    <InsightFrame lead={measures.data?.items.find(({ id }) => id === measureId)?.title[language] ?? t('insight.lead')}>
      <Loaded query={measures}>
        {({ items }) => {
          const measure = items.find(({ id }) => id === measureId);
          if (!measure) return <Blank icon="search" title={t('state.not-found.title')} />;
          return (
            <>
              <Filters filters={filters} known={measure.filters} />
              <MeasureView key={measureId} measure={measure} filters={filters} />
            </>
          );
        }}
      </Loaded>
    </InsightFrame>
  );
}

interface MeasureViewProps {
  measure: MeasureDescription;
  filters: ReturnType<typeof useInsightFilters>;
}

const granularities = ['day', 'week', 'month'] as const;
const granularityOf = (text: string | undefined): Granularity | undefined =>
  granularities.find((granularity) => granularity === text);

/** Two dimensions at once where the question needs both. */
const groupings = ({ groupBy, pairs }: MeasureDescription): string[] =>
  pairs && groupBy.includes('supplier') && groupBy.includes('sku') ? [...groupBy, 'supplier,sku'] : groupBy;

function MeasureView({ measure, filters: { search, period, change } }: MeasureViewProps): ReactNode {
  const { t } = useI18n();
  const granularity = granularityOf(search.every) ?? usualGranularity(period);
  const by = groupings(measure).find((name) => name === search.by);
  const scope = { ...scopeOf(search, measure.filters), ...period, granularity };
  const answer = useMeasure(measure.id, { ...scope, groupBy: by });
  const before = useMeasure(measure.id, { ...scope, ...previousPeriod(period) });
  return (
    <>
      <div className={classes['tools']}>
        <NativeSelect
          label={t('insight.every')}
          value={granularity}
          onChange={({ currentTarget: { value } }) => change({ every: value })}
          data={granularities.map((value) => ({ value, label: t(`insight.every.${value}`) }))}
        />
        {measure.groupBy.length === 0 ? null : (
          <NativeSelect
            label={t('insight.by')}
            value={by ?? ''}
            onChange={({ currentTarget: { value } }) => change({ by: value })}
            data={[
              { value: '', label: t('insight.by.none') },
              ...groupings(measure).map((value) => ({ value, label: t(`insight.by.${value}` as 'insight.by.sku') })),
            ]}
          />
        )}
        <a className="link" href={measureCsvPath(measure.id, { ...scope, groupBy: by })} download>
          {t('insight.csv')}
        </a>
        <Link to="/insight" search={search} className="link">
          {t('insight.tab.overview')}
        </Link>
      </div>
      <Loaded query={answer}>
        {(loaded) => (
          <MeasureFigures
            answer={loaded}
            before={before.data}
            currency={search.currency}
            onCurrency={(currency) => change({ currency })}
          />
        )}
      </Loaded>
      <Definition measure={measure} />
    </>
  );
}

interface MeasureFiguresProps {
  answer: MeasureAnswer;
  before: MeasureAnswer | undefined;
  currency: string | undefined;
  onCurrency: (currency: string) => void;
}

function MeasureFigures({ answer, before, currency, onCurrency }: MeasureFiguresProps): ReactNode {
  const { t } = useI18n();
  const { measure, totals, groups } = answer;
  const sorted = totals.toSorted((a, b) => b.count - a.count);
  const total = sorted.find((one) => one.currency === currency) ?? sorted[0];
  if (!total || (total.value === null && answer.series.length === 0 && groups.length === 0)) {
    const body = measure.id === 'conversion' ? t('insight.empty.sessions') : t('insight.empty.body');
    return <Blank icon="insight" title={t('insight.empty.title')} body={body} />;
  }
  return (
    <>
      <CurrencySelect totals={sorted} chosen={total} onCurrency={onCurrency} />
      <Total measure={measure} total={total} then={before?.totals.find((one) => one.currency === total.currency)} />
      <HoldOutNote answer={answer} />
      <MeasureCourse answer={answer} before={before} currency={total.currency} />
      {total.parts ? <Parts parts={total.parts} currency={total.currency} /> : null}
      {groups.length === 0 ? null : <MeasureGroups answer={answer} currency={total.currency} />}
    </>
  );
}

interface CurrencySelectProps {
  totals: readonly MeasureValue[];
  chosen: MeasureValue;
  onCurrency: (currency: string) => void;
}

/** Currencies are never added up: one at a time. */
function CurrencySelect({ totals, chosen, onCurrency }: CurrencySelectProps): ReactNode {
  const { t } = useI18n();
  if (totals.length < 2) return null;
  return (
    <NativeSelect
      label={t('insight.currency')}
      maw={160}
      value={chosen.currency ?? ''}
      onChange={(event) => onCurrency(event.currentTarget.value)}
      data={totals.map((one) => one.currency ?? '')}
    />
  );
}

interface TotalProps {
  measure: MeasureDescription;
  total: MeasureValue;
  then: MeasureValue | undefined;
}

function Total({ measure, total, then }: TotalProps): ReactNode {
  const { t, number } = useI18n();
  const valueText = useValueText();
  const text = (value: number | null): string => valueText(measure.unit, value, total.currency);
  const notes = [
    then ? t('insight.before', { value: text(then.value) }) : null,
    measure.unit === 'count' ? null : t('insight.count', { count: number(total.count) }),
    total.interval ? t('insight.range', { low: text(total.interval.low), high: text(total.interval.high) }) : null,
  ];
  return (
    <p className={classes['total']}>
      <strong className={classes['total-value']}>{text(total.value)}</strong>{' '}
      <ChangeNote measure={measure} now={total.value} before={then?.value ?? null} />{' '}
      <span className="quiet">
        {notes
          .filter((note) => note !== null)
          .map((note) => `· ${note}`)
          .join(' ')}
      </span>
    </p>
  );
}

/** Of a prediction: how wrong it would have been. */
function HoldOutNote({ answer: { measure, holdOut } }: { answer: MeasureAnswer }): ReactNode {
  const { t, number } = useI18n();
  if (measure.id !== 'customer-lifetime-value-predicted') return null;
  if (!holdOut) return <p className="quiet">{t('insight.hold-out.none')}</p>;
  const { days, customers, predictedOrders, actualOrders, error } = holdOut;
  const sign = error !== null && error > 0 ? '+' : '';
  return (
    <p className="quiet">
      {t('insight.hold-out', {
        ...{ days, customers: number(customers), predicted: number(predictedOrders), actual: number(actualOrders) },
        error: error === null ? '–' : `${sign}${t('decision.percent', { share: number(error * 100, 1) })}`,
      })}
    </p>
  );
}

const partNames = [
  'shippingMinor',
  'wayBackMinor',
  'refundedMinor',
  'creditedMinor',
  'goodsMinor',
  'claimedMinor',
] as const;

function Parts({ parts, currency }: { parts: Record<string, number>; currency: string | null }): ReactNode {
  const { t, money } = useI18n();
  return (
    <Section title={t('insight.parts')}>
      <dl className={classes['parts']}>
        {partNames.map((name) => (
          <div key={name}>
            <dt>{t(`insight.part.${name}`)}</dt>
            <dd className="num">{money(parts[name] ?? 0, currency ?? '')}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Definition({ measure: { definition, dated, interval } }: { measure: MeasureDescription }): ReactNode {
  const { t, language } = useI18n();
  return (
    <Section title={t('insight.definition')}>
      <p className={classes['definition']}>{definition[language]}</p>
      <p className="quiet">{t('insight.definition.dated', { dated: dated[language] })}</p>
      <p className="quiet">{t('insight.definition.interval', { interval: interval[language] })}</p>
    </Section>
  );
}
