import { IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { IsTime, PageQuery } from '#platform';

export class OwnerQuery {
  /** For an operator; every other key has its own merchant. */
  @IsOptional() @IsUUID() merchantId?: string;
}

export class ExperienceQuery extends OwnerQuery {
  @IsOptional() @IsUUID() supplierId?: string;
  @IsOptional() @IsString() @Length(1, 200) sku?: string;
}

export class ExperienceChangesQuery extends PageQuery {
  @IsOptional() @IsUUID() merchantId?: string;
  @IsOptional() @IsUUID() supplierId?: string;
  @IsOptional() @IsString() @Length(1, 200) sku?: string;
}

export class UndoExperienceDto {
  /** Why; kept with the snapshot for good. */
  @IsString() @Length(1, 1000) reason!: string;
  /** One supplier; everything that the snapshot changed when absent. */
  @IsOptional() @IsUUID() supplierId?: string | null;
  /** Until then the former figures hold; when absent, until the undoing is undone. */
  @IsOptional() @IsTime() until?: string | null;
}
