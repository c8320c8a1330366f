import { IsOptional, IsString, Length } from 'class-validator';
import { PageQuery } from '#platform';

export class MailboxQuery extends PageQuery {
  /** Only mails to this address. */
  @IsOptional() @IsString() @Length(3, 320) to?: string;
}

export class MailStatusQuery {
  @IsString() @Length(1, 998) messageId!: string;
}
