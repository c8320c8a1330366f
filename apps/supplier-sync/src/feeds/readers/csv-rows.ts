import { Readable, pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { detectDialect } from '../domain/csv-dialect.js';
import type { ColumnMap, FeedField } from '../domain/feed-columns.js';
import { readHeader } from '../domain/feed-columns.js';
import type { RawRow } from '../domain/feed-row.js';
import { UnreadableFeedError } from '../feed.errors.js';

/** Text looked at to find delimiter and header: far more than any header row. */
const SAMPLE_CHARACTERS = 64 * 1024;
/** One row at most; a lost quote would otherwise swallow the whole file into memory. */
const ROW_CHARACTERS_MAX = 1024 * 1024;

/** Rows of a CSV of any dialect. @throws UnreadableFeedError when no header is found or a quote never ends. */
export async function* csvRows(text: AsyncGenerator<string>): AsyncGenerator<RawRow> {
  const { sample, whole } = await peek(text);
  const dialect = detectDialect(sample);
  if ('code' in dialect) throw new UnreadableFeedError(dialect.code, dialect.detail);

  const parser = parse({
    delimiter: dialect.delimiter,
    from_line: dialect.headerLine + 1,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: ROW_CHARACTERS_MAX,
  });
  // Errors reach the reader through the parser itself.
  pipeline(Readable.from(whole), parser, () => undefined);
  try {
    yield* readRecords(parser as AsyncIterable<string[]>);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableFeedError('FEED_NOT_CSV', error.message, { cause: error });
  }
}

async function* readRecords(records: AsyncIterable<string[]>): AsyncGenerator<RawRow> {
  let header: { columns: ColumnMap; width: number } | null = null;
  let row = 0;
  for await (const cells of records) {
    if (header) {
      row += 1;
      yield rawRow(row, cells, header.columns, header.width);
      continue;
    }
    const outcome = readHeader(cells);
    if ('code' in outcome) throw new UnreadableFeedError(outcome.code, outcome.detail);
    header = { columns: outcome.columns, width: cells.length };
  }
}

function rawRow(row: number, cells: readonly string[], columns: ColumnMap, width: number): RawRow {
  const values: Partial<Record<FeedField, string>> = {};
  for (const [field, column] of columns) values[field] = cells[column] ?? '';
  const fault = shapeFault(cells, width);
  return fault ? { row, values, fault } : { row, values };
}

/** A row of another width has its cells in the wrong columns, or was cut off: its numbers cannot be believed. */
function shapeFault(cells: readonly string[], width: number): RawRow['fault'] | null {
  if (cells.length < width) {
    return { field: null, code: 'TOO_FEW_CELLS', detail: `${cells.length} cells where the header has ${width}` };
  }
  if (cells.slice(width).some((cell) => cell.trim() !== '')) {
    return { field: null, code: 'TOO_MANY_CELLS', detail: `${cells.length} cells where the header has ${width}` };
  }
  return null;
}

async function peek(text: AsyncGenerator<string>): Promise<{ sample: string; whole: AsyncGenerator<string> }> {
  let sample = '';
  while (sample.length < SAMPLE_CHARACTERS) {
    const next = await text.next();
    if (next.done) break;
    sample += next.value;
  }
  return { sample, whole: chain(sample, text) };
}

async function* chain(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
