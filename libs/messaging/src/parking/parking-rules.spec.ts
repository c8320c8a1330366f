import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GAP_LOOK_MAX_MS, GAP_TRIES_MAX, REPLAY_MAX_MS } from './parking-limits.js';
import { nextStep } from './parking-rules.js';

const failures = fc.record({
  attempts: fc.integer({ min: 1, max: 10_000 }),
  policy: fc.constantFrom('hold', 'release'),
  isNext: fc.boolean(),
});

describe('the next step of a parked message', () => {
  /**
   * Found by rehearsals of a thousand orders: a message that came before the fact of another topic that it needs had
   * failed a few times while its service was behind, and then waited up to five minutes for a fact that was there.
   */
  it('is a try within a minute, for ever, while a partner or a fact is missing', () => {
    fc.assert(
      fc.property(failures, (failure) => {
        const { state, delayMs } = nextStep({ ...failure, errorClass: 'retryable' });
        expect(state).toBe('waiting');
        expect(delayMs).toBeGreaterThan(0);
        expect(delayMs).toBeLessThanOrEqual(REPLAY_MAX_MS);
      }),
    );
    expect(REPLAY_MAX_MS).toBeLessThanOrEqual(60_000);
  });

  it('looks for a missing version with longer pauses, and asks a person in the end', () => {
    const held = { errorClass: 'gap', policy: 'hold', isNext: true } as const;
    for (let attempts = 1; attempts < GAP_TRIES_MAX; attempts += 1) {
      const step = nextStep({ ...held, attempts });
      expect(step.state).toBe('waiting');
      expect(step.delayMs).toBeLessThanOrEqual(GAP_LOOK_MAX_MS);
    }
    expect(nextStep({ ...held, attempts: GAP_TRIES_MAX }).state).toBe('dead');
  });
});
