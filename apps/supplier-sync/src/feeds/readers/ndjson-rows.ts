import type { RawRow } from '../domain/feed-row.js';
import { UnreadableFeedError } from '../feed.errors.js';
import { rowOfJson } from './json-value.js';

/** One line at most; a file without line ends would otherwise be held in memory whole. */
const LINE_CHARACTERS_MAX = 1024 * 1024;

/** Rows of newline-delimited JSON. A broken line is one broken row. @throws UnreadableFeedError when all are. */
export async function* ndjsonRows(text: AsyncIterable<string>): AsyncGenerator<RawRow> {
  let row = 0;
  let readable = 0;
  for await (const line of lines(text)) {
    if (line.trim() === '') continue;
    row += 1;
    const parsed = parseLine(line);
    if ('value' in parsed) readable += 1;
    yield 'value' in parsed
      ? rowOfJson(row, parsed.value)
      : { row, values: {}, fault: { field: null, code: 'NOT_JSON', detail: parsed.error } };
  }
  if (row > 0 && readable === 0) throw new UnreadableFeedError('FEED_NOT_JSON', 'No line of the feed is JSON');
}

async function* lines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of text) {
    const pieces = (rest + chunk).split(/\r\n|\n|\r/);
    rest = pieces.pop() ?? '';
    yield* pieces;
    if (rest.length > LINE_CHARACTERS_MAX) {
      throw new UnreadableFeedError('FEED_LINE_TOO_LONG', `A line has more than ${LINE_CHARACTERS_MAX} characters`);
    }
  }
  yield rest;
}

function parseLine(line: string): { value: unknown } | { error: string } {
  try {
    return { value: JSON.parse(line) as unknown };
  } catch (error) {
    return { error: error instanceof Error ? error.message : 'not JSON' };
  }
}
