import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '#platform';
import { templates, type Template } from '../../notifications/domain/message.js';
import { isObligatory, type NotificationRules } from '../domain/notification-rules.js';

/** What rules can be made for. */
const adjustable = templates.filter((template) => !isObligatory(template));
/** Thirty days: later nobody knows what it is about. */
const DELAY_MAX_MINUTES = 43_200;
const LAST_MINUTE = 1_439;
/** Nobody reads more about one order. */
const CAP_MAX = 1_000;

/** Below a day there would be a message each night; above a month it promises nothing. */
const SILENCE_MIN_HOURS = 24;
const SILENCE_MAX_HOURS = 720;

class TellingRuleDto {
  @IsIn(adjustable) template!: Template;
  /** False: customers do not hear of it. */
  @IsOptional() @IsBoolean() told?: boolean;
  @IsOptional() @IsInt() @Min(0) @Max(DELAY_MAX_MINUTES) delayMinutes?: number;
  @IsOptional() @IsBoolean() workdaysOnly?: boolean;
}

class QuietHoursDto {
  /** Minutes since midnight, by the customer's clock. */
  @IsInt() @Min(0) @Max(LAST_MINUTE) fromMinute!: number;
  @IsInt() @Min(0) @Max(LAST_MINUTE) toMinute!: number;
}

class NotificationRulesDto {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(adjustable.length)
  @ArrayUnique(({ template }: TellingRuleDto) => template)
  @ValidateNested({ each: true })
  @Type(() => TellingRuleDto)
  rules?: TellingRuleDto[];
  @IsOptional() @ValidateNested() @Type(() => QuietHoursDto) quietHours?: QuietHoursDto;
  @IsOptional() @IsInt() @Min(0) @Max(CAP_MAX) capPerOrder?: number;
  @IsOptional() @IsInt() @Min(SILENCE_MIN_HOURS) @Max(SILENCE_MAX_HOURS) maxSilenceHours?: number;
}

export class SaveNotificationRulesDto {
  @IsString() @Length(1, 200) name!: string;
  @IsDefined() @ValidateNested() @Type(() => NotificationRulesDto) content!: NotificationRulesDto;
}

export class RulesMerchantQuery {
  /** For an operator; every other key has its own merchant. */
  @IsOptional() @IsUUID() merchantId?: string;
}

export class FindRulesQuery extends PageQuery {
  @IsOptional() @IsUUID() merchantId?: string;
}

export class PreviewQuery {
  @IsUUID() orderId!: string;
}

/** The whole rules: what is not said is as in the default ones. */
export function rulesOf({
  rules = [],
  quietHours,
  capPerOrder,
  maxSilenceHours,
}: NotificationRulesDto): NotificationRules {
  return {
    rules: rules.map(({ template, told, delayMinutes, workdaysOnly }) => ({
      template,
      told: told ?? true,
      delayMinutes: delayMinutes ?? 0,
      workdaysOnly: workdaysOnly ?? false,
    })),
    quietHours: quietHours ? { fromMinute: quietHours.fromMinute, toMinute: quietHours.toMinute } : null,
    capPerOrder: capPerOrder ?? null,
    maxSilenceHours: maxSilenceHours ?? null,
  };
}
