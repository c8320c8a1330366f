import type { HeaderOutcome } from './feed-columns.js';
import { readHeader } from './feed-columns.js';

/** How a CSV separates cells, and how many lines stand before its header. */
export interface CsvDialect {
  readonly delimiter: string;
  /** Lines before the header: blank ones and Excel's `sep=;`. */
  readonly headerLine: number;
}

const delimiters = [',', ';', '\t', '|'];

/** The dialect whose first row reads as a header, or why none does. */
export function detectDialect(sample: string): CsvDialect | { code: string; detail: string } {
  const lines = sample.split(/\r\n|\n|\r/);
  const declared = /^\uFEFF?sep=(.)$/i.exec(lines[0]?.trimEnd() ?? '')?.[1];
  const skipped = declared === undefined ? 0 : 1;
  const headerLine = lines.findIndex((line, index) => index >= skipped && line.trim() !== '');
  if (headerLine < 0) return { code: 'FEED_EMPTY', detail: 'The feed has no row' };

  const header = lines.slice(headerLine).join('\n');
  const candidates = declared === undefined ? delimiters : [declared];
  const readings = candidates.map((delimiter) => ({ delimiter, outcome: readHeader(firstRecord(header, delimiter)) }));
  const readable = readings.find(({ outcome }) => 'columns' in outcome);
  if (readable) return { delimiter: readable.delimiter, headerLine };
  return faultOf(readings.map(({ outcome }) => outcome));
}

/** A column that is there twice says more than a column that another delimiter did not find. */
function faultOf(outcomes: readonly HeaderOutcome[]): { code: string; detail: string } {
  const faults = outcomes.filter((outcome) => 'code' in outcome);
  return (
    faults.find(({ code }) => code === 'FEED_COLUMN_TWICE') ??
    faults[0] ?? { code: 'FEED_HEADER_MISSING', detail: 'No header' }
  );
}

/** Cells of the first record; a quoted cell may hold the delimiter, a doubled quote and line breaks. */
function firstRecord(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === '\n') break;
    else if (!quoted && letter === delimiter) {
      cells.push(cell);
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell];
}
