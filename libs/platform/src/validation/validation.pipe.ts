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
    stopAtFirstError: true,
    validationError: { target: false, value: false },
  });
  const faults = errors.flatMap((error) => faultsOf(error, root));
  faults.push(...nestedShapeFaults(instance as object, root));
  if (faults.length > 0) throw invalid(faults);
  return instance;
}

const invalid = (faults: readonly ProblemDetail[]): Error =>
  unprocessable(
    'VALIDATION_FAILED',
    faults.length === 1 ? 'One field is not acceptable.' : `${faults.length} fields are not acceptable.`,
    faults,
  );

function faultsOf(error: ValidationError, at: string): ProblemDetail[] {
  const pointer = at + pointerStep(error.property);
  const own = Object.entries(error.constraints ?? {}).map(([rule, detail]) => ({ pointer, ...worded(rule, detail) }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, pointer))];
}

function worded(rule: string, detail: string): { code: string; detail: string } {
  if (rule === 'whitelistValidation') return { code: 'UNKNOWN_FIELD', detail: 'There is no such field here.' };
  return { code: rule.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase(), detail };
}
