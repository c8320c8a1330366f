import type { RawRow } from './domain/feed-row.js';
import { FeedFormatNotSupportedError } from './feed.errors.js';
import { csvRows } from './readers/csv-rows.js';
import { jsonRows } from './readers/json-rows.js';
import { ndjsonRows } from './readers/ndjson-rows.js';

/** How a content type is read. */
export interface FeedFormat {
  readonly name: 'csv' | 'json' | 'ndjson';
  readonly rows: (text: AsyncGenerator<string>) => AsyncGenerator<RawRow>;
}

const formats: Readonly<Record<string, FeedFormat>> = {
  'text/csv': { name: 'csv', rows: csvRows },
  'application/json': { name: 'json', rows: jsonRows },
  'application/x-ndjson': { name: 'ndjson', rows: ndjsonRows },
};

/** What is taken as a stream. The last two are refused here, with what to send instead. */
export const feedContentTypes = [...Object.keys(formats), 'application/xml', 'application/edi-x12'];

/** What the content type says about a body. @throws FeedFormatNotSupportedError */
export function feedFormatOf(contentType: string | undefined): { format: FeedFormat; charset: string | null } {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim());
  const format = formats[type.toLowerCase()];
  if (!format) {
    const taken = Object.keys(formats).join(', ');
    throw new FeedFormatNotSupportedError(`${type === '' ? 'No content type' : type} is not taken; send ${taken}`);
  }
  const charset = parameters
    .map((part) => /^charset="?([^"]+)"?$/i.exec(part)?.[1])
    .find((found) => found !== undefined);
  return { format, charset: charset ?? null };
}
