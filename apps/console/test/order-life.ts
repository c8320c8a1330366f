import { v7 as uuidv7 } from 'uuid';
import { eventInfo, toWire, validData, type Envelope, type EventClass, type WireMessage } from '#contracts';

/** Numbers that look random and are the same for the same seed (mulberry32). */
export class Chance {
  constructor(private state: number) {}

  /** From 0 to below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** True in this share of cases. */
  is(share: number): boolean {
    return this.next() < share;
  }

  /** From `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  of<T>(values: readonly T[]): T {
    return values[this.int(0, values.length - 1)] as T;
  }

  shuffled<T>(values: readonly T[]): T[] {
    return values
      .map((value) => ({ value, at: this.next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ value }) => value);
  }
}

/** Everything that services say about one order. */
export class OrderLife {
  readonly orderId = uuidv7();
  readonly envelopes: Envelope[] = [];
  private readonly versions = new Map<string, number>();

  constructor(readonly merchantId: string) {}

  say<T extends object>(eventClass: EventClass<T>, data: T): void {
    const info = eventInfo(eventClass);
    const keyVersion = (this.versions.get(info.topic) ?? 0) + 1;
    this.versions.set(info.topic, keyVersion);
    const id = uuidv7();
    this.envelopes.push({
      ...{ ...info, id, merchantId: this.merchantId, key: this.orderId, keyVersion },
      ...{ occurredAt: '2026-01-01T00:00:00.000Z', producer: 'test', correlationId: id, causationId: null },
      ...{ traceparent: null, data: validData(eventClass, data) },
    });
  }

  of<T extends object>(eventClass: EventClass<T>): T[] {
    const { type } = eventInfo(eventClass);
    return this.envelopes.flatMap((envelope) => (envelope.type === type ? [envelope.data as T] : []));
  }
}

/**
 * The messages of many lives as a broker may hand them over: topics overtake each other, orders mix, some come twice
 * or three times. Within one topic an order's messages keep their order.
 */
export function asDelivered(chance: Chance, lives: readonly OrderLife[]): WireMessage[] {
  const streams = lives.flatMap(({ envelopes }) => {
    const byTopic = new Map<string, Envelope[]>();
    for (const envelope of envelopes) byTopic.set(envelope.topic, [...(byTopic.get(envelope.topic) ?? []), envelope]);
    return [...byTopic.values()];
  });
  const turns = chance.shuffled(streams.flatMap((stream) => stream.map(() => stream)));
  const said = new Map<readonly Envelope[], number>();
  return turns.flatMap((stream) => {
    const at = said.get(stream) ?? 0;
    said.set(stream, at + 1);
    const message = toWire(stream[at]!);
    const again = at > 0 && chance.is(0.2) ? [toWire(stream[chance.int(0, at - 1)]!)] : [];
    return chance.is(0.1) ? [message, message, ...again] : [message, ...again];
  });
}
