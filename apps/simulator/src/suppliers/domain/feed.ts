/** One row of a stock feed. */
export interface FeedRow {
  supplierSku: string;
  /** The merchant's SKU; null when listings say it. */
  sku: string | null;
  gtin: string;
  quantity: number;
  unitCostMinor: number;
  currency: string;
  leadTimeDays: number;
}

const csvHeader = 'supplier_sku,sku,gtin,quantity,unit_cost,currency,lead_time_days';

/** The plain CSV form, cost as a decimal of the currency's two-digit minor unit. */
export function csvFeed(rows: readonly FeedRow[]): string {
  const lines = rows.map((row) =>
    [
      row.supplierSku,
      row.sku ?? '',
      row.gtin,
      row.quantity,
      decimal(row.unitCostMinor),
      row.currency,
      row.leadTimeDays,
    ].join(','),
  );
  return `${[csvHeader, ...lines].join('\r\n')}\r\n`;
}

/** The plain JSON form. */
export function jsonFeed(rows: readonly FeedRow[]): string {
  return JSON.stringify({
    offers: rows.map(({ sku, ...row }) => (sku === null ? row : { ...row, sku })),
  });
}

/** Minor units as text with two decimals, by integers only. */
function decimal(minor: number): string {
  return `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
}
