import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { LocalServiceUnavailableError } from '../local-service.error.js';
import { processStart } from './process-identity.js';

interface Identity {
  readonly pid: number;
  readonly start: string | null;
}

interface Ownership {
  readonly owner: Identity;
  readonly server: Identity;
}

/** How long an abandoned server gets to stop by itself. */
const TAKE_OVER_MS = 15_000;

/**
 * Remembers which process runs the server of a data directory. When that process was killed, the server it
 * left behind is stopped at the next start; while it lives, a second start is refused.
 */
export class OwnerFile {
  constructor(private readonly path: string) {}

  /** Written once the server runs. */
  write(serverPid: number): void {
    const ownership: Ownership = { owner: identityOf(process.pid), server: identityOf(serverPid) };
    writeFileSync(this.path, JSON.stringify(ownership));
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }

  /**
   * Makes the data directory free: stops a server that nobody owns any more.
   * @throws LocalServiceUnavailableError `DATA_DIRECTORY_IN_USE` while its owner lives.
   */
  async takeOver(stopSignal: NodeJS.Signals): Promise<void> {
    const ownership = this.read();
    if (!ownership || !isAlive(ownership.server)) return;
    if (isAlive(ownership.owner))
      throw new LocalServiceUnavailableError(
        'DATA_DIRECTORY_IN_USE',
        `The data directory is in use by process ${ownership.owner.pid} (${this.path}). Stop that one, or choose another directory.`,
      );
    const deadline = Date.now() + TAKE_OVER_MS;
    signal(ownership.server.pid, stopSignal);
    while (isAlive(ownership.server) && Date.now() < deadline) await delay(50);
    if (isAlive(ownership.server)) signal(ownership.server.pid, 'SIGKILL');
    while (isAlive(ownership.server)) await delay(50);
  }

  private read(): Ownership | null {
    try {
      return JSON.parse(readFileSync(this.path, 'utf8')) as Ownership;
    } catch {
      // Never written, or cut short by a crash: then there is no server to stop either.
      return null;
    }
  }
}

const identityOf = (pid: number): Identity => ({ pid, start: processStart(pid) });

const isAlive = ({ pid, start }: Identity): boolean => start !== null && processStart(pid) === start;

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended between the look and the call.
  }
}
