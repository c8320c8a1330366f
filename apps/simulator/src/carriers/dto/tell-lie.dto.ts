import { IsIn, IsString, Length, ValidateIf } from 'class-validator';
import { carrierLies, type CarrierLie } from '../domain/carrier-lies.js';

/** How a carrier is to answer about one number; `token` stands for its token server. */
export class TellLieDto {
  @IsString() @Length(1, 100) trackingNumber!: string;
  /** Null: the truth again. */
  @ValidateIf((_dto, lie) => lie !== null)
  @IsIn([...carrierLies])
  lie!: CarrierLie | null;
}
