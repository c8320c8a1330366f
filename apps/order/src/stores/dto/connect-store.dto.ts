import { IsIn, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { PageQuery } from '#platform';
import { storePlatforms, type StorePlatform } from '../stores.service.js';

export class ConnectStoreDto {
  @IsIn([...storePlatforms]) platform!: StorePlatform;
  @IsString() @Length(1, 200) @Matches(/\S/) name!: string;
  @IsString() @Length(1, 253) @Matches(/\S/) domain!: string;
  /** Needed for platforms that sign what they send. */
  @IsOptional() @IsString() @Length(8, 500) webhookSecret?: string | null;
}

export class StoresQuery extends PageQuery {
  @IsOptional() @IsUUID() merchantId?: string;
}

export class DeliveriesQuery extends PageQuery {
  @IsOptional() @IsIn(['received', 'processed', 'ignored', 'failed']) state?: string;
}
