import { IsInt, Max, Min } from 'class-validator';
import { MinorUnits } from './fields.js';

/** What the weight of a whole parcel costs, up to so many grams. */
export class ParcelStep {
  @IsInt() @Min(1) @Max(1_000_000_000) upToGrams!: number;
  @MinorUnits() costMinor!: number;
}
