import { describe, expect, it } from '@jest/globals';
import { episodicFaults } from '../options.js';
import { episodes, type Episode } from './schedule.js';

const first = (seed: number, count: number): Episode[] => {
  const schedule = episodes(seed, episodicFaults);
  return Array.from({ length: count }, () => schedule.next().value);
};

describe('the schedule of faults', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(first(7, 40)).toEqual(first(7, 40));
    expect(first(7, 40)).not.toEqual(first(8, 40));
  });

  it('has every fault once in each round', () => {
    const faults = first(3, 3 * episodicFaults.length).map(({ fault }) => fault);
    for (let round = 0; round < 3; round += 1) {
      const ofRound = faults.slice(round * episodicFaults.length, (round + 1) * episodicFaults.length);
      expect([...ofRound].sort()).toEqual([...episodicFaults].sort());
    }
  });

  it('outlasts the lease of a relay and the session of a group member', () => {
    for (const { durationMs } of first(1, 100)) expect(durationMs).toBeGreaterThan(8_000);
  });
});
