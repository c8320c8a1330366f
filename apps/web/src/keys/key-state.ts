import type { KeyItem } from '../api/types.js';

export type KeyState = 'active' | 'revoked' | 'expired';

/** Whether a key works now. */
export function keyStateAt(key: Pick<KeyItem, 'revokedAt' | 'expiresAt'>, nowMs: number): KeyState {
  if (key.revokedAt !== null) return 'revoked';
  return key.expiresAt !== null && Date.parse(key.expiresAt) <= nowMs ? 'expired' : 'active';
}
