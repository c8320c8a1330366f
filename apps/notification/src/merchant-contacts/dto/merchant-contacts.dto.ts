import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsEmail,
  IsIn,
  IsOptional,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '#platform';
import { merchantTemplates, type MerchantTemplate } from '../../notifications/domain/message.js';

/** A list that more people read is a mailing list's business: name its address. */
const CONTACTS_MAX = 10;
/** RFC 5321, 4.5.3.1.3. */
const ADDRESS_MAX = 254;

class MerchantContactDto {
  @IsEmail({ require_tld: false }) @MaxLength(ADDRESS_MAX) email!: string;
  @IsIn(['tr', 'en']) language!: 'tr' | 'en';
  /** What it is told; absent or null: everything, also what comes with later releases. */
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(merchantTemplates, { each: true })
  templates?: MerchantTemplate[] | null;
}

/** What two of them may not share. It is asked before anybody knows that these are contacts. */
function addressIn(contact: unknown): unknown {
  const { email } = (contact ?? {}) as { email?: unknown };
  return typeof email === 'string' ? email.toLowerCase() : contact;
}

/** All of them: whoever is not named any more is not told any more. */
export class ReplaceContactsDto {
  @IsArray()
  @ArrayMaxSize(CONTACTS_MAX)
  @ArrayUnique(addressIn)
  @ValidateNested({ each: true })
  @Type(() => MerchantContactDto)
  contacts!: MerchantContactDto[];
}

export class ContactsMerchantQuery {
  /** For an operator; every other key has its own merchant. */
  @IsOptional() @IsUUID() merchantId?: string;
}

export class FindContactChangesQuery extends PageQuery {
  @IsOptional() @IsUUID() merchantId?: string;
}
