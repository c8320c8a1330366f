import type { ArgumentMetadata, PipeTransform, Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { pointerStep } from '../http/json-guard.js';
import { unprocessable, type ProblemDetail } from '../problems/problem.error.js';
import { nestedShapeFaults } from './nested-shape.js';

/** Types that a parameter may have without being a DTO. */
const plainTypes: readonly unknown[] = [String, Boolean, Number, Array, Object, Buffer, Date];

/**
 * Makes bodies and queries instances of their DTO class and checks its rules. Unknown fields are refused.
 * Every fault is named by JSON pointer; those outside the body start with `/query` or `/path`.
 */
export class KervanValidationPipe implements PipeTransform {
  async transform(value: unknown, { type, metatype }: ArgumentMetadata): Promise<unknown> {
    if (type === 'custom' || metatype === undefined || plainTypes.includes(metatype)) return value;
    const root = type === 'body' ? '' : type === 'query' ? '/query' : '/path';
    const given = value ?? {};
    if (typeof given !== 'object' || Array.isArray(given))
      throw invalid([{ pointer: root, code: 'IS_OBJECT', detail: 'This must be a JSON object.' }]);
    return validated(metatype, given, root, type !== 'body');
  }
}

async function validated(dto: Type, given: object, root: string, isText: boolean): Promise<unknown> {
  const instance: unknown = plainToInstance(dto, given, { enableImplicitConversion: isText });
  const errors = await validate(instance as object, {
    whitelist: true,
    forbidNonWhitelisted: true,
    // A DTO without rules would otherwise let everything through.
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
  });
  const faults = [...nestedShapeFaults(instance as object, root), ...errors.flatMap((error) => faultsOf(error, root))];
  if (faults.length > 0) throw invalid(faults);
  return instance;
}

/** Faults that are named; a list of ten thousand bad lines has as many. */
const FAULTS_MAX = 100;

function invalid(found: readonly ProblemDetail[]): Error {
  // Two rules may mind the same field: the first said it.
  const faults = found.filter(({ pointer }, index) => found.findIndex((other) => other.pointer === pointer) === index);
  return unprocessable(
    'VALIDATION_FAILED',
    faults.length === 1 ? 'One field is not acceptable.' : `${faults.length} fields are not acceptable.`,
    faults.slice(0, FAULTS_MAX),
  );
}

/** Rules about what kind of thing a field holds. A text where a number belongs is no number "greater than 100". */
const aboutKind = /^(isDefined|isString|isInt|isNumber|isBoolean|isArray|isObject|isIn)$/;

/** One fault for each field, the one that explains the others; those inside a field only when it is itself right. */
function faultsOf(error: ValidationError, at: string): ProblemDetail[] {
  const pointer = at + pointerStep(error.property);
  const broken = Object.entries(error.constraints ?? {});
  const [rule, detail] = broken.find(([name]) => aboutKind.test(name)) ?? broken[0] ?? [];
  if (rule !== undefined && detail !== undefined) return [{ pointer, ...worded(rule, detail) }];
  return (error.children ?? []).flatMap((child) => faultsOf(child, pointer));
}

function worded(rule: string, detail: string): { code: string; detail: string } {
  if (rule === 'whitelistValidation') return { code: 'UNKNOWN_FIELD', detail: 'There is no such field here.' };
  return { code: rule.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase(), detail };
}
