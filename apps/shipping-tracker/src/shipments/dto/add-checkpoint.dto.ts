import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { faultParties, shipmentStatuses, type FaultParty, type ShipmentStatus } from '#contracts';
import { IsTime } from '#platform';

/** What a person knows about a parcel. */
export class AddCheckpointDto {
  /** Names this report: the same id again changes nothing. */
  @IsString() @Length(1, 200) eventId!: string;
  @IsIn([...shipmentStatuses]) status!: ShipmentStatus;
  @IsTime() occurredAt!: string;
  @IsOptional() @IsString() @Length(1, 500) description?: string | null;
  @IsOptional() @IsString() @Length(1, 200) place?: string | null;
  /** Who caused an exception; the usual party when absent. */
  @IsOptional() @IsIn([...faultParties]) fault?: FaultParty | null;
}
