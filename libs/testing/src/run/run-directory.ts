import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'kervan-test-';

/** The environment variable that tells a run's test processes where its directory is. */
export const RUN_DIRECTORY = 'KERVAN_TEST_RUN';

/** A fresh directory for one run, readable for the user that PostgreSQL runs as. */
export function makeRunDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(directory, 0o755);
  writeFileSync(join(directory, 'pid'), String(process.pid));
  return directory;
}

/** Directories of runs that were killed; their servers may still run. */
export function abandonedRunDirectories(): string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => join(tmpdir(), name))
    .filter((directory) => !isRunning(directory));
}

export function removeRunDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
}

function isRunning(directory: string): boolean {
  try {
    process.kill(Number(readFileSync(join(directory, 'pid'), 'utf8')), 0);
    return true;
  } catch (error) {
    // EPERM: somebody else's process, so it lives. A directory without the file is just being made.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
