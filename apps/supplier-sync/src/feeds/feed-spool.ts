import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EncodingDetector } from './domain/text-encoding.js';
import { UnreadableFeedError } from './feed.errors.js';

/**
 * A feed on disk. It is written there before anything else happens, because its encoding is certain only
 * after the last byte, and because a slow sender must not hold a database transaction open.
 */
export interface SpooledFeed {
  readonly encoding: string;
  /** The text in pieces, without its byte order mark. */
  text(): AsyncGenerator<string, void, undefined>;
  remove(): Promise<void>;
}

/** Writes a body to a temporary file. @throws UnreadableFeedError when it is empty. */
export async function spoolFeed(body: Readable, declaredCharset: string | null): Promise<SpooledFeed> {
  const folder = await mkdtemp(join(tmpdir(), 'kervan-feed-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const file = join(folder, 'body');
  const detector = new EncodingDetector();
  let bytes = 0;
  try {
    await pipeline(
      body,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          detector.add(chunk);
          yield chunk;
        }
      },
      createWriteStream(file, { mode: 0o600 }),
    );
    if (bytes === 0) throw new UnreadableFeedError('FEED_EMPTY', 'The body is empty');
  } catch (error) {
    await remove();
    throw error;
  }
  const encoding = detector.result(declaredCharset);
  return { encoding, text: () => decoded(file, encoding), remove };
}

async function* decoded(file: string, encoding: string): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true });
    if (text.includes('\0')) throw new UnreadableFeedError('FEED_BINARY', 'The feed holds zero bytes: it is not text');
    yield text;
  }
  yield decoder.decode();
}
