import { Type } from 'class-transformer';
import { IsDefined, IsEmail, IsIn, IsOptional, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import { PageQuery } from '#platform';
import { audienceOf, templates, type Template } from '../../notifications/domain/message.js';
import type { VersionState } from '../../versions/versions.service.js';
import type { Language } from '../i18n/translator.js';

/** A header holds one line. */
const LINE_MAX = 200;
const PARAGRAPH_MAX = 2_000;

const writable = templates.filter((template) => audienceOf[template] === 'customer');

class MessageTextsDto {
  @IsString() @Length(1, LINE_MAX) subject!: string;
  @IsString() @Length(1, LINE_MAX) headline!: string;
  @IsString() @Length(1, PARAGRAPH_MAX) body!: string;
  @IsString() @Length(1, PARAGRAPH_MAX) more!: string;
}

export class ReplaceTextsDto {
  @IsDefined() @ValidateNested() @Type(() => MessageTextsDto) texts!: MessageTextsDto;
}

export class CreateTemplateDto extends ReplaceTextsDto {
  /** Customers read a merchant's words; suppliers and operators Kervan's. */
  @IsIn(writable) template!: Template;
  @IsIn(['tr', 'en']) language!: Language;
}

export class TemplatesMerchantQuery {
  /** For an operator; every other key has its own merchant. */
  @IsOptional() @IsUUID() merchantId?: string;
}

export class FindTemplatesQuery extends PageQuery {
  @IsOptional() @IsUUID() merchantId?: string;
  @IsOptional() @IsIn(writable) template?: Template;
  @IsOptional() @IsIn(['tr', 'en']) language?: Language;
  @IsOptional() @IsIn(['draft', 'active', 'archived']) state?: VersionState;
}

export class FindExamplesQuery extends TemplatesMerchantQuery {
  @IsIn(writable) template!: Template;
}

export class TestSendDto {
  /** Whose facts fill the words. */
  @IsUUID() orderId!: string;
  /** An address of the merchant's own. */
  @IsEmail() to!: string;
}

export class PreviewTextsQuery {
  @IsUUID() orderId!: string;
}
