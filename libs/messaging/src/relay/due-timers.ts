import type { DataSource } from 'typeorm';
import { Loop } from '../concurrency/loop.js';
import { preparedOnPool } from '../database/prepared-query.js';
import { MOVE_DUE } from '../outbox/timer-statements.js';
import { POLL_MS, RETRY_BASE_MS, RETRY_MAX_MS, TIMER_PAUSE_MS } from './relay-limits.js';

/** Moves delayed events to the pending ones when they are due, on the database's clock. */
export class DueTimers {
  private readonly loop: Loop;

  /** @param onMoved some events are pending now. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly onMoved: () => void,
  ) {
    const backoff = { baseMs: RETRY_BASE_MS, maxMs: RETRY_MAX_MS };
    this.loop = new Loop('move due timers', backoff, () => this.moveDue());
  }

  start(): void {
    this.loop.start();
  }

  /** A timer was set: it may be the next one. */
  wake(): void {
    this.loop.wake();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** @returns milliseconds until the next one is due, at most the poll's. */
  private async moveDue(): Promise<number> {
    const [row] = await preparedOnPool<{ moved: number }>(this.dataSource, MOVE_DUE, []);
    if (row && row.moved > 0) {
      this.onMoved();
      return 0;
    }
    const [next] = await this.dataSource.query<{ ms: number | null }[]>(
      'SELECT (EXTRACT(EPOCH FROM min(due_at) - clock_timestamp()) * 1000)::float8 AS ms FROM outbox_timers',
    );
    // One that is due and was not moved is in other hands: its mover, or somebody who cancels it.
    return Math.min(POLL_MS, Math.max(TIMER_PAUSE_MS, Math.ceil(next?.ms ?? POLL_MS)));
  }
}
