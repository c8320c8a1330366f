import type { Claim, ClaimCount } from '../api/types.js';

export const leftMinor = ({ amountMinor, creditedMinor }: Pick<Claim, 'amountMinor' | 'creditedMinor'>): number =>
  amountMinor - creditedMinor;

/** Credit notes are booked on everything that is not given up or made up for. */
export const takesCredit = ({ status }: Pick<Claim, 'status'>): boolean =>
  status === 'open' || status === 'accepted' || status === 'disputed';

/** What is owed over all claims, one sum per currency. */
export function owedOf(counts: readonly ClaimCount[]): { currency: string; minor: number }[] {
  const sums = new Map<string, number>();
  for (const { currency, dueMinor } of counts) sums.set(currency, (sums.get(currency) ?? 0) + dueMinor);
  return [...sums].map(([currency, minor]) => ({ currency, minor })).filter(({ minor }) => minor > 0);
}

/**
 * What somebody typed as an amount, in minor units; null for what is none. Both signs of decimals are understood.
 * @param digits decimals of the currency.
 */
export function minorOf(typed: string | number, digits: number): number | null {
  const text = String(typed).trim().replace(',', '.');
  if (!/^\d{1,12}(\.\d+)?$/.test(text)) return null;
  const [whole = '', fraction = ''] = text.split('.');
  if (fraction.length > digits) return null;
  return Number(whole + fraction.padEnd(digits, '0'));
}

/** Decimals of a currency by ISO 4217, as the browser knows them; an unknown one has two. */
export function digitsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}
