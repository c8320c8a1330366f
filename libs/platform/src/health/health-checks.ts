import { setTimeout as delay } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import type { BusPort } from '#messaging';
import { DrainSignal } from './drain-signal.js';

/** A probe that takes longer counts as down: supervisors ask every few seconds. */
const CHECK_TIMEOUT_MS = 2_000;

/** What of a service works. */
export interface Health {
  readonly status: 'ok' | 'unavailable';
  readonly checks: Readonly<Record<'database' | 'bus' | 'accepting', 'up' | 'down'>>;
}

/** Asks what the service cannot work without. */
export class HealthChecks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: BusPort,
    private readonly drain: DrainSignal,
  ) {}

  async run(): Promise<Health> {
    const [database, bus] = await Promise.all([
      answers(() => this.dataSource.query('SELECT 1')),
      answers(() => this.bus.ping()),
    ]);
    const accepting = this.drain.signal.aborted ? 'down' : 'up';
    const checks = { database, bus, accepting } as const;
    return { status: Object.values(checks).every((state) => state === 'up') ? 'ok' : 'unavailable', checks };
  }
}

async function answers(probe: () => Promise<unknown>): Promise<'up' | 'down'> {
  const deadline = new AbortController();
  const tooLate = delay(CHECK_TIMEOUT_MS, 'down' as const, { signal: deadline.signal }).catch(() => 'down' as const);
  const answer = Promise.resolve()
    .then(probe)
    .then(
      () => 'up' as const,
      () => 'down' as const,
    );
  const state = await Promise.race([answer, tooLate]);
  deadline.abort();
  return state;
}
