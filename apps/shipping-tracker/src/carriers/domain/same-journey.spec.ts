import { describe, expect, it } from '@jest/globals';
import { isSameJourney } from './same-journey.js';

const at = (...hours: number[]): Date[] => hours.map((hour) => new Date(Date.UTC(2026, 10, 22, hour)));

describe('an answer that names no parcel', () => {
  it.each([
    ['nothing was heard before', at(), at(3, 4), true],
    ['it says nothing', at(1, 2), at(), true],
    ['it repeats the journey and goes on', at(1, 2), at(1, 2, 5), true],
    ['it says only what is new', at(1, 2), at(5), true],
    ['it looks back on another journey', at(1, 5), at(2, 6), false],
    ['it ends before ours began', at(5), at(1, 2), false],
  ])('when %s', (_what, known, said, same) => {
    expect(isSameJourney(known, said)).toBe(same);
  });
});
