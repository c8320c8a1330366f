import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Environment } from './environments.js';
import type { ManagedProcess } from './supervisor.js';
import type { ProcessName } from './topology.js';

/** How long a service may take until it answers: migrations, topic creation and a cold broker included. */
const READY_WITHIN_MS = 60_000;
/** How long a service may drain after SIGTERM before it is killed. */
const DRAIN_WITHIN_MS = 25_000;
const READY_POLL_MS = 50;

/** A service that did not come up; the end of its log says why. */
export class ServiceNotReadyError extends Error {
  readonly code = 'SERVICE_NOT_READY';
}

/** Starts one service as a process of its own and waits until it is ready. Its log goes to `<logDir>/<name>.log`. */
export async function startServiceProcess(
  name: ProcessName,
  env: Environment,
  logDir: string,
): Promise<ManagedProcess> {
  const logFile = join(logDir, `${name}.log`);
  const log = createWriteStream(logFile, { flags: 'a' });
  const main = join(process.cwd(), 'dist/apps', name, 'src/main.js');
  const child = spawn(process.execPath, ['--enable-source-maps', main], {
    env: definedOnly(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C goes to the terminal's group; the launcher decides the order of stopping.
    detached: true,
  });
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const exited = once(child, 'exit').then(() => undefined);
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  const stop = async (): Promise<void> => {
    if (!isAlive()) return;
    child.kill('SIGTERM');
    const drained = await Promise.race([exited.then(() => true), delay(DRAIN_WITHIN_MS, false, { ref: false })]);
    if (!drained) child.kill('SIGKILL');
    await exited;
  };

  const port = Number(env['PORT']);
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answers(port))) {
    if (!isAlive() || Date.now() > deadline) {
      await stop();
      throw new ServiceNotReadyError(`${name} did not become ready; see ${logFile}`);
    }
    await delay(READY_POLL_MS);
  }
  return { pid: child.pid ?? 0, port, exited, stop };
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${String(port)}/health/ready`, {
      signal: AbortSignal.timeout(2_000),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

const definedOnly = (env: Environment): Record<string, string> =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
