import { execFileSync, spawnSync } from 'node:child_process';

/** Whom the server runs as; empty when the present user will do. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

const USER = 'postgres';

/** PostgreSQL refuses to run as root: root runs it as the user `postgres`, made when missing. */
export function postgresUser(): RunAs {
  if (process.getuid?.() !== 0) return {};
  return findUser() ?? makeUser();
}

/** A command and how to spawn it. */
export interface UserCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly identity: RunAs;
}

/**
 * The command as that user. Root's folders are often closed to others (a home, a temporary clone): on Linux the
 * server keeps root's right to pass through folders and read (CAP_DAC_READ_SEARCH), and no other.
 */
export function commandAs(runAs: RunAs, command: string, args: readonly string[]): UserCommand {
  const { uid, gid } = runAs;
  if (uid === undefined || gid === undefined || !canPassRights()) return { command, args, identity: runAs };
  const user = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  return { command: 'setpriv', args: [...keptRight, ...user, '--', command, ...args], identity: {} };
}

/** no_setuid_fixup: without it access(2) ignores the kept right, and initdb does not find its own programs. */
const keptRight = [
  '--securebits',
  '+no_setuid_fixup',
  '--inh-caps',
  '+dac_read_search',
  '--ambient-caps',
  '+dac_read_search',
];
let passesRights: boolean | undefined;

/** setpriv is part of util-linux; a container may have dropped the right that is to be passed. */
function canPassRights(): boolean {
  passesRights ??= spawnSync('setpriv', [...keptRight, 'true']).status === 0;
  return passesRights;
}

function findUser(): RunAs | null {
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, USER], { encoding: 'utf8', stdio: 'pipe' }).trim());
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

function makeUser(): RunAs {
  execFileSync('useradd', ['--system', '--user-group', '--no-create-home', USER], { stdio: 'pipe' });
  const made = findUser();
  if (!made) throw new Error('useradd made no user postgres');
  return made;
}
