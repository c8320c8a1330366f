import { describe, expect, it } from '@jest/globals';
import { secondsToRepetition } from './escalation.js';

describe('an alert that nobody acknowledges', () => {
  it('is repeated with growing pauses, and not for ever', () => {
    const pauses = [0, 1, 2, 3, 4, 5].map((repetitions) => secondsToRepetition(repetitions, 60));
    expect(pauses).toEqual([60, 120, 240, 480, 960, null]);
  });
});
