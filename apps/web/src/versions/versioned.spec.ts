import { describe, expect, it } from '@jest/globals';
import { isOlder } from './versioned.js';

const at = (updatedAt: string): { updatedAt: string } => ({ updatedAt });

describe('an answer that was on its way', () => {
  it('is older by its time, not by how many digits it is written with', () => {
    expect(isOlder(at('2026-11-22T09:00:00.12Z'), at('2026-11-22T09:00:00.123Z'))).toBe(true);
    expect(isOlder(at('2026-11-22T09:00:00Z'), at('2026-11-22T09:00:00.5Z'))).toBe(true);
    expect(isOlder(at('2026-11-22T09:00:00.500Z'), at('2026-11-22T09:00:00.5Z'))).toBe(false);
  });
});
