import type { FeedField } from '../domain/feed-columns.js';
import { feedFields } from '../domain/feed-columns.js';
import type { RawRow } from '../domain/feed-row.js';

/** Reads one offer of a JSON feed. Fields that no offer has are ignored, as columns are. */
export function rowOfJson(row: number, value: unknown): RawRow {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { row, values: {}, fault: { field: null, code: 'NOT_AN_OBJECT', detail: 'An offer is a JSON object' } };
  }
  const values: Partial<Record<FeedField, string>> = {};
  let fault: RawRow['fault'];
  for (const field of feedFields) {
    const given: unknown = (value as Record<string, unknown>)[field];
    if (given === undefined || given === null) continue;
    if (typeof given === 'string' || typeof given === 'number') values[field] = String(given);
    else fault ??= { field, code: 'WRONG_TYPE', detail: `${field} is neither text nor a number` };
  }
  return fault ? { row, values, fault } : { row, values };
}
