import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';

/** Pause between two sweeps, milliseconds. What is swept is days old. */
const SWEEP_MS = 3_600_000;
/** Rows deleted by one statement: short locks, and replicas keep up. */
export const SWEEP_ROWS_MAX = 5_000;

/**
 * Repeats a DELETE of at most {@link SWEEP_ROWS_MAX} rows until it finds fewer.
 * @param sql whose last parameter is that number.
 * @returns how many rows went.
 */
export async function sweep(dataSource: DataSource, sql: string, parameters: readonly unknown[]): Promise<number> {
  let total = 0;
  for (;;) {
    const [, deleted] = await dataSource.query<[unknown[], number]>(sql, [...parameters, SWEEP_ROWS_MAX]);
    total += deleted;
    if (deleted < SWEEP_ROWS_MAX) return total;
  }
}

/**
 * Does `work` each hour; a failure is logged, and the next hour it is tried again.
 * @param what is swept, for the log.
 * @returns a function that ends it.
 */
export function sweepRegularly(what: string, work: () => Promise<unknown>): () => void {
  const logger = new Logger('Retention');
  const timer = setInterval(() => {
    work().catch((error: unknown) => {
      logger.warn(`Old ${what} were not swept: ${error instanceof Error ? error.message : String(error)}`);
    });
  }, SWEEP_MS);
  timer.unref();
  return () => clearInterval(timer);
}
