import type { ShipNotice } from '../api/supply.js';

/** What a person has filled in about a parcel. */
export interface ParcelDraft {
  carrier: string;
  trackingNumber: string;
  /** Units in the parcel by line. */
  quantities: Readonly<Record<string, number>>;
}

type ParcelFault = 'ship.needs-carrier' | 'ship.needs-tracking' | 'ship.nothing';

/** What is missing, or null. */
export function parcelFault(draft: ParcelDraft): ParcelFault | null {
  if (draft.carrier.trim() === '') return 'ship.needs-carrier';
  if (draft.trackingNumber.trim() === '') return 'ship.needs-tracking';
  return Object.values(draft.quantities).some((quantity) => quantity > 0) ? null : 'ship.nothing';
}

/** The notice to send: one parcel with the lines that are in it. */
export function shipNoticeOf(reference: string, draft: ParcelDraft, shippedAt: Date): ShipNotice {
  return {
    reference,
    parcels: [
      {
        carrier: draft.carrier.trim().toLowerCase(),
        trackingNumber: draft.trackingNumber.trim(),
        shippedAt: shippedAt.toISOString(),
        lines: Object.entries(draft.quantities)
          .filter(([, quantity]) => quantity > 0)
          .map(([lineId, quantity]) => ({ lineId, quantity })),
      },
    ],
  };
}
