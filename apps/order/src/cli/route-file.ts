import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import type { Readable, Writable } from 'node:stream';
import { InvalidInstanceError, routeInstance } from '../routing/domain/engine/route-instance.js';

/** An instance may search for so long, since somebody waits for all lines; then it is answered with its proven gap. */
const SEARCH_MS_MAX = 1_000;

/**
 * Routes every instance of an NDJSON file (`-`: of standard input) and writes one decision a line, in the same order.
 * A line that makes no sense is answered with an error on its line; the others are still answered. Blank lines are
 * skipped. Lines are read as fast as answers are taken, so the size of the file does not matter.
 */
export async function routeFile(path: string, output: Writable): Promise<void> {
  const input = path === '-' ? process.stdin : createReadStream(path);
  await pipeline(input, answers, output, { end: output !== process.stdout });
}

async function* answers(input: AsyncIterable<unknown>): AsyncGenerator<string> {
  const lines = createInterface({ input: input as Readable, crlfDelay: Infinity });
  // A reader that leaves early ends the input with an error: the pipeline tells it, here it would end the process.
  lines.on('error', () => undefined);
  for await (const line of lines) {
    if (line.trim() !== '') yield `${JSON.stringify(answerTo(line))}\n`;
  }
}

/** The decision, or the error, for one line. */
export function answerTo(line: string): object {
  let id: unknown = null;
  try {
    const instance = parse(line);
    id = idOf(instance);
    const startedAt = performance.now();
    const isOver = (): boolean => performance.now() - startedAt > SEARCH_MS_MAX;
    const { plan, unfilled, costMinor, lowerBoundMinor, proven } = routeInstance(instance, isOver);
    return {
      id,
      plan: plan.map(({ line: planned, supplier, quantity }) => ({ line: planned, supplier, quantity })),
      unfilled,
      costMinor,
      lowerBoundMinor,
      proven,
      micros: Math.round((performance.now() - startedAt) * 1000),
    };
  } catch (error) {
    if (!(error instanceof InvalidInstanceError)) throw error;
    return { id, error: { code: error.code, detail: error.detail } };
  }
}

function parse(line: string): unknown {
  try {
    // A byte order mark is no part of the first instance.
    return JSON.parse(line.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new InvalidInstanceError('NOT_JSON', error instanceof Error ? error.message : 'not JSON');
  }
}

const idOf = (instance: unknown): unknown =>
  typeof instance === 'object' && instance !== null && 'id' in instance ? instance.id : null;
