import { IsBoolean, IsEmail, IsInt, IsISO31661Alpha2, Max, Min } from 'class-validator';
import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import { Currency, Id, ListOf, MinorUnits, Nullable, OneOf, Text } from './fields.js';

/** What a parcel to one country costs, where it differs from the supplier's default. */
export class ParcelPriceByCountry {
  @IsISO31661Alpha2() country!: string;
  @MinorUnits() fixedMinor!: number;
  @MinorUnits() perKgMinor!: number;
}

/** Emitted when a supplier or its terms changed. The whole truth about the supplier. */
@Event({ type: 'supplier.changed', version: 1, topic: topics.suppliers })
export class SupplierChanged {
  @Id() supplierId!: string;
  @Text(100) code!: string;
  @Text(200) name!: string;
  @IsISO31661Alpha2() country!: string;
  @Currency() currency!: string;
  @IsBoolean() active!: boolean;
  @MinorUnits() parcelFixedMinor!: number;
  @MinorUnits() parcelPerKgMinor!: number;
  @ListOf(() => ParcelPriceByCountry) parcelByCountry!: ParcelPriceByCountry[];
  @IsInt() @Min(0) @Max(365) leadTimeDays!: number;
  /** Where the supplier's people read alerts. */
  @Nullable() @IsEmail() contactEmail!: string | null;
  @Text(35) language!: string;
  /**
   * How purchase orders reach the supplier: `api` (it fetches them, so its people want to be told) or
   * `webhook` (pushed). Absent from producers older than this field.
   */
  @Nullable() @OneOf(['api', 'webhook']) channel?: string | null;
}
