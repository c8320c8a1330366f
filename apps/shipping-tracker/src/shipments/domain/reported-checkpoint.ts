import type { FaultParty, ShipmentStatus } from '#contracts';

/** A checkpoint as somebody reported it, already in normal words. */
export interface ReportedCheckpoint {
  /** The same for the same event, however often it is reported. */
  readonly eventId: string;
  readonly status: ShipmentStatus;
  readonly occurredAt: Date;
  readonly fault: FaultParty | null;
  readonly description: string | null;
  readonly place: string | null;
  /** The carrier's own code, as received: a wrong meaning can be found by it. Absent where somebody wrote in our words. */
  readonly rawCode?: string | null;
}

/** A parcel's number at its carrier. */
export interface CarrierNumber {
  /** Lower-case code. */
  readonly carrier: string;
  /** The number as it is compared. */
  readonly trackingKey: string;
}

/** A number as text: what it is held by, and the order in which several are held. */
export const numberKey = ({ carrier, trackingKey }: CarrierNumber): string => `${carrier}:${trackingKey}`;
