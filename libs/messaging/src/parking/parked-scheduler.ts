import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Signal } from '../concurrency/signal.js';
import type { MessageRunner } from '../consumer/message-runner.js';
import { type DueMessage, dueParked } from './parking.js';
import { REPLAY_POLL_MS, REPLAYS_AT_ONCE, REPLAYS_READ_MAX } from './parking-limits.js';
import { takeTurn } from './replay-runs.js';

const READ_AGAIN_SQL = `
  UPDATE parked_messages SET state = 'waiting', next_attempt_at = now()
  WHERE consumer = $1 AND state IN ('waiting', 'dead')
    AND error_code IN ('UNKNOWN_TYPE', 'UNKNOWN_VERSION', 'INVALID_DATA')`;

/** Tries parked messages again when they are due: of each key the first, then the next. */
export class ParkedScheduler {
  private readonly logger = new Logger(ParkedScheduler.name);
  private readonly signal = new Signal();
  private running: Promise<void> | null = null;
  private stopping = false;

  constructor(
    private readonly consumer: string,
    private readonly dataSource: DataSource,
    private readonly runner: MessageRunner,
  ) {}

  start(): void {
    this.stopping = false;
    this.running ??= this.work();
  }

  /** Looks now instead of at the next poll. */
  wake(): void {
    this.signal.notify();
  }

  /** Lets the attempts under way end. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
    this.running = null;
  }

  private async work(): Promise<void> {
    await this.readAgain();
    while (!this.stopping) {
      const tried = await this.replayDue();
      if (tried === 0) await this.signal.wait(REPLAY_POLL_MS);
    }
  }

  /** @returns how many moved. */
  private async replayDue(): Promise<number> {
    try {
      const due = await dueParked(this.dataSource.manager, this.consumer, REPLAYS_READ_MAX);
      const left = due.values();
      const results = await Promise.allSettled(Array.from({ length: REPLAYS_AT_ONCE }, () => this.tryAll(left)));
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
      return results.reduce((sum, result) => sum + (result.status === 'fulfilled' ? result.value : 0), 0);
    } catch (error) {
      this.logger.warn(`Cannot replay parked messages: ${error instanceof Error ? error.message : String(error)}`);
      return 0;
    }
  }

  /** @returns how many moved: rows that another process holds must not make the loop spin. */
  private async tryAll(messages: Iterable<DueMessage>): Promise<number> {
    let moved = 0;
    for (const message of messages) {
      if (this.stopping) break;
      if (await this.tryAgain(message)) moved += 1;
    }
    return moved;
  }

  private async tryAgain({ id, replayId }: DueMessage): Promise<boolean> {
    if (replayId !== null && !(await takeTurn(this.dataSource.manager, replayId))) return false;
    return this.runner.replay(id);
  }

  /** What no build knew before, this one may: it is read again as soon as the service starts. */
  private async readAgain(): Promise<void> {
    await this.dataSource
      .query(READ_AGAIN_SQL, [this.consumer])
      .catch((error: unknown) => this.logger.warn(`Cannot look at unreadable messages: ${String(error)}`));
  }
}
