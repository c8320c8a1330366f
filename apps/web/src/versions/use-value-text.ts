import { useI18n } from '../i18n/i18n.js';
import { timeOf } from '../complaints/hours-draft.js';
import { useSupplierNames } from '../suppliers/use-suppliers.js';
import { valueAt } from './content.js';
import type { FieldKind, VersionField } from './fields.js';

type Speech = ReturnType<typeof useI18n> & { supplierName: (id: string) => string };

/** Where a policy's amounts are in the currency of the order at hand, they are shown as a bare number of main units. */
const MINOR_DIGITS = 2;

/** A field's value in words. */
export function useValueText(): (field: VersionField, value: unknown, currency: string | null) => string {
  const i18n = { ...useI18n(), supplierName: useSupplierNames() };
  return (field, value, currency) => textOf(i18n, field, value, currency);
}

function textOf(i18n: Speech, field: VersionField, value: unknown, currency: string | null): string {
  if (value === null || value === undefined) return i18n.word('policy-none', field.name);
  if (Array.isArray(value)) {
    if (value.length === 0) return i18n.t('policy.none');
    if (!field.columns) return value.join(', ');
    return value.map((row) => rowText(i18n, field, row, currency)).join('; ');
  }
  if (field.columns) return rowText(i18n, field, value, currency);
  if (typeof value === 'boolean') return i18n.t(value ? 'policy.yes' : 'policy.no');
  if (typeof value === 'number') return amountText(i18n, field.kind, value, currency);
  return typeof value === 'string' ? codeText(i18n, field, value) : '–';
}

function codeText({ word, supplierName }: Speech, { kind, choices }: VersionField, value: string): string {
  if (kind === 'supplier') return supplierName(value);
  return choices ? word(choices.words, value) : value;
}

function amountText(
  { t, number, money, duration }: Speech,
  kind: FieldKind,
  value: number,
  currency: string | null,
): string {
  switch (kind) {
    case 'money':
      return currency ? money(value, currency) : number(value / 10 ** MINOR_DIGITS, MINOR_DIGITS);
    case 'percent':
      return t('decision.percent', { share: number(value / 10, 1) });
    case 'share':
      return t('decision.percent', { share: number(value) });
    case 'hours':
      return duration(value * 3_600);
    case 'minute':
      return timeOf(value);
    case 'minutes':
      return duration(value * 60);
    case 'days':
      return t('decision.days', { count: value });
    default:
      return number(value);
  }
}

/** Amounts among others say nothing alone. */
const needsName: ReadonlySet<FieldKind> = new Set(['flag', 'money', 'count', 'minutes', 'minute']);

function rowText(i18n: Speech, field: VersionField, row: unknown, currency: string | null): string {
  return (field.columns ?? [])
    .map((column) => ({ column, value: valueAt(row, column.pointer) }))
    .filter(({ value }) => value !== null && value !== undefined)
    .map(({ column, value }) => {
      const text = textOf(i18n, column, value, currency);
      return needsName.has(column.kind) ? `${i18n.word('policy-field', column.name)}: ${text}` : text;
    })
    .join(' · ');
}
