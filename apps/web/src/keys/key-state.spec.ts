import { describe, expect, it } from '@jest/globals';
import { keyStateAt } from './key-state.js';

const now = Date.parse('2026-11-22T09:00:00Z');

describe('the state of a key', () => {
  it('is active until its time has come', () => {
    expect(keyStateAt({ revokedAt: null, expiresAt: null }, now)).toBe('active');
    expect(keyStateAt({ revokedAt: null, expiresAt: '2026-11-22T09:00:01Z' }, now)).toBe('active');
    expect(keyStateAt({ revokedAt: null, expiresAt: '2026-11-22T09:00:00Z' }, now)).toBe('expired');
  });

  it('stays revoked after it would have expired', () => {
    expect(keyStateAt({ revokedAt: '2026-11-01T00:00:00Z', expiresAt: '2026-11-02T00:00:00Z' }, now)).toBe('revoked');
  });
});
