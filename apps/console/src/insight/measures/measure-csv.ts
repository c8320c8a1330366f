import { toCsv, type CsvCell } from '../domain/csv.js';
import type { MeasureQuestion } from './measure-question.js';
import type { MeasureAnswer } from './measures.service.js';

type ValueRow = MeasureAnswer['totals'][number];

const HEADER = ['measure', 'row', 'period', 'group', 'currency', 'value', 'count', 'low', 'high'];

/**
 * An answer as a table: totals, then the series, then groups. Values are as in JSON: money in minor units, shares from
 * 0 to 1. The parts of a value are columns of their own.
 */
export function measureCsv({ entry, period, groupBy }: MeasureQuestion, answer: MeasureAnswer): string {
  const { totals, series, groups } = answer;
  const parts = Object.keys([...totals, ...series, ...groups].find((row) => row.parts)?.parts ?? {});
  const row = (kind: string, at: string, group: string, { currency, value, count, interval, parts: own }: ValueRow) => {
    const cells: CsvCell[] = [entry.id, kind, at, group, currency, value, count];
    return [...cells, interval?.low ?? null, interval?.high ?? null, ...parts.map((name) => own?.[name] ?? null)];
  };
  const whole = `${period.from}/${period.to}`;
  return toCsv(
    [...HEADER, ...parts],
    [
      ...totals.map((total) => row('total', whole, '', total)),
      ...series.map((point) => row('period', point.period, '', point)),
      ...groups.map((group) => row('group', whole, groupBy.map((name) => group.key[name] ?? '').join(' / '), group)),
    ],
  );
}
