import { useI18n } from '../i18n/i18n.js';
import type { PolicyField } from './policy-fields.js';

/** Where a policy's amounts are in the currency of the order at hand, they are shown as a bare number of main units. */
const MINOR_DIGITS = 2;

/** A field's value in words. */
export function useValueText(): (field: PolicyField, value: unknown, currency: string | null) => string {
  const i18n = useI18n();
  return (field, value, currency) => textOf(i18n, field, value, currency);
}

function textOf(i18n: ReturnType<typeof useI18n>, field: PolicyField, value: unknown, currency: string | null): string {
  const { t, word, number, money, duration } = i18n;
  if (value === null || value === undefined) return word('policy-none', field.name);
  if (Array.isArray(value)) {
    if (value.length === 0) return t('policy.none');
    if (!field.columns) return value.join(', ');
    return value.map((row) => rowText(i18n, field, row, currency)).join('; ');
  }
  if (field.columns) return rowText(i18n, field, value, currency);
  switch (field.kind) {
    case 'money':
      return currency ? money(Number(value), currency) : number(Number(value) / 10 ** MINOR_DIGITS, MINOR_DIGITS);
    case 'percent':
      return t('decision.percent', { share: number(Number(value) / 10, 1) });
    case 'minutes':
      return duration(Number(value) * 60);
    case 'days':
      return t('decision.days', { count: Number(value) });
    case 'flag':
      return t(value === true ? 'policy.yes' : 'policy.no');
    case 'backorder':
      return word('backorder', String(value));
    default:
      return String(value);
  }
}

function rowText(i18n: ReturnType<typeof useI18n>, field: PolicyField, row: unknown, currency: string | null): string {
  const values = row as Readonly<Record<string, unknown>>;
  return (field.columns ?? [])
    .map((column) => textOf(i18n, column, values[column.pointer.slice(1)], currency))
    .join(' · ');
}
