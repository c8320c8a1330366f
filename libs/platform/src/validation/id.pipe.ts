import type { PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { notFound } from '../problems/problem.error.js';

/**
 * For path parameters that are ids: `@Param('id', IdPipe)`. Text that is no UUID names nothing, so the answer
 * is 404 `NOT_FOUND`, as for a UUID that nobody has.
 */
export class IdPipe implements PipeTransform {
  transform(value: unknown): string {
    if (typeof value !== 'string' || !isUUID(value)) throw notFound('NOT_FOUND', 'There is nothing with this id.');
    return value.toLowerCase();
  }
}
