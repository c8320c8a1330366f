import { isCurrency } from '#contracts';
import type { FeedField } from './feed-columns.js';
import { readGtin } from './gtin.js';
import type { NumberOutcome } from './numbers.js';
import { readMinorUnits, readQuantity } from './numbers.js';

/** A row as the file has it, before anything is believed. */
export interface RawRow {
  /** Counts the feed's data rows from 1; header and blank rows do not count. */
  readonly row: number;
  readonly values: Readonly<Partial<Record<FeedField, string>>>;
  /** Set when the row could not even be taken apart. */
  readonly fault?: Omit<RowFault, 'row' | 'supplierSku'>;
}

/** What a good row says. Null means that the feed is silent and what was known stays. */
export interface OfferRow {
  readonly row: number;
  readonly supplierSku: string;
  readonly sku: string | null;
  readonly gtin: string | null;
  readonly onHand: number;
  readonly unitCostMinor: number | null;
  readonly currency: string | null;
  readonly leadTimeDays: number | null;
}

export interface RowFault {
  readonly row: number;
  /** Null when the row as a whole is broken. */
  readonly field: FeedField | null;
  readonly code: string;
  readonly detail: string;
  /** The SKU of the refused row where it can be read: a full feed still lists it, so it is not removed. */
  readonly supplierSku: string | null;
}

const SKU_LENGTH_MAX = 200;
/** Control characters, and half a surrogate pair: what no label shows and PostgreSQL partly refuses. */
const UNSTORABLE = /[\p{Cc}\p{Cs}]/u;
const LEAD_TIME_DAYS_MAX = 365;

class RowRefused extends Error {
  constructor(
    readonly field: FeedField,
    readonly code: string,
    readonly detail: string,
  ) {
    super(code);
  }
}

/** Reads one row; `defaultCurrency` is the supplier's. */
export function readRow(raw: RawRow, defaultCurrency: string): OfferRow | RowFault {
  const text = (field: FeedField): string | null => {
    const value = raw.values[field]?.trim();
    return value === undefined || value === '' ? null : value;
  };
  const given = text('supplierSku');
  // A SKU that cannot be stored names no offer that a full feed could still list.
  const mentioned = given === null || UNSTORABLE.test(given) ? null : given;
  if (raw.fault) return { row: raw.row, supplierSku: mentioned, ...raw.fault };
  try {
    const currency = currencyOf(text('currency'));
    return {
      row: raw.row,
      supplierSku: skuOf('supplierSku', needed('supplierSku', given)),
      sku: optional(text('sku'), (value) => skuOf('sku', value)),
      gtin: optional(text('gtin'), gtinOf),
      onHand: numberOf('quantity', readQuantity(needed('quantity', text('quantity')))),
      unitCostMinor: costOf(text('unitCost'), text('unitCostMinor'), currency ?? defaultCurrency),
      currency,
      leadTimeDays: optional(text('leadTimeDays'), (value) =>
        numberOf('leadTimeDays', readQuantity(value, LEAD_TIME_DAYS_MAX)),
      ),
    };
  } catch (error) {
    if (!(error instanceof RowRefused)) throw error;
    return { row: raw.row, field: error.field, code: error.code, detail: error.detail, supplierSku: mentioned };
  }
}

function needed(field: FeedField, value: string | null): string {
  if (value === null) throw new RowRefused(field, 'REQUIRED', 'The cell is empty');
  return value;
}

function skuOf(field: FeedField, value: string): string {
  if (value.length > SKU_LENGTH_MAX) throw new RowRefused(field, 'TOO_LONG', `More than ${SKU_LENGTH_MAX} characters`);
  if (UNSTORABLE.test(value)) {
    throw new RowRefused(field, 'CONTROL_CHARACTERS', 'A line break or another control character is inside');
  }
  return value;
}

function gtinOf(value: string): string {
  const outcome = readGtin(value);
  if ('fault' in outcome) throw new RowRefused('gtin', outcome.fault, outcome.detail);
  return outcome.gtin;
}

function currencyOf(value: string | null): string | null {
  if (value === null) return null;
  const code = value.toUpperCase();
  if (!isCurrency(code)) throw new RowRefused('currency', 'UNKNOWN_CURRENCY', `${value} is no ISO 4217 code`);
  return code;
}

function costOf(decimal: string | null, minor: string | null, currency: string): number | null {
  if (minor !== null) return numberOf('unitCostMinor', readQuantity(minor, Number.MAX_SAFE_INTEGER));
  return decimal === null ? null : numberOf('unitCost', readMinorUnits(decimal, currency));
}

function numberOf(field: FeedField, outcome: NumberOutcome): number {
  if ('fault' in outcome) throw new RowRefused(field, outcome.fault, outcome.detail);
  return outcome.value;
}

const optional = <T>(value: string | null, read: (value: string) => T): T | null =>
  value === null ? null : read(value);
