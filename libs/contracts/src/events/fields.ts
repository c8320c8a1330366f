// Nested facts read their types through it; loaded here so that every user of the contracts has it.
import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsInt,
  IsISO4217CurrencyCode,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { HoldsFacts } from '../envelope/instance-of.js';

/**
 * Field rules that events share. Each is one decorator, so that a class reads as a list of facts.
 * Absent optional facts are `null` on the wire, never missing: a consumer can tell "nobody said" from
 * "an older producer did not know the field".
 */
const all =
  (...decorators: PropertyDecorator[]): PropertyDecorator =>
  (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };

/** UUID of any version. */
export const Id = (): PropertyDecorator => IsUUID();
/** Null or the rule that follows. */
export const Nullable = (): PropertyDecorator => IsOptional();
/** Text of 1 to `max` characters. */
export const Text = (max = 500): PropertyDecorator => all(IsString(), Length(1, max));
/** RFC 3339 time in UTC. */
export const Time = (): PropertyDecorator => IsISO8601({ strict: true });
/** A calendar day, `2026-11-25`. */
export const Day = (): PropertyDecorator => all(IsString(), Matches(/^\d{4}-\d\d-\d\d$/));
/** Minor units of the currency beside it: a safe integer, zero or more. */
export const MinorUnits = (): PropertyDecorator => all(IsInt(), Min(0), Max(Number.MAX_SAFE_INTEGER));
/** Units of a SKU, zero or more. */
export const Quantity = (): PropertyDecorator => all(IsInt(), Min(0), Max(1_000_000_000));
/** Units of a SKU, one or more. */
export const PositiveQuantity = (): PropertyDecorator => all(IsInt(), Min(1), Max(1_000_000_000));
/** A count from 1. */
export const Version = (): PropertyDecorator => all(IsInt(), Min(1));
/** ISO 4217 code. */
export const Currency = (): PropertyDecorator => IsISO4217CurrencyCode();
/** One of a closed list. */
export const OneOf = (values: readonly string[]): PropertyDecorator => IsIn([...values]);
/** A nested fact. */
export const Nested = (type: () => new () => object): PropertyDecorator =>
  all(ValidateNested(), Type(type), HoldsFacts(type));
/** A list of nested facts. */
export const ListOf = (type: () => new () => object): PropertyDecorator =>
  all(IsArray(), ValidateNested({ each: true }), Type(type), HoldsFacts(type));
