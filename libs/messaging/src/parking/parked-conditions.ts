import { validate as isUuid } from 'uuid';
import type { ParkedFilter, ReplaySelection } from './parked-message.js';

const columns = {
  state: 'state',
  topic: 'topic',
  key: 'key',
  type: 'type',
  errorCode: 'error_code',
  replayId: 'replay_id',
} as const;

/** A part of a WHERE clause. Column names are this file's own; values are parameters. */
export interface Conditions {
  readonly where: string;
  readonly values: readonly unknown[];
}

/** @param first number of the first parameter. */
export function conditionsOf(filter: ParkedFilter, first: number): Conditions {
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const given = names.filter((name) => filter[name] !== undefined);
  const where = given.map((name, index) => `${columns[name]} = $${first + index}`).join(' AND ');
  return { where: where === '' ? 'TRUE' : where, values: given.map((name) => filter[name]) };
}

/** @param first number of the first parameter. */
export function selectionOf(selection: ReplaySelection, first: number): Conditions {
  if ('ids' in selection)
    return { where: `id = ANY ($${first}::uuid[])`, values: [selection.ids.filter((id) => isUuid(id))] };
  if ('filter' in selection) return conditionsOf(selection.filter, first);
  return conditionsOf(selection, first);
}
