import { setTimeout as delay } from 'node:timers/promises';

/** A process that runs. */
export interface ManagedProcess {
  readonly pid: number;
  readonly port: number;
  /** Resolves when it has ended, for whatever reason. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

/** A process that shall always run. */
interface ManagedUnit {
  readonly name: string;
  /** Resolves when it answers. */
  start(): Promise<ManagedProcess>;
}

/** First pause before a dead process is started again; doubled while it keeps dying. */
const RESTART_MIN_MS = 200;
/** A broken set-up shall not burn the machine, and shall be back soon after it was repaired. */
const RESTART_MAX_MS = 5_000;
/** A process that lived this long was healthy: the next pause is the shortest again. */
const HEALTHY_AFTER_MS = 30_000;

interface Slot {
  readonly unit: ManagedUnit;
  running: ManagedProcess | undefined;
  watching: Promise<void>;
}

/** Keeps processes alive: started in order, stopped in reverse, one that dies is started again. */
export class Supervisor {
  private readonly slots: Slot[] = [];
  private readonly stopping = new AbortController();

  constructor(
    private readonly onChange: (running: ReadonlyMap<string, ManagedProcess>) => void,
    private readonly log: (line: string) => void,
  ) {}

  /** Starts a unit and watches over it from then on. @throws what its first start throws. */
  async add<P extends ManagedProcess>(name: string, start: () => Promise<P>): Promise<P> {
    const running = await start();
    const slot: Slot = { unit: { name, start }, running, watching: Promise.resolve() };
    this.slots.push(slot);
    this.changed();
    slot.watching = this.watch(slot, running);
    return running;
  }

  /** Stops everything, the last started first, each after the one that needed it is gone. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const slot of [...this.slots].reverse()) {
      await slot.running?.stop();
      await slot.watching;
      slot.running = undefined;
      this.changed();
    }
  }

  private async watch(slot: Slot, first: ManagedProcess): Promise<void> {
    let running = first;
    let pauseMs = RESTART_MIN_MS;
    while (!this.isStopping()) {
      const startedAt = Date.now();
      await running.exited;
      if (this.isStopping()) return;
      slot.running = undefined;
      this.changed();
      pauseMs = Date.now() - startedAt > HEALTHY_AFTER_MS ? RESTART_MIN_MS : pauseMs;
      const next = await this.startAgain(slot.unit, pauseMs);
      if (!next) return;
      slot.running = running = next;
      pauseMs = Math.min(pauseMs * 2, RESTART_MAX_MS);
      this.changed();
    }
  }

  private async startAgain(unit: ManagedUnit, firstPauseMs: number): Promise<ManagedProcess | undefined> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, RESTART_MAX_MS)) {
      this.log(`${unit.name} ended; starting it again in ${String(pauseMs)} ms`);
      await delay(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (this.isStopping()) return undefined;
      const started = await unit.start().catch((error: unknown) => {
        this.log(`${unit.name} did not start: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
      });
      if (!started) continue;
      if (!this.isStopping()) return started;
      await started.stop();
      return undefined;
    }
  }

  /** A method, because the answer changes while a caller awaits. */
  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private changed(): void {
    const running = this.slots.flatMap(({ unit, running: process }) =>
      process ? [[unit.name, process] as const] : [],
    );
    this.onChange(new Map(running));
  }
}
