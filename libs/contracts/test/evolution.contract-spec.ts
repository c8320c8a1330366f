import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import type { JsonSchema } from '../tools/json-schemas.js';
import { breaksOf, breaksOfPublished, publishedSchemas, type PublishedSchema } from '../tools/published-schemas.js';

const field = (schema: JsonSchema): JsonSchema => ({ type: 'object', properties: { unit: schema } });
const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
const event = (data: JsonSchema, topic = 'kervan.orders.v1'): PublishedSchema => ({
  ...{ type: 'order.weighed', version: 1, topic, data },
});
const breaks = (was: JsonSchema, is: JsonSchema): string[] => breaksOf(event(was), event(is));
const text: JsonSchema = { type: 'string', maxLength: 10 };

describe('published events', () => {
  it('are not broken by today’s classes', () => {
    expect(breaksOfPublished()).toEqual([]);
  });

  it('are all there: a schema that is gone would no longer be compared', () => {
    expect(publishedSchemas().length).toBeGreaterThanOrEqual(30);
  });

  it.each<[string, JsonSchema, JsonSchema, RegExp]>([
    ['a field goes', field(text), { type: 'object', properties: {} }, /data\.unit was removed/],
    ['a type changes', field(text), field({ type: 'integer' }), /data\.unit changed its type from string to integer/],
    ['a field may no longer be null', field(nullable(text)), field(text), /data\.unit is newly required/],
    ['a required field comes', { type: 'object', properties: {} }, field(text), /data\.unit is new and required/],
    ['a list loses a value', field({ enum: ['g', 'kg'] }), field({ enum: ['g'] }), /data\.unit no longer allows kg/],
    ['a text becomes a list', field(text), field({ ...text, enum: ['g'] }), /became a closed list/],
    ['a text becomes shorter', field(text), field({ ...text, maxLength: 5 }), /narrowed its maxLength from 10 to 5/],
    ['a number gets a lower limit', field({ type: 'integer' }), field({ type: 'integer', minimum: 1 }), /minimum/],
    ['a pattern comes', field(text), field({ ...text, pattern: '^g' }), /changed its pattern/],
    [
      'it happens inside a list of facts that may be null',
      field(nullable({ type: 'array', items: field(text) })),
      field(nullable({ type: 'array', items: { type: 'object', properties: {} } })),
      /data\.unit\[\]\.unit was removed/,
    ],
  ])('may not change when %s, and the message says what to do', (_name, was, is, why) => {
    const [message, ...others] = breaks(was, is);

    expect(others).toEqual([]);
    expect(message).toMatch(why);
    expect(message).toContain('order.weighed v1');
    expect(message).toContain('declare version 2 with an upcaster from 1');
  });

  it('may not move to another topic', () => {
    expect(breaksOf(event(field(text)), event(field(text), 'kervan.orders.v2'))).toHaveLength(1);
  });

  it.each<[string, JsonSchema, JsonSchema]>([
    ['a field comes that may be null', { type: 'object', properties: {} }, field(nullable(text))],
    ['a field may be null from now on', field(text), field(nullable(text))],
    ['a list gets a value', field({ enum: ['g'] }), field({ enum: ['g', 'kg'] })],
    ['a text may be longer', field(text), field({ type: 'string' })],
    ['a list is opened', field({ ...text, enum: ['g'] }), field(text)],
  ])('may change when %s', (_name, was, is) => {
    expect(breaks(was, is)).toEqual([]);
  });
});
