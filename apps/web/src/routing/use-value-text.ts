import { useI18n } from '../i18n/i18n.js';
import type { FieldKind, PolicyField } from './policy-fields.js';

type I18n = ReturnType<typeof useI18n>;

/** Where a policy's amounts are in the currency of the order at hand, they are shown as a bare number of main units. */
const MINOR_DIGITS = 2;

/** A field's value in words. */
export function useValueText(): (field: PolicyField, value: unknown, currency: string | null) => string {
  const i18n = useI18n();
  return (field, value, currency) => textOf(i18n, field, value, currency);
}

function textOf(i18n: I18n, field: PolicyField, value: unknown, currency: string | null): string {
  if (value === null || value === undefined) return i18n.word('policy-none', field.name);
  if (Array.isArray(value)) {
    if (value.length === 0) return i18n.t('policy.none');
    if (!field.columns) return value.join(', ');
    return value.map((row) => rowText(i18n, field, row, currency)).join('; ');
  }
  if (field.columns) return rowText(i18n, field, value, currency);
  if (typeof value === 'boolean') return i18n.t(value ? 'policy.yes' : 'policy.no');
  if (typeof value === 'number') return amountText(i18n, field.kind, value, currency);
  if (typeof value !== 'string') return '–';
  return field.kind === 'backorder' ? i18n.word('backorder', value) : value;
}

function amountText(
  { t, number, money, duration }: I18n,
  kind: FieldKind,
  value: number,
  currency: string | null,
): string {
  switch (kind) {
    case 'money':
      return currency ? money(value, currency) : number(value / 10 ** MINOR_DIGITS, MINOR_DIGITS);
    case 'percent':
      return t('decision.percent', { share: number(value / 10, 1) });
    case 'minutes':
      return duration(value * 60);
    case 'days':
      return t('decision.days', { count: value });
    default:
      return number(value);
  }
}

function rowText(i18n: I18n, field: PolicyField, row: unknown, currency: string | null): string {
  const values = row as Readonly<Record<string, unknown>>;
  return (field.columns ?? [])
    .map((column) => textOf(i18n, column, values[column.pointer.slice(1)], currency))
    .join(' · ');
}
