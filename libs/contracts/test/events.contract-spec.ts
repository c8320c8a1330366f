import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { HTTP, Kafka } from 'cloudevents';
import {
  allEvents,
  fromWire,
  newestEvents,
  newestVersionOf,
  toWire,
  UnreadableMessageError,
  type WireMessage,
} from '../src/index.js';
import { publishedSchemas } from '../tools/published-schemas.js';

interface Golden {
  topic: string;
  key: string;
  headers: Record<string, string>;
  data: Record<string, unknown>;
}

const folder = 'libs/contracts/fixtures';
const goldenName = (type: string, version: number): string => `${type}.v${String(version)}.json`;
const read = (file: string): Golden => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Golden;
const wire = (golden: Golden): WireMessage => ({ ...golden, value: Buffer.from(JSON.stringify(golden.data)) });
const files = readdirSync(folder);

describe('golden messages', () => {
  it('exist for every version that is declared or was ever published, and for nothing else', () => {
    const versions = [...allEvents().map(({ info }) => info), ...publishedSchemas()];
    const names = new Set(versions.map(({ type, version }) => goldenName(type, version)));

    expect([...files].sort()).toEqual([...names].sort());
  });

  it.each(files)('%s is read by today’s classes, through the upcasters when it is older', (file) => {
    const { headers, ...golden } = read(file);

    const envelope = fromWire(wire({ headers, ...golden }));

    expect(envelope.type).toBe(headers['ce_type']);
    expect(envelope.version).toBe(newestVersionOf(envelope.type));
  });

  const isNewest = (file: string): boolean =>
    newestEvents().some(({ info }) => goldenName(info.type, info.version) === file);
  it.each(files.filter(isNewest))('%s is written back to the same message', (file) => {
    const golden = read(file);

    const again = toWire(fromWire(wire(golden)));

    expect({ ...again, value: undefined }).toEqual({
      topic: golden.topic,
      key: golden.key,
      headers: golden.headers,
      value: undefined,
    });
    expect(JSON.parse(again.value.toString())).toEqual(golden.data);
  });

  it.each(files)('%s may gain a field that this build does not know (additive change)', (file) => {
    const golden = read(file);

    expect(() => fromWire(wire({ ...golden, data: { ...golden.data, addedLater: 1 } }))).not.toThrow();
  });

  it.each(files)('%s is refused when its first field has a wrong type, naming the field', (file) => {
    const golden = read(file);
    const field = Object.keys(golden.data)[0]!;

    expect(() => fromWire(wire({ ...golden, data: { ...golden.data, [field]: { wrong: true } } }))).toThrow(
      new RegExp(`INVALID_DATA: ${field}`),
    );
  });
});

describe('the wire', () => {
  const golden = read('order.placed.v1.json');

  it('is CloudEvents 1.0 in binary mode as the CloudEvents library reads it', () => {
    const event = Kafka.toEvent({ ...wire(golden), headers: { ...golden.headers } } as never);
    const one = Array.isArray(event) ? event[0]! : event;

    expect(one).toMatchObject({
      specversion: '1.0',
      type: 'order.placed',
      id: golden.headers['ce_id'],
      subject: golden.key,
    });
    expect(HTTP.isEvent({ headers: {}, body: '' })).toBe(false);
  });

  it.each([
    ['NOT_CLOUD_EVENTS', (message: WireMessage) => ({ ...message, headers: {} })],
    ['BAD_JSON', (message: WireMessage) => ({ ...message, value: Buffer.from('{"orderId":') })],
    [
      'UNKNOWN_TYPE',
      (message: WireMessage) => ({ ...message, headers: { ...message.headers, ce_type: 'order.exploded' } }),
    ],
    [
      'UNKNOWN_VERSION',
      (message: WireMessage) => ({ ...message, headers: { ...message.headers, ce_dataversion: '9' } }),
    ],
    ['INVALID_DATA', (message: WireMessage) => ({ ...message, value: Buffer.from('[]') })],
  ])('names what it cannot read as %s', (code, broken) => {
    expect(() => fromWire(broken(wire(golden)))).toThrow(UnreadableMessageError);
    expect(() => fromWire(broken(wire(golden)))).toThrow(new RegExp(`^${code}`));
  });

  it('takes a topic prefix off, so that tests and shared brokers can have their own topics', () => {
    expect(fromWire({ ...wire(golden), topic: `t1.${golden.topic}` }, 't1.').topic).toBe(golden.topic);
  });
});
