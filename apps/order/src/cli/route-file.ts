import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { once } from 'node:events';
import { InvalidInstanceError, routeInstance } from '../routing/domain/engine/route-instance.js';

/**
 * Routes every instance of an NDJSON file and writes one decision a line, in the same order. A line that makes no
 * sense is answered with an error on its line; the others are still answered. Blank lines are skipped.
 */
export async function routeFile(path: string, output: Writable): Promise<void> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    if (!output.write(`${JSON.stringify(answerTo(line))}\n`)) await once(output, 'drain');
  }
}

/** The decision, or the error, for one line. */
export function answerTo(line: string): object {
  let id: unknown = null;
  try {
    const instance = parse(line);
    id = idOf(instance);
    const startedAt = performance.now();
    const { plan, unfilled, costMinor, lowerBoundMinor, proven } = routeInstance(instance);
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
    return JSON.parse(line);
  } catch (error) {
    throw new InvalidInstanceError('NOT_JSON', error instanceof Error ? error.message : 'not JSON');
  }
}

const idOf = (instance: unknown): unknown =>
  typeof instance === 'object' && instance !== null && 'id' in instance ? instance.id : null;
