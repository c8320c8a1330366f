import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { PollingWorker } from '#platform';
import { AgendaItem } from './agenda-item.entity.js';

/** How an attempt ended. */
export type AgendaOutcome =
  /** Over. `record` writes what happened, and what follows from it, in the transaction that ends the item. */
  | { kind: 'done'; record?: (tx: EntityManager) => Promise<void> }
  /** To be tried again; the pause grows. */
  | { kind: 'again'; problem: string; record?: (tx: EntityManager) => Promise<void> };

export interface AgendaTask {
  readonly key: string;
  /** Attempts before this one. */
  readonly attempts: number;
  readonly signal: AbortSignal;
}

export interface AgendaHandler {
  run(task: AgendaTask): Promise<AgendaOutcome>;
  /** Pause before the next attempt. */
  pauseMs?: (attempts: number) => number;
}

/** Things under way at once: enough to keep a busy product busy, few enough for the pool of connections. */
const IN_FLIGHT_MAX = 24;
/** How often the agenda is looked at: well below the second that a step of the demo takes. */
const LOOK_EVERY_MS = 100;
/** Longest pause between two attempts: after an outage the world goes on within seconds. */
const PAUSE_MAX_MS = 10_000;

/** The attempt stays due when it could not be recorded; without a pause it would be made again at once, for ever. */
const PAUSE_AFTER_LOST_RECORD_MS = 1_000;

/** 250 ms, doubling, at most {@link PAUSE_MAX_MS}. */
const growingPauseMs = (attempts: number): number => Math.min(250 * 2 ** Math.min(attempts, 10), PAUSE_MAX_MS);

/**
 * What outsiders still have to do, kept in the database. An item that was interrupted by a crash is
 * simply done again: whatever it tells the product carries a reference that the product knows it by.
 * One process works on one database.
 */
@Injectable()
export class AgendaService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(AgendaService.name);
  private readonly handlers = new Map<string, AgendaHandler>();
  private readonly inFlight = new Map<string, Promise<void>>();
  private worker: PollingWorker | undefined;

  constructor(private readonly dataSource: DataSource) {}

  /** Says who does a kind of item. To be called while modules are made. */
  handle(kind: string, handler: AgendaHandler): void {
    this.handlers.set(kind, handler);
  }

  /** Puts an item on the agenda, with the change that makes it necessary. An item that stands there stays as it is. */
  async schedule(tx: EntityManager, kind: string, key: string, dueAt: Date): Promise<void> {
    await tx.query(
      `insert into agenda_items (kind, key, due_at, attempts) values ($1, $2, $3, 0) on conflict (kind, key) do nothing`,
      [kind, key, dueAt],
    );
  }

  /** Items not done yet, by kind. */
  async waiting(): Promise<Record<string, number>> {
    const rows = await this.dataSource.query<{ kind: string; count: number }[]>(
      'select kind, count(*)::int as count from agenda_items group by kind order by kind',
    );
    return Object.fromEntries(rows.map((row) => [row.kind, row.count]));
  }

  onApplicationBootstrap(): void {
    this.worker = new PollingWorker({ name: 'agenda', intervalMs: LOOK_EVERY_MS, run: (signal) => this.look(signal) });
    this.worker.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.worker?.stop();
    await Promise.allSettled(this.inFlight.values());
  }

  private async look(signal: AbortSignal): Promise<boolean> {
    if (this.inFlight.size >= IN_FLIGHT_MAX) await Promise.race(this.inFlight.values());
    const due = await this.dataSource.query<AgendaItem[]>(
      `select kind, key, attempts from agenda_items
       where due_at <= $1 and kind = any($2) and (kind || ' ' || key) <> all($3)
       order by due_at limit $4`,
      [new Date(), [...this.handlers.keys()], [...this.inFlight.keys()], IN_FLIGHT_MAX - this.inFlight.size],
    );
    for (const item of due) this.start(item, signal);
    return due.length > 0;
  }

  private start(item: AgendaItem, signal: AbortSignal): void {
    const name = `${item.kind} ${item.key}`;
    const work = this.attempt(item, signal)
      .catch(async (error: unknown) => {
        this.log.error(`${name}: the attempt could not be recorded: ${String(error)}`);
        await delay(PAUSE_AFTER_LOST_RECORD_MS, undefined, { signal }).catch(() => undefined);
      })
      .finally(() => this.inFlight.delete(name));
    this.inFlight.set(name, work);
  }

  private async attempt(item: AgendaItem, signal: AbortSignal): Promise<void> {
    const handler = this.handlers.get(item.kind);
    if (handler === undefined) return;
    const outcome = await handler
      .run({ key: item.key, attempts: item.attempts, signal })
      .catch((error: unknown): AgendaOutcome => ({ kind: 'again', problem: String(error) }));
    const pauseMs = (handler.pauseMs ?? growingPauseMs)(item.attempts);
    await this.dataSource.transaction(async (tx) => {
      await outcome.record?.(tx);
      if (outcome.kind === 'done') await tx.delete(AgendaItem, { kind: item.kind, key: item.key });
      else await this.postpone(tx, item, outcome.problem, pauseMs);
    });
  }

  private async postpone(tx: EntityManager, item: AgendaItem, problem: string, pauseMs: number): Promise<void> {
    if (item.attempts === 5) this.log.warn(`${item.kind} ${item.key} fails again and again: ${problem}`);
    await tx.update(
      AgendaItem,
      { kind: item.kind, key: item.key },
      { attempts: item.attempts + 1, lastProblem: problem.slice(0, 500), dueAt: new Date(Date.now() + pauseMs) },
    );
  }
}
