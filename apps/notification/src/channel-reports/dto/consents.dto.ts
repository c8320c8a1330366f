import { IsBoolean, IsIn, IsOptional, IsUUID, Matches } from 'class-validator';

/** E.164. */
const PHONE = /^\+[1-9]\d{7,14}$/;

export class RecordConsentDto {
  @Matches(PHONE) phone!: string;
  @IsIn(['sms', 'whatsapp']) channel!: 'sms' | 'whatsapp';
  @IsBoolean() allowed!: boolean;
}

export class FindConsentsQuery {
  @Matches(PHONE) phone!: string;
  /** For an operator; every other key has its own merchant. */
  @IsOptional() @IsUUID() merchantId?: string;
}

export class ConsentMerchantQuery {
  @IsOptional() @IsUUID() merchantId?: string;
}
