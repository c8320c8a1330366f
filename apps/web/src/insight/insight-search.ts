import { text } from '../app/search.js';
import type { Query } from '../api/http.js';
import type { MeasureDimension } from '../api/types.js';

/** What the address bar holds: every view can be sent to a colleague. */
export type InsightSearch = Partial<
  Record<'from' | 'to' | 'merchant' | 'supplier' | 'sku' | 'carrier' | 'country' | 'every' | 'by' | 'currency', string>
>;

const names = ['from', 'to', 'merchant', 'supplier', 'sku', 'carrier', 'country', 'every', 'by', 'currency'] as const;

export const insightSearch = (search: Record<string, unknown>): InsightSearch =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = text(search[name]);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** Filters as the API names them. */
const parameters: Readonly<Partial<Record<MeasureDimension, string>>> = {
  merchant: 'merchantId',
  supplier: 'supplierId',
  sku: 'sku',
  carrier: 'carrier',
  country: 'country',
};

/** The question's scope: days, and of the filters those that the measure knows. */
export function scopeOf(search: InsightSearch, filters: readonly MeasureDimension[]): Query {
  const known = Object.entries(parameters).filter(([name]) => filters.includes(name as MeasureDimension));
  return {
    ...{ from: search.from, to: search.to },
    ...Object.fromEntries(known.map(([name, parameter]) => [parameter, search[name as keyof InsightSearch]])),
  };
}
