import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processCommand, processStart } from '../process/process-identity.js';

/** A fast shutdown writes a checkpoint. */
const STOP_MS = 15_000;

/**
 * Clears what a killed server left in its directory. PostgreSQL refuses to start while any process has the id
 * in `postmaster.pid`; after a restart of the machine or container that is somebody else. A PostgreSQL that
 * really runs on the directory, without a living owner, is stopped.
 */
export async function clearStaleLock(pgdata: string): Promise<void> {
  const file = join(pgdata, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const start = processStart(pid);
  if (start === null) return;
  if (!processCommand(pid).includes(pgdata)) {
    rmSync(file);
    return;
  }
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + STOP_MS;
  while (processStart(pid) === start && Date.now() < deadline) await delay(50);
}
