import { NativeSelect, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { MeasureDimension } from '../api/types.js';
import { useSession } from '../app/session.js';
import { useI18n } from '../i18n/i18n.js';
import { useMerchants } from '../keys/use-merchants.js';
import { useSuppliers } from '../suppliers/use-suppliers.js';
import { useNow } from '../ui/use-now.js';
import classes from './insight.module.css';
import { insightSearch, type InsightSearch } from './insight-search.js';
import { daysIn, lastDays, type Period } from './periods.js';

/** A day passes while the page is open; it need not be seen to the second. */
const NOW_STEP_MS = 60_000;
const PERIOD_DAYS = [7, 30, 90, 365] as const;
const OWN_PERIOD = 'own';

interface InsightFilters {
  search: InsightSearch;
  period: Period;
  change: (more: InsightSearch) => void;
}

/** What the address bar says, with the period that holds where it says none. */
export function useInsightFilters(): InsightFilters {
  const search = insightSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const usual = lastDays(30, useNow(NOW_STEP_MS));
  return {
    search,
    period: { from: search.from ?? usual.from, to: search.to ?? usual.to },
    change: (more) => {
      // What else a page is narrowed by stays.
      void navigate({ to: '.', search: (before) => ({ ...before, ...more }), replace: true });
    },
  };
}

/** Filters for what is asked; only those that it knows. */
export function Filters({
  filters,
  known,
}: {
  filters: InsightFilters;
  known: readonly MeasureDimension[];
}): ReactNode {
  const { t } = useI18n();
  const { search, change } = filters;
  return (
    <div className={classes['filters']}>
      <PeriodFilter filters={filters} />
      {known.includes('merchant') ? <MerchantFilter filters={filters} /> : null}
      {known.includes('supplier') ? <SupplierFilter filters={filters} /> : null}
      {(['sku', 'carrier', 'country'] as const)
        .filter((name) => known.includes(name))
        .map((name) => (
          <TextInput
            key={`${name} ${search[name] ?? ''}`}
            label={t(`insight.${name}`)}
            defaultValue={search[name] ?? ''}
            maxLength={name === 'country' ? 2 : 200}
            // Asked when it is whole, not with every letter.
            onBlur={({ currentTarget: { value } }) => change({ [name]: cleaned(name, value) })}
            onKeyDown={({ key, currentTarget: { value } }) => {
              if (key === 'Enter') change({ [name]: cleaned(name, value) });
            }}
          />
        ))}
    </div>
  );
}

const cleaned = (name: 'sku' | 'carrier' | 'country', value: string): string => {
  const text = value.trim();
  if (name === 'country') return text.toUpperCase();
  return name === 'carrier' ? text.toLowerCase() : text;
};

function PeriodFilter({ filters: { period, change } }: { filters: InsightFilters }): ReactNode {
  const { t } = useI18n();
  const now = useNow(NOW_STEP_MS);
  const days = PERIOD_DAYS.find(
    (count) => lastDays(count, now).from === period.from && lastDays(1, now).to === period.to,
  );
  const setDay = (name: 'from' | 'to', value: string): void => {
    const next = { ...period, [name]: value };
    if (/^\d{4}-\d\d-\d\d$/.test(value) && daysIn(next) > 0) change(next);
  };
  return (
    <>
      <NativeSelect
        label={t('insight.period')}
        value={days === undefined ? OWN_PERIOD : String(days)}
        onChange={({ currentTarget: { value } }) => {
          if (value !== OWN_PERIOD) change(lastDays(Number(value), now));
        }}
        data={[
          ...PERIOD_DAYS.map((count) => ({ value: String(count), label: t('insight.period.days', { count }) })),
          ...(days === undefined ? [{ value: OWN_PERIOD, label: t('insight.period.own', { ...period }) }] : []),
        ]}
      />
      {(['from', 'to'] as const).map((name) => (
        <TextInput
          key={name}
          type="date"
          label={t(`insight.${name}`)}
          value={period[name]}
          required
          onChange={({ currentTarget: { value } }) => setDay(name, value)}
        />
      ))}
    </>
  );
}

function MerchantFilter({ filters: { search, change } }: { filters: InsightFilters }): ReactNode {
  const { t } = useI18n();
  const { role } = useSession();
  const merchants = useMerchants(role === 'operator').data?.items ?? [];
  if (role !== 'operator' || merchants.length < 2) return null;
  return (
    <NativeSelect
      label={t('insight.merchant')}
      value={search.merchant ?? ''}
      onChange={({ currentTarget: { value } }) => change({ merchant: value })}
      data={[
        { value: '', label: t('insight.merchant.all') },
        ...merchants.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}

function SupplierFilter({ filters: { search, change } }: { filters: InsightFilters }): ReactNode {
  const { t } = useI18n();
  const suppliers = useSuppliers().data?.items ?? [];
  return (
    <NativeSelect
      label={t('filter.supplier')}
      value={search.supplier ?? ''}
      onChange={({ currentTarget: { value } }) => change({ supplier: value })}
      data={[
        { value: '', label: t('insight.supplier.all') },
        ...suppliers.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
