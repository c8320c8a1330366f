import { createHash, randomBytes } from 'node:crypto';
import type { Role } from '#contracts';

/** 256 bits: nobody guesses it, so one round of SHA-256 is enough to store it. */
const KEY_BYTES = 32;

/** A new API key and what may be stored of it. */
export interface NewApiKey {
  /** Shown once. */
  readonly key: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Makes an API key: `kv_<role>_<43 characters>`. */
export function makeApiKey(role: Role): NewApiKey {
  const key = `kv_${role}_${randomBytes(KEY_BYTES).toString('base64url')}`;
  return { key, sha256: hashApiKey(key) };
}

/** What is stored of a key and what it is looked up by: SHA-256 as lower-case hex. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
