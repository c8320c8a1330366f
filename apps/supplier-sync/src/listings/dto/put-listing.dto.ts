import { Transform } from 'class-transformer';
import { IsUUID, Length } from 'class-validator';

/** Feeds are read without blanks around SKUs; a listing has to match them. */
const Trimmed = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

export class PutListingDto {
  @IsUUID() supplierId!: string;
  @Trimmed() @Length(1, 200) supplierSku!: string;
  @Trimmed() @Length(1, 200) sku!: string;
}
