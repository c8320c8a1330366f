import { setTimeout as delay } from 'node:timers/promises';
import type { ProcessEntry } from '../harness/kervan-process.js';
import { victims, type Victim } from './faults/schedule.js';

/** While somebody waits for a service to recover. */
const LOOK_EVERY_MS = 500;
/** At other times: seven services that write down all their figures are a part of the machine's work. */
const IDLE_LOOK_MS = 3_000;
const STEP_MS = 100;
/** A service that is stopped answers nothing: the next look must not wait for it. */
const ANSWER_WITHIN_MS = 1_000;
/** A service that had nothing to handle for so long after a fault is not measured; what is stuck shows in the backlog. */
const FLOW_WITHIN_MS = 30_000;

const DUPLICATES = /^kervan_messages_duplicate_total(?:\{[^}]*\})? (\d+)/gm;
const HANDLED = /^kervan_messages_handled_total(?:\{[^}]*\})? (\d+)/gm;

interface Counts {
  readonly service: Victim;
  duplicates: number;
  handled: number;
}

/** Looks at the services' own metrics all the time: duplicates that they dropped, and whether work flows. */
export class Watch {
  /** From the end of a fault to the first message handled after it, per service that was hit, milliseconds. */
  readonly recoveriesMs: number[] = [];
  private readonly byPid = new Map<number, Counts>();
  private readonly looks = new Map<Victim, number>();
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly processes: () => Readonly<Record<string, ProcessEntry>>) {}

  start(): void {
    this.running = this.lookForever();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.look();
  }

  /** A lower bound: what a process counted between the last look and its death is not known. */
  duplicatesSuppressed(): number {
    return [...this.byPid.values()].reduce((sum, { duplicates }) => sum + duplicates, 0);
  }

  /** Measures from now, the end of a fault, until each of the services has handled a message. */
  async recovery(services: readonly Victim[]): Promise<void> {
    const healedAt = performance.now();
    const until = async (isSo: () => boolean): Promise<boolean> => {
      while (!isSo()) {
        if (this.stopping.signal.aborted || performance.now() - healedAt > FLOW_WITHIN_MS) return false;
        await delay(STEP_MS);
      }
      return true;
    };
    this.waiting += 1;
    await Promise.all(
      services.map(async (service) => {
        // What was handled between the last look and the fault shows in the first look after it.
        const looks = this.looks.get(service) ?? 0;
        if (!(await until(() => (this.looks.get(service) ?? 0) > looks))) return;
        const before = this.handledBy(service);
        if (await until(() => this.handledBy(service) > before))
          this.recoveriesMs.push(Math.round(performance.now() - healedAt));
      }),
    );
    this.waiting -= 1;
  }

  private handledBy(service: Victim): number {
    return [...this.byPid.values()]
      .filter((counts) => counts.service === service)
      .reduce((sum, { handled }) => sum + handled, 0);
  }

  private async lookForever(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.look();
      await this.pause();
    }
  }

  private async pause(): Promise<void> {
    const since = performance.now();
    const isOver = (): boolean => performance.now() - since >= (this.waiting > 0 ? LOOK_EVERY_MS : IDLE_LOOK_MS);
    while (!isOver() && !this.stopping.signal.aborted) await delay(STEP_MS);
  }

  private async look(): Promise<void> {
    const processes = this.processes();
    await Promise.all(
      victims.map(async (service) => {
        const entry = processes[service];
        const text = entry ? await metricsOf(entry.port) : '';
        if (!entry || text === '') return;
        this.byPid.set(entry.pid, { service, duplicates: sum(text, DUPLICATES), handled: sum(text, HANDLED) });
        this.looks.set(service, (this.looks.get(service) ?? 0) + 1);
      }),
    );
  }
}

async function metricsOf(port: number): Promise<string> {
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  return fetch(`http://127.0.0.1:${String(port)}/metrics`, { signal })
    .then((response) => response.text())
    .catch(() => '');
}

const sum = (text: string, counter: RegExp): number =>
  [...text.matchAll(counter)].reduce((total, match) => total + Number(match[1]), 0);
