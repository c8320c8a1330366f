import { IsBoolean, IsEmail, IsInt, IsISO31661Alpha2, Max, Min } from 'class-validator';
import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import { Currency, Id, ListOf, MinorUnits, Nullable, OneOf, Text, Time } from './fields.js';
import { ParcelStep } from './parcel-step.js';

/** What a parcel to one country costs, where it differs from the supplier's default. */
export class ParcelPriceByCountry {
  @IsISO31661Alpha2() country!: string;
  @MinorUnits() fixedMinor!: number;
  @MinorUnits() perKgMinor!: number;
  /** As `parcelSteps` of the supplier. Absent from producers older than this field. */
  @Nullable() @ListOf(() => ParcelStep) steps?: ParcelStep[] | null;
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
  /**
   * What a parcel costs on top of its fixed price by its whole weight, ascending; a heavier parcel cannot be sent.
   * Null: weight costs by the kilogram only. Absent from producers older than this field.
   */
  @Nullable() @ListOf(() => ParcelStep) parcelSteps?: ParcelStep[] | null;
  /** The least goods value that the supplier takes; 0 for any. Absent from producers older than this field. */
  @Nullable() @MinorUnits() minOrderMinor?: number | null;
  /**
   * When the endpoint that purchase orders are pushed to was last found not to answer, so that it is left alone for a
   * while; null since it answers again. Told again while it lasts. Absent from producers older than this field.
   */
  @Nullable() @Time() unreachableAt?: string | null;
  /**
   * When the stock that its newest feed told became older than agreed, so that its offers say what may not be true any
   * more; null while a feed is in time. Absent from producers older than this field.
   */
  @Nullable() @Time() feedOverdueAt?: string | null;
}
