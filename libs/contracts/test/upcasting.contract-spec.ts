import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { IsIn, IsInt, IsOptional, IsUUID } from 'class-validator';
import { Event, fromWire, newestEvents, topics, UnreadableMessageError, type WireMessage } from '../src/index.js';

const type = 'order.weighed';

/** Version 1 said kilograms and has no class any more; its messages are still out there. */
@Event({
  ...{ type, version: 2, topic: topics.orders },
  upcast: ({ weightKg, ...rest }) => {
    if (typeof weightKg !== 'number') throw new TypeError('weightKg is not a number');
    return { ...rest, weightGrams: weightKg * 1_000 };
  },
})
class OrderWeighedV2 {
  @IsUUID() orderId!: string;
  @IsInt() weightGrams!: number;
}

@Event({
  ...{ type, version: 3, topic: topics.orders },
  upcast: ({ weightGrams, ...rest }) => ({ ...rest, weight: weightGrams, unit: 'g', weighedBy: null }),
})
class OrderWeighed {
  @IsUUID() orderId!: string;
  @IsInt() weight!: number;
  @IsIn(['g', 'oz']) unit!: string;
  @IsOptional() @IsInt() weighedBy!: number | null;
}

const orderId = '0193500a-7c00-7000-8000-000000000002';
const weighed = (version: number, data: unknown): WireMessage => ({
  topic: topics.orders,
  key: orderId,
  value: Buffer.from(JSON.stringify(data)),
  headers: {
    ...{ ce_specversion: '1.0', ce_id: orderId, ce_type: type, ce_source: '/kervan/order' },
    ...{ ce_time: '2026-11-22T09:00:00.000Z', ce_subject: orderId, ce_dataversion: String(version) },
    ...{ ce_merchantid: orderId, ce_keyversion: '1', ce_correlationid: orderId },
  },
});
const reading = (message: WireMessage) => () => fromWire(message);

describe('an older version', () => {
  it.each([
    [1, { orderId, weightKg: 2 }],
    [2, { orderId, weightGrams: 2_000 }],
    [3, { orderId, weight: 2_000, unit: 'g', weighedBy: null }],
  ])('%i comes out as the newest, an instance of its class', (version, data) => {
    const envelope = fromWire(weighed(version, data));

    expect(envelope.version).toBe(3);
    expect(envelope.data).toBeInstanceOf(OrderWeighed);
    expect(envelope.data).toEqual({ orderId, weight: 2_000, unit: 'g', weighedBy: null });
  });

  it('is checked against the rules of the newest after the way through the chain', () => {
    expect(reading(weighed(2, { orderId, weightGrams: 'heavy' }))).toThrow(/^INVALID_DATA: weight:/);
  });

  it('over which an upcaster trips is unreadable, never a crash', () => {
    expect(reading(weighed(1, { orderId }))).toThrow(UnreadableMessageError);
    expect(reading(weighed(1, { orderId }))).toThrow(/^INVALID_DATA: cannot be read as version 3: weightKg/);
    expect(reading(weighed(1, [1]))).toThrow(/^INVALID_DATA: data is not an object/);
  });
});

describe('a version that this build does not know', () => {
  it.each([4, 99])('%i is told apart from an unknown type', (version) => {
    expect(reading(weighed(version, {}))).toThrow(/^UNKNOWN_VERSION: order.weighed version/);
  });
});

describe('declaring versions', () => {
  it('offers only the newest to consumers', () => {
    const classes = newestEvents().map(({ eventClass }) => eventClass);

    expect(classes).toContain(OrderWeighed);
    expect(classes).not.toContain(OrderWeighedV2);
  });

  it.each([
    ['a version that does not say how the one before is read', { type, version: 4, topic: topics.orders }, /version 3/],
    [
      'a version on another topic',
      { type, version: 4, topic: topics.offers, upcast: (older: object) => ({ ...older }) },
      /different topics/,
    ],
    ['the same version twice', { type, version: 3, topic: topics.orders, upcast: () => ({}) }, /Two classes/],
  ])('refuses %s', (_name, declaration, why) => {
    expect(() => Event(declaration)(class Other {})).toThrow(why);
  });
});
