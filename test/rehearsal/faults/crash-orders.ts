import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CrashPointName } from '#messaging';

/** Orders to die, one file per process, as `crashPoint` in the messaging library reads them. */
export class CrashOrders {
  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  /** The process shall die when it comes to `point` for the `passes`th time. */
  give(pid: number, point: CrashPointName, passes: number): void {
    const draft = join(this.folder, `${String(pid)}.draft`);
    writeFileSync(draft, `${point} ${String(passes)}`);
    renameSync(draft, join(this.folder, String(pid)));
  }

  /** Where the process died, null when it did not die at its point. */
  diedAt(pid: number): string | null {
    const file = join(this.folder, `${String(pid)}.crashed`);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  }

  /** Nobody shall die of an old order. */
  withdraw(): void {
    for (const name of readdirSync(this.folder)) if (!name.endsWith('.crashed')) rmSync(join(this.folder, name));
  }
}
