import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The keys that the first start made. The demo adds suppliers' keys by their codes. */
export interface KeysFile {
  readonly merchant: string;
  readonly operator: string;
  readonly suppliers: Readonly<Record<string, string>>;
}

/** The file is there but is not what we wrote: guessing could lock people out, so the start stops here. */
export class KeysFileUnreadableError extends Error {
  override readonly name = 'KeysFileUnreadableError';
  readonly code = 'KEYS_FILE_UNREADABLE';
  constructor(path: string, detail: string) {
    super(`${path}: ${detail}. Repair it, or remove it to have new keys made.`);
  }
}

/** @throws KeysFileUnreadableError */
export async function readKeysFile(path: string): Promise<KeysFile | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  });
  return text === null ? null : parse(path, text);
}

/**
 * Writes the file whole, for its owner only, or not at all; a reader never sees half of it.
 * @returns false when another process was first; then its keys count.
 */
export async function createKeysFile(path: string, keys: KeysFile): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(keys, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    // A hard link, unlike a rename, refuses to replace what another process put there a moment ago.
    await link(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

function parse(path: string, text: string): KeysFile {
  const content = fromJson(path, text);
  const { merchant, operator, suppliers } = content;
  for (const [name, key] of Object.entries({ merchant, operator })) {
    if (typeof key !== 'string' || !new RegExp(`^kv_${name}_[\\w-]{43}$`).test(key))
      throw new KeysFileUnreadableError(path, `"${name}" is not a ${name} key`);
  }
  return {
    merchant: merchant as string,
    operator: operator as string,
    suppliers: (suppliers ?? {}) as Record<string, string>,
  };
}

function fromJson(path: string, text: string): Partial<Record<keyof KeysFile, unknown>> {
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content === 'object' && content !== null) return content;
  } catch {
    // Falls through to the same complaint.
  }
  throw new KeysFileUnreadableError(path, 'it is not a JSON object');
}

const isCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
