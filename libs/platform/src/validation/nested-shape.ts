import { getMetadataStorage, ValidationTypes } from 'class-validator';
import { pointerStep } from '../http/json-guard.js';
import type { ProblemDetail } from '../problems/problem.error.js';

/**
 * What class-validator lets pass in nested objects: `[]` where one object belongs, and `null` among the
 * items of a list. Both would reach the service as something that its types deny.
 */
export function nestedShapeFaults(instance: object, at: string): ProblemDetail[] {
  return nestedProperties(instance).flatMap(({ name, each }) => {
    const value = (instance as Record<string, unknown>)[name];
    const pointer = at + pointerStep(name);
    if (value === null || value === undefined) return [];
    if (!each) return isObject(value) ? nestedShapeFaults(value, pointer) : [notAnObject(pointer)];
    if (!Array.isArray(value)) return [{ pointer, code: 'IS_ARRAY', detail: 'This must be a list.' }];
    return value.flatMap((item: unknown, index) => {
      const itemPointer = pointer + pointerStep(index);
      return isObject(item) ? nestedShapeFaults(item, itemPointer) : [notAnObject(itemPointer)];
    });
  });
}

function nestedProperties(instance: object): { name: string; each: boolean }[] {
  return getMetadataStorage()
    .getTargetValidationMetadatas(instance.constructor, '', false, false)
    .filter((metadata) => metadata.type === ValidationTypes.NESTED_VALIDATION)
    .map((metadata) => ({ name: metadata.propertyName, each: metadata.each }));
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const notAnObject = (pointer: string): ProblemDetail => ({
  pointer,
  code: 'IS_OBJECT',
  detail: 'This must be a JSON object.',
});
