import { describe, expect, it } from '@jest/globals';
import { Problem } from '../api/problem.js';
import { fieldError } from './field-error.js';

const refusal = new Problem(422, 'INVALID_TEXTS', 'Some texts could not be sent.', [
  { pointer: '/texts/body', code: 'ICU_SYNTAX', detail: 'Look at its braces.' },
  { pointer: '/texts/body', code: 'MARKUP', detail: 'Leave out < and >.' },
  { pointer: '/texts/body', code: 'MARKUP', detail: 'Leave out < and >.' },
]);

describe('what a refusal says of a field', () => {
  it('is everything about it, each once', () => {
    expect(fieldError(refusal, '/texts/body')).toBe('Look at its braces. Leave out < and >.');
  });

  it('is nothing where another field or no field is meant', () => {
    expect(fieldError(refusal, '/texts')).toBeUndefined();
    expect(fieldError(new Error('offline'), '/texts/body')).toBeUndefined();
  });
});
