import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Room for a rehearsal of some thousand orders: what Kafka or PostgreSQL writes, and its write-ahead log. */
const DISK_MIB = 1_024;
const FILLER = 'filler';

/** Whether this process may mount a file system of its own: root on Linux. */
export const canMount = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/** A disk of a fixed size, in memory, that can be filled to the last byte and emptied again. */
export class SmallDisk {
  private constructor(private readonly path: string) {}

  /** @throws Error with what mount said. */
  static mount(path: string): SmallDisk {
    mkdirSync(path, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(DISK_MIB)}m`, 'kervan-rehearsal', path], {
      stdio: 'pipe',
    });
    return new SmallDisk(path);
  }

  /** Takes all the room that is left. It writes until the disk refuses: others write meanwhile, so the room is no number. */
  fill(): void {
    const filler = openSync(join(this.path, FILLER), 'w');
    try {
      for (const chunk of [Buffer.alloc(1 << 20), Buffer.alloc(1 << 12)]) writeUntilFull(filler, chunk);
    } finally {
      closeSync(filler);
    }
  }

  empty(): void {
    rmSync(join(this.path, FILLER), { force: true });
  }

  unmount(): void {
    // Lazily: a process that is still ending must not make the rehearsal fail.
    execFileSync('umount', ['--lazy', this.path], { stdio: 'pipe' });
  }
}

function writeUntilFull(file: number, chunk: Buffer): void {
  try {
    for (;;) writeSync(file, chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
