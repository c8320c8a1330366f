import { expect } from '@jest/globals';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TIME_UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** Names of ids that somebody else chose, or that the W3C defines. */
const foreignIds = new Set(['externalId', 'externalLineId', 'traceId', 'eventId']);
const isId = (name: string): boolean => /^id$|Id$/.test(name) && !foreignIds.has(name);
const isTime = (name: string): boolean => /^at$|At$|^asOf$|By$|Since$/.test(name);

/** Checks that an object has all these fields; more may come later. */
export function expectFields(value: unknown, names: string): void {
  expect(Object.keys(value as object)).toEqual(expect.arrayContaining(names.split(' ')));
}

/** Checks what holds for every answer: ids are UUIDv7, times RFC 3339 in UTC, money a whole number. */
export function expectConventions(value: unknown, name = ''): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const item of value) expectConventions(item, name);
  } else if (typeof value === 'object') {
    for (const [field, inner] of Object.entries(value)) expectConventions(inner, field);
  } else if (isId(name)) {
    expect([name, value]).toEqual([name, expect.stringMatching(UUID_V7)]);
  } else if (isTime(name)) {
    expect([name, value]).toEqual([name, expect.stringMatching(TIME_UTC)]);
  } else if (name.endsWith('Minor')) {
    expect([name, Number.isSafeInteger(value)]).toEqual([name, true]);
  } else if (name === 'currency') {
    expect(value).toMatch(/^[A-Z]{3}$/);
  }
}
