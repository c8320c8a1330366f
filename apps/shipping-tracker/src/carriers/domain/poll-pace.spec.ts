import { describe, expect, it } from '@jest/globals';
import { shipmentStatuses } from '#contracts';
import { pollPace } from './poll-pace.js';

describe('how often a carrier is asked', () => {
  it('is most often about what is on the van, least often about what is waiting', () => {
    expect(pollPace('out_for_delivery', 1)).toBeLessThan(pollPace('in_transit', 1));
    expect(pollPace('in_transit', 1)).toBeLessThan(pollPace('ready_for_pickup', 1));
  });

  it('only falls as a parcel grows old', () => {
    for (const status of shipmentStatuses) {
      const paces = [0, 7, 14, 30, 300].map((days) => pollPace(status, days));
      expect(paces).toEqual([...paces].sort((a, b) => a - b));
    }
  });
});
