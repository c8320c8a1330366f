import type { RawRow } from '../domain/feed-row.js';
import { UnreadableFeedError } from '../feed.errors.js';
import { JsonArraySplitter, JsonSplitError } from './json-array-splitter.js';
import { rowOfJson } from './json-value.js';

/** Rows of `{"offers":[…]}` or of a bare list. @throws UnreadableFeedError when the document is not JSON. */
export async function* jsonRows(text: AsyncIterable<string>): AsyncGenerator<RawRow> {
  const splitter = new JsonArraySplitter('offers');
  let row = 0;
  try {
    for await (const chunk of text) {
      for (const element of splitter.push(chunk)) {
        row += 1;
        yield rowOfJson(row, JSON.parse(element) as unknown);
      }
    }
    splitter.end();
  } catch (error) {
    if (!(error instanceof JsonSplitError || error instanceof SyntaxError)) throw error;
    throw new UnreadableFeedError('FEED_NOT_JSON', error.message, { cause: error });
  }
}
