import { badRequest, ProblemError, unprocessable, type ProblemDetail } from '../problems/problem.error.js';

/** Levels of nesting: our deepest body has five, Shopify's has nine. */
export const JSON_DEPTH_MAX = 32;
/** Faults that are named; a hostile body could have a million. */
const FAULTS_MAX = 20;

/** Keys that code which merges objects could mistake for an object's own machinery. */
const forbiddenKeys = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

/** A surrogate without its partner: not writable as UTF-8, PostgreSQL refuses it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Reads JSON that came from outside.
 * @throws ProblemError 400 `INVALID_JSON`, `JSON_TOO_DEEP` or `FORBIDDEN_KEY`; 422 `INVALID_TEXT` naming each
 *   string that holds NUL or half a surrogate pair, which PostgreSQL cannot store.
 */
export function parseJson(source: Uint8Array | string): unknown {
  const text = typeof source === 'string' ? source : decodeUtf8(source);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // V8's message quotes the body; a body may hold personal data.
    throw badRequest('INVALID_JSON', 'The body is not valid JSON.');
  }
  assertSafeJson(value);
  return value;
}

/**
 * Checks a parsed value as {@link parseJson} does; for rows of feeds and query strings.
 * @throws ProblemError as {@link parseJson}
 */
export function assertSafeJson(value: unknown, at = ''): void {
  const faults: ProblemDetail[] = [];
  walk(value, at, 0, faults);
  if (faults.length > 0)
    throw unprocessable('INVALID_TEXT', 'Some text cannot be stored.', faults.slice(0, FAULTS_MAX));
}

/** Why a text cannot be stored, or null when it can. */
export function textFault(text: string): string | null {
  if (text.includes('\u0000')) return 'holds the character NUL';
  return LONE_SURROGATE.test(text) ? 'holds half a surrogate pair' : null;
}

/** One step of a JSON pointer (RFC 6901). */
export const pointerStep = (key: string | number): string =>
  `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

function walk(value: unknown, at: string, depth: number, faults: ProblemDetail[]): void {
  if (typeof value === 'string') {
    report(value, at, faults);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth >= JSON_DEPTH_MAX)
    throw new ProblemError(400, 'JSON_TOO_DEEP', `The body is nested deeper than ${JSON_DEPTH_MAX} levels.`);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) walk(item, at + pointerStep(index), depth + 1, faults);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const pointer = at + pointerStep(key);
    if (forbiddenKeys.has(key))
      throw badRequest('FORBIDDEN_KEY', `The key ${key} is not accepted.`, [
        { pointer, code: 'FORBIDDEN_KEY', detail: 'This key is not accepted anywhere.' },
      ]);
    report(key, at, faults);
    walk(item, pointer, depth + 1, faults);
  }
}

function report(text: string, pointer: string, faults: ProblemDetail[]): void {
  const fault = textFault(text);
  if (fault !== null) faults.push({ pointer, code: 'INVALID_TEXT', detail: `The text ${fault}.` });
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw badRequest('INVALID_JSON', 'The body is not valid UTF-8.');
  }
}
