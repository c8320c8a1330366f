import { faultParties, shipmentStatuses, type FaultParty, type ShipmentStatus } from '#contracts';
import { isTime } from '#platform';
import type { CarrierCheckpoint, CarrierRejection, CarrierReport } from './carrier.port.js';
import { CarrierUnreadableError } from './carrier.errors.js';
import { CHECKPOINTS_MAX, derivedEventId } from './formats/carrier-format.js';

/**
 * Reads a list of checkpoints in the generic form, each for itself.
 * @param trackingNumber the number asked about; it counts whatever the entries say. Undefined for pushed lists.
 * @throws CarrierUnreadableError when the list is too long, or nothing in it can be read.
 */
export function readCheckpoints(entries: readonly unknown[], trackingNumber?: string): CarrierReport {
  if (entries.length > CHECKPOINTS_MAX) {
    throw new CarrierUnreadableError('too_large', `A report holds at most ${CHECKPOINTS_MAX} checkpoints.`);
  }
  const checkpoints: CarrierCheckpoint[] = [];
  const rejections: CarrierRejection[] = [];
  entries.forEach((entry, index) => {
    const read = readOne(entry, trackingNumber);
    if (typeof read === 'string') rejections.push({ index, code: 'INVALID_CHECKPOINT', detail: read });
    else checkpoints.push(read);
  });
  if (checkpoints.length === 0 && rejections[0]) {
    throw new CarrierUnreadableError(
      'unexpected_form',
      `No checkpoint can be read; the first: ${rejections[0].detail}.`,
    );
  }
  return { checkpoints, rejections };
}

/** A checkpoint in the generic form. Fields beyond these are a carrier's own and ignored. */
interface CheckpointBody {
  readonly trackingNumber: string;
  readonly eventId: string | null;
  readonly status: ShipmentStatus;
  readonly occurredAt: string;
  readonly description: string | null;
  readonly place: string | null;
  readonly fault: FaultParty | null;
}

/** What each field must be. Written out: a carrier's list holds hundreds, and a class's rules cost ten times as much. */
const rules: { readonly [Field in keyof CheckpointBody]: (value: unknown) => boolean } = {
  trackingNumber: (value) => isText(value, 1, 100),
  eventId: (value) => isText(value ?? 'none', 1, 200),
  status: (value) => statuses.has(value),
  occurredAt: isTime,
  description: (value) => isText(value ?? '', 0, 500),
  place: (value) => isText(value ?? '', 0, 200),
  fault: (value) => value === undefined || value === null || parties.has(value),
};
const statuses: ReadonlySet<unknown> = new Set(shipmentStatuses);
const parties: ReadonlySet<unknown> = new Set(faultParties);

const isText = (value: unknown, min: number, max: number): boolean =>
  typeof value === 'string' && value.length >= min && value.length <= max;

/** @returns the checkpoint, or which field is wrong */
function readOne(entry: unknown, trackingNumber: string | undefined): CarrierCheckpoint | string {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return 'not an object';
  const body = (trackingNumber === undefined ? entry : { ...entry, trackingNumber }) as CheckpointBody;
  for (const [field, holds] of Object.entries(rules)) {
    if (!holds(body[field as keyof CheckpointBody])) return `${field} is missing or not what it must be`;
  }
  return {
    trackingNumber: body.trackingNumber,
    eventId: body.eventId ?? derivedEventId(saidIn(body)),
    status: body.status,
    occurredAt: new Date(body.occurredAt),
    fault: body.fault ?? null,
    description: textOrNull(body.description),
    place: textOrNull(body.place),
  };
}

const saidIn = (body: CheckpointBody): string[] => [
  body.status,
  new Date(body.occurredAt).toISOString(),
  body.description ?? '',
  body.place ?? '',
];

const textOrNull = (text: string | null | undefined): string | null =>
  text === undefined || text === null || text.trim() === '' ? null : text.trim();
