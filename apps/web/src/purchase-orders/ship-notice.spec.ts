import { describe, expect, it } from '@jest/globals';
import { parcelFault, shipNoticeOf } from './ship-notice.js';

const draft = { carrier: ' Aras ', trackingNumber: ' 123 ', quantities: { l1: 2, l2: 0 } };

describe('reporting a parcel', () => {
  it('needs a carrier, a tracking number and something in it', () => {
    expect(parcelFault(draft)).toBeNull();
    expect(parcelFault({ ...draft, carrier: ' ' })).toBe('ship.needs-carrier');
    expect(parcelFault({ ...draft, trackingNumber: '' })).toBe('ship.needs-tracking');
    expect(parcelFault({ ...draft, quantities: { l1: 0 } })).toBe('ship.nothing');
  });

  it('sends only what is in the parcel, without stray spaces', () => {
    expect(shipNoticeOf('web-1', draft, new Date('2026-11-22T09:00:00Z'))).toEqual({
      reference: 'web-1',
      parcels: [
        {
          carrier: 'aras',
          trackingNumber: '123',
          shippedAt: '2026-11-22T09:00:00.000Z',
          lines: [{ lineId: 'l1', quantity: 2 }],
        },
      ],
    });
  });
});
