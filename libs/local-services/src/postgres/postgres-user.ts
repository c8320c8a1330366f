import { execFileSync } from 'node:child_process';

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
