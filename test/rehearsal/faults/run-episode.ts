import { setTimeout as delay } from 'node:timers/promises';
import type { Stage } from '../stage.js';
import { stormOfRebalances } from './rebalance-storm.js';
import { victims, type Episode, type Victim } from './schedule.js';

/** What was hit, and so has to recover. */
type Hit = readonly Victim[];
type Fault = (stage: Stage, episode: Episode) => Promise<Hit>;

const LOOK_EVERY_MS = 50;
/** A crash point may not be passed for a while; then the process is killed wherever it is. */
const CRASH_WITHIN_MS = 6_000;
const BACK_WITHIN_MS = 180_000;
/** Of each second, so long the partners get no processor. */
const SLOW_STOP_MS = 900;
/** PostgreSQL's answers are this late. */
const SLOW_ANSWER_MS = 20;

/** Does one fault from its beginning to its end. @returns the services that have to recover from it. */
export const runEpisode: Fault = (stage, episode) => faults[episode.fault](stage, episode);

const faults: Readonly<Record<Episode['fault'], Fault>> = {
  kill: async (stage, { victim, crashPoint, passes }) => {
    const pid = pidOf(stage, victim);
    if (pid === undefined) return [];
    if (crashPoint !== null) {
      stage.crashOrders.give(pid, crashPoint, passes);
      await until(() => pidOf(stage, victim) !== pid, CRASH_WITHIN_MS);
    }
    if (pidOf(stage, victim) === pid) send(pid, 'SIGKILL');
    return [victim];
  },
  stop: async (stage, { victim, durationMs }) => {
    await suspended(stage, victim, durationMs);
    return [victim];
  },
  'broker-kill': async (stage) => {
    await replaced(stage, 'kafka', 'SIGKILL');
    return victims;
  },
  'broker-stop': async (stage, { durationMs }) => {
    await suspended(stage, 'kafka', durationMs);
    return victims;
  },
  'postgres-kill': async (stage) => {
    await replaced(stage, 'postgres', 'SIGKILL');
    return victims;
  },
  slow: async (stage, { durationMs }) => {
    stage.proxy.delayMs = SLOW_ANSWER_MS;
    const until = Date.now() + durationMs;
    while (Date.now() < until) {
      await suspended(stage, 'simulator', SLOW_STOP_MS);
      await delay(1_000 - SLOW_STOP_MS);
    }
    stage.proxy.delayMs = 0;
    return [];
  },
  'dead-partner': async (stage, { durationMs }) => {
    // Its system still accepts connections: nobody answers, which is worse than being refused.
    await suspended(stage, 'simulator', durationMs);
    return [];
  },
  rebalance: async (stage, { durationMs }) => {
    await stormOfRebalances(stage.brokers, durationMs);
    return victims;
  },
  rolling: async (stage, { order }) => {
    for (const service of order) await replaced(stage, service, 'SIGTERM');
    return [];
  },
  'disk-full': async (stage, { durationMs }) => {
    stage.disk?.fill();
    await delay(durationMs);
    stage.disk?.empty();
    return victims;
  },
};

const pidOf = (stage: Stage, name: string): number | undefined => stage.kervan.processes()[name]?.pid;

/** Ends a process and waits until another one answers in its place. */
async function replaced(stage: Stage, name: string, signal: NodeJS.Signals): Promise<void> {
  const pid = pidOf(stage, name);
  if (pid !== undefined) send(pid, signal);
  const isBack = (): boolean => {
    const now = pidOf(stage, name);
    return now !== undefined && now !== pid;
  };
  if (!(await until(isBack, BACK_WITHIN_MS)))
    throw new Error(`${name} was not back ${String(BACK_WITHIN_MS)} ms after ${signal}`);
}

async function suspended(stage: Stage, name: string, durationMs: number): Promise<void> {
  const pid = pidOf(stage, name);
  if (pid === undefined) return;
  send(pid, 'SIGSTOP');
  await delay(durationMs);
  send(pid, 'SIGCONT');
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself meanwhile; the launcher starts it again.
  }
}

async function until(isSo: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (!isSo()) {
    if (Date.now() > deadline) return false;
    await delay(LOOK_EVERY_MS);
  }
  return true;
}
