import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { LocalServiceUnavailableError } from '../local-service.error.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { commandAs, type RunAs } from './postgres-user.js';

const run = promisify(execFile);

/** A directory that a server can be started on. */
export interface DataDirectory {
  readonly pgdata: string;
  readonly password: string;
}

/**
 * Makes a data directory ready: as it is when there is one, else a new cluster with a random password.
 * A cluster appears under its name only when it is whole, so an interrupted first start leaves nothing behind.
 */
export async function prepareDataDirectory(
  dir: string,
  binaries: PostgresBinaries,
  runAs: RunAs,
): Promise<DataDirectory> {
  makeReachable(dir, runAs);
  const pgdata = join(dir, 'pgdata');
  const passwordFile = join(dir, 'password');
  if (!existsSync(pgdata)) {
    const password = randomBytes(18).toString('base64url');
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    own(passwordFile, runAs);
    await initialise(join(dir, 'pgdata.new'), passwordFile, binaries, runAs);
    renameSync(join(dir, 'pgdata.new'), pgdata);
  }
  return { pgdata, password: readFileSync(passwordFile, 'utf8').trim() };
}

async function initialise(
  pgdata: string,
  passwordFile: string,
  binaries: PostgresBinaries,
  runAs: RunAs,
): Promise<void> {
  rmSync(pgdata, { recursive: true, force: true });
  const { command, args, identity } = commandAs(runAs, binaries.initdb, [
    `--pgdata=${pgdata}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order and case rules on every machine, whatever locales it has.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ]);
  await run(command, [...args], { ...identity, cwd: dirname(pgdata), env: { ...process.env, LC_ALL: 'C' } });
}

function makeReachable(dir: string, runAs: RunAs): void {
  mkdirSync(dir, { recursive: true });
  own(dir, runAs);
  if (runAs.uid === undefined) return;
  const { command, args, identity } = commandAs(runAs, 'test', ['-w', dir]);
  const reached = spawnSync(command, [...args], identity);
  if (reached.status !== 0)
    throw new LocalServiceUnavailableError(
      'POSTGRES_DATA_UNREADABLE',
      `PostgreSQL cannot run as root, and its user postgres may not enter ${dir}. ` +
        'Run as another user, or choose a data directory outside of root-only folders (--data or KERVAN_DATA_DIR).',
    );
}

function own(path: string, { uid, gid }: RunAs): void {
  if (uid !== undefined && gid !== undefined && statSync(path).uid !== uid) chownSync(path, uid, gid);
}
