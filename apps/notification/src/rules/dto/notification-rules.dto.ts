import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsISO31661Alpha2,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  Validate,
  ValidateNested,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { channels, type Channel } from '#contracts';
import { IsCurrency, PageQuery } from '#platform';
import { isForShop, templates, type Template } from '../../notifications/domain/message.js';
import {
  builtInRuleOf,
  gatherable,
  isObligatory,
  type Gatherable,
  type NotificationRules,
  type RuleCondition,
  type TellingRule,
} from '../domain/notification-rules.js';

/** What rules can be made for. */
const adjustable = templates.filter((template) => !isObligatory(template));
/** Thirty days: later nobody knows what it is about. */
const DELAY_MAX_MINUTES = 43_200;
/** A digest: what is older than a day was not worth waiting for. */
const DIGEST_MAX_MINUTES = 1_440;
/**
 * How long a digest gathers unless a rule says otherwise. Suppliers hand over once or twice a working day: four hours
 * hold what left on the same afternoon, and nobody who waits for a parcel waits for the message.
 */
const DIGEST_MINUTES = 240;
const LAST_MINUTE = 1_439;
/** Nobody reads more about one order. */
const CAP_MAX = 1_000;

/** Below a day there would be a message each night; above a month it promises nothing. */
const SILENCE_MIN_HOURS = 24;
const SILENCE_MAX_HOURS = 720;

/** Countries and currencies that one condition names. */
const NAMES_MAX = 250;

class OrderTotalDto {
  @IsCurrency() currency!: string;
  @IsOptional() @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) fromMinor?: number;
  @IsOptional() @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) toMinor?: number;
}

class RuleConditionDto {
  @IsOptional() @IsArray() @ArrayMaxSize(NAMES_MAX) @IsISO31661Alpha2({ each: true }) countries?: string[];
  @IsOptional() @IsArray() @ArrayMaxSize(2) @IsIn(['tr', 'en'], { each: true }) languages?: string[];
  /** What the customer pays; both bounds are included. */
  @IsOptional() @ValidateNested() @Type(() => OrderTotalDto) total?: OrderTotalDto;
  /** Parcels that have left, at least. */
  @IsOptional() @IsInt() @Min(1) @Max(1_000) parcelsFrom?: number;
}

/** By which channels, best first. */
const ChannelList = (): PropertyDecorator => (target, key) => {
  for (const rule of [IsOptional(), IsArray(), ArrayNotEmpty(), ArrayUnique(), IsIn([...channels], { each: true })])
    rule(target, key);
};

class TellingRuleDto {
  @IsIn(adjustable) template!: Template;
  /** Of several rules for one kind of message the first whose condition is true holds. Absent: always. */
  @IsOptional() @ValidateNested() @Type(() => RuleConditionDto) when?: RuleConditionDto;
  @ChannelList() channels?: Channel[];
  /** False: nobody hears of it. */
  @IsOptional() @IsBoolean() told?: boolean;
  @IsOptional() @IsInt() @Min(0) @Max(DELAY_MAX_MINUTES) delayMinutes?: number;
  @IsOptional() @IsBoolean() workdaysOnly?: boolean;
  /** Of `parcels-digest`: the messages that it takes the place of; `order-shipped` when absent. */
  @IsOptional() @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(gatherable, { each: true }) gathers?: Gatherable[];
  /** Of `parcels-digest`: leaves at this minute of the customer's day if its delay ends later. */
  @IsOptional() @IsInt() @Min(0) @Max(LAST_MINUTE) untilMinute?: number;
}

class QuietHoursDto {
  /** Minutes since midnight, by the customer's clock. */
  @IsInt() @Min(0) @Max(LAST_MINUTE) fromMinute!: number;
  @IsInt() @Min(0) @Max(LAST_MINUTE) toMinute!: number;
}

/** More nobody can tell apart. */
const RULES_MAX = 200;

/** A rule without condition holds for all of its kind: one behind it would never be asked. */
@ValidatorConstraint({ name: 'reachableRules' })
class ReachableRules implements ValidatorConstraintInterface {
  validate(rules: unknown): boolean {
    const general = new Set<unknown>();
    return (
      Array.isArray(rules) &&
      rules.every(({ template, when }: Partial<TellingRuleDto>) => {
        if (general.has(template)) return false;
        if (!when) general.add(template);
        return true;
      })
    );
  }

  defaultMessage(): string {
    return 'a rule stands behind one without condition for the same template: it would never hold';
  }
}

/** Only a digest gathers, and not for longer than a day. */
@ValidatorConstraint({ name: 'digestRules' })
class DigestRules implements ValidatorConstraintInterface {
  validate(rules: unknown): boolean {
    return (
      Array.isArray(rules) &&
      rules.every(({ template, gathers, untilMinute, delayMinutes = 0 }: Partial<TellingRuleDto>) =>
        template === 'parcels-digest'
          ? delayMinutes <= DIGEST_MAX_MINUTES
          : gathers === undefined && untilMinute === undefined,
      )
    );
  }

  defaultMessage(): string {
    return `gathers and untilMinute belong to parcels-digest, whose delayMinutes are at most ${String(DIGEST_MAX_MINUTES)}`;
  }
}

/** Lists for the shop's own people go by mail, to whoever is named for them, whatever order they are about. */
@ValidatorConstraint({ name: 'shopRules' })
class ShopRules implements ValidatorConstraintInterface {
  validate(rules: unknown): boolean {
    return (
      Array.isArray(rules) &&
      rules
        .filter(({ template }: TellingRuleDto) => isForShop(template))
        .every(({ when, channels: wanted, workdaysOnly, delayMinutes = 0 }: TellingRuleDto) => {
          const plain = when == null && wanted == null && workdaysOnly !== true;
          return plain && delayMinutes <= DIGEST_MAX_MINUTES;
        })
    );
  }

  defaultMessage(): string {
    return `what the shop's own people are told knows told and delayMinutes, at most ${String(DIGEST_MAX_MINUTES)}`;
  }
}

class NotificationRulesDto {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(RULES_MAX)
  @Validate(ReachableRules)
  @Validate(DigestRules)
  @Validate(ShopRules)
  @ValidateNested({ each: true })
  @Type(() => TellingRuleDto)
  rules?: TellingRuleDto[];
  @IsOptional() @ValidateNested() @Type(() => QuietHoursDto) quietHours?: QuietHoursDto;
  @IsOptional() @IsInt() @Min(0) @Max(CAP_MAX) capPerOrder?: number;
  @IsOptional() @IsInt() @Min(SILENCE_MIN_HOURS) @Max(SILENCE_MAX_HOURS) maxSilenceHours?: number;
  /** By which channels customers are told, best first: the next is tried when one cannot bring a message. */
  @ChannelList() channels?: Channel[];
  /** What allows to write to a number: that it stands in the order, or that its owner said so (otherwise). */
  @IsOptional() @IsIn(['order', 'explicit']) phoneConsent?: 'order' | 'explicit';
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
  channels: wanted,
  ...content
}: NotificationRulesDto): NotificationRules {
  return {
    rules: rules.map(ruleOf),
    quietHours: quietHours ? { fromMinute: quietHours.fromMinute, toMinute: quietHours.toMinute } : null,
    capPerOrder: content.capPerOrder ?? null,
    maxSilenceHours: content.maxSilenceHours ?? null,
    ...(wanted ? { channels: wanted } : {}),
    ...(content.phoneConsent ? { phoneConsent: content.phoneConsent } : {}),
  };
}

function ruleOf(rule: TellingRuleDto): TellingRule {
  const { template, when, channels: wanted, told, delayMinutes, workdaysOnly } = rule;
  return {
    template,
    ...(when ? { when: conditionOf(when) } : {}),
    ...(wanted ? { channels: wanted } : {}),
    told: told ?? true,
    delayMinutes: delayMinutes ?? builtInRuleOf(template).delayMinutes,
    workdaysOnly: workdaysOnly ?? false,
    ...(template === 'parcels-digest' ? digestOf(rule) : {}),
  };
}

/** A digest that names only an hour waits for it, a day at most. */
function digestOf({ gathers, untilMinute, delayMinutes }: TellingRuleDto) {
  return {
    gathers: gathers ?? ['order-shipped' as const],
    delayMinutes: delayMinutes ?? (untilMinute == null ? DIGEST_MINUTES : DIGEST_MAX_MINUTES),
    ...(untilMinute == null ? {} : { untilMinute }),
  };
}

const conditionOf = ({ countries, languages, total, parcelsFrom }: RuleConditionDto): RuleCondition => ({
  ...(countries ? { countries } : {}),
  ...(languages ? { languages } : {}),
  ...(total ? { total: totalOf(total) } : {}),
  ...(parcelsFrom == null ? {} : { parcelsFrom }),
});

const totalOf = ({ currency, fromMinor, toMinor }: OrderTotalDto): NonNullable<RuleCondition['total']> => ({
  currency,
  ...(fromMinor == null ? {} : { fromMinor }),
  ...(toMinor == null ? {} : { toMinor }),
});
