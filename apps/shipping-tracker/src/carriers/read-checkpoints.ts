import { plainToInstance } from 'class-transformer';
import { IsIn, IsOptional, IsString, Length, validateSync } from 'class-validator';
import { faultParties, shipmentStatuses, type FaultParty, type ShipmentStatus } from '#contracts';
import { IsTime } from '#platform';
import type { CarrierCheckpoint, CarrierRejection, CarrierReport } from './carrier.port.js';
import { CarrierUnreadableError } from './carrier.errors.js';
import { CHECKPOINTS_MAX, derivedEventId } from './formats/carrier-format.js';

/** A checkpoint in the generic form. Fields beyond these are a carrier's own and ignored. */
class CarrierCheckpointBody {
  @IsString() @Length(1, 100) trackingNumber!: string;
  @IsOptional() @IsString() @Length(1, 200) eventId?: string | null;
  @IsIn([...shipmentStatuses]) status!: ShipmentStatus;
  @IsTime() occurredAt!: string;
  @IsOptional() @IsString() @Length(0, 500) description?: string | null;
  @IsOptional() @IsString() @Length(0, 200) place?: string | null;
  @IsOptional() @IsIn([...faultParties]) fault?: FaultParty | null;
}

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

function readOne(entry: unknown, trackingNumber: string | undefined): CarrierCheckpoint | string {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return 'not an object';
  const body = plainToInstance(
    CarrierCheckpointBody,
    trackingNumber === undefined ? entry : { ...entry, trackingNumber },
  );
  const fault = validateSync(body)[0];
  if (fault) return Object.values(fault.constraints ?? {}).join('; ');
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

const saidIn = (body: CarrierCheckpointBody): string[] => [
  body.status,
  new Date(body.occurredAt).toISOString(),
  body.description ?? '',
  body.place ?? '',
];

const textOrNull = (text: string | null | undefined): string | null =>
  text === undefined || text === null || text.trim() === '' ? null : text.trim();
