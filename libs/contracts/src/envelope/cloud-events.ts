import { validateSync, type ValidationError } from 'class-validator';
import type { Topic } from '../topics.js';
import { topics } from '../topics.js';
import { keepsRules } from './class-rules.js';
import type { Envelope } from './envelope.js';
import { newestVersionOf, readingOf, type EventClass, type Reading } from './event-type.js';
import { instanceOf } from './instance-of.js';

/** In front of the producer's name in `ce_source`. */
const SOURCE = '/kervan/';
const topicNames: ReadonlySet<Topic> = new Set(Object.values(topics));

/**
 * An envelope as Kafka carries it: CloudEvents 1.0, binary content mode. Attributes are `ce_` headers,
 * `data` is the JSON value, the ordering key is the record key.
 * Source: CloudEvents Kafka protocol binding 1.0.2, section 3.2.
 */
export interface WireMessage {
  readonly topic: string;
  readonly key: string;
  readonly value: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Extension attribute of a message that only stands in the place of its version: the producer's operator gave the event
 * up. Id, type, key and version are those of the event, the value is an empty object.
 */
export const SKIPPED_HEADER = 'ce_skipped';

/** Why a message cannot be understood. Such a message is parked, never dropped. */
export type UnreadableCode = 'NOT_CLOUD_EVENTS' | 'BAD_JSON' | 'UNKNOWN_TYPE' | 'UNKNOWN_VERSION' | 'INVALID_DATA';

/** A message that this build cannot understand; `detail` names the header or field. */
export class UnreadableMessageError extends Error {
  override readonly name = 'UnreadableMessageError';
  constructor(
    readonly code: UnreadableCode,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

/** Writes an envelope for the wire. `data` is serialised here, once. */
export function toWire(envelope: Envelope): WireMessage {
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: envelope.id,
    ce_type: envelope.type,
    ce_source: SOURCE + envelope.producer,
    ce_time: envelope.occurredAt,
    ce_subject: envelope.key,
    ce_dataversion: String(envelope.version),
    ce_merchantid: envelope.merchantId,
    ce_keyversion: String(envelope.keyVersion),
    ce_correlationid: envelope.correlationId,
    'content-type': 'application/json',
  };
  if (envelope.causationId !== null) headers['ce_causationid'] = envelope.causationId;
  if (envelope.traceparent !== null) headers['ce_traceparent'] = envelope.traceparent;
  return { topic: envelope.topic, key: envelope.key, value: Buffer.from(JSON.stringify(envelope.data)), headers };
}

/**
 * Reads a message from the wire and validates it. An older version comes out as the newest that this build knows.
 * @param topicPrefix what the broker's topic names have in front of the contract's (tests, shared brokers).
 * @throws UnreadableMessageError when a header is missing, the JSON is broken, the type or version is
 *   unknown, or `data` breaks a rule of its class.
 */
export function fromWire(message: WireMessage, topicPrefix = ''): Envelope {
  const { headers } = message;
  if (headerOf(headers, 'ce_specversion') !== '1.0')
    throw new UnreadableMessageError('NOT_CLOUD_EVENTS', 'ce_specversion is not 1.0');
  const type = headerOf(headers, 'ce_type');
  const reading = readingFor(type, wholeNumber(headers, 'ce_dataversion'));
  const isSkipped = headers[SKIPPED_HEADER] !== undefined;
  const envelope = {
    id: headerOf(headers, 'ce_id'),
    type,
    version: reading.info.version,
    topic: contractTopic(message.topic, topicPrefix),
    merchantId: headerOf(headers, 'ce_merchantid'),
    key: message.key,
    keyVersion: wholeNumber(headers, 'ce_keyversion'),
    occurredAt: headerOf(headers, 'ce_time'),
    producer: producerOf(headerOf(headers, 'ce_source')),
    correlationId: headerOf(headers, 'ce_correlationid'),
    causationId: headers['ce_causationid'] ?? null,
    traceparent: headers['ce_traceparent'] ?? null,
    data: isSkipped ? {} : validData(reading.eventClass, upcast(reading, parse(message.value))),
  };
  return isSkipped ? { ...envelope, isSkipped } : envelope;
}

/**
 * Makes `data` an instance of its class.
 * @throws UnreadableMessageError `INVALID_DATA` naming the first broken field.
 */
export function validData<T extends object>(eventClass: EventClass<T>, data: unknown): T {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new UnreadableMessageError('INVALID_DATA', 'data is not an object');
  }
  const instance = instanceOf(eventClass, data);
  if (keepsRules(instance)) return instance;
  const errors = validateSync(instance, { forbidUnknownValues: true });
  const first = errors[0];
  if (first) throw new UnreadableMessageError('INVALID_DATA', describe(first));
  return instance;
}

function headerOf(headers: WireMessage['headers'], name: string): string {
  const value = headers[name];
  if (value === undefined || value === '')
    throw new UnreadableMessageError('NOT_CLOUD_EVENTS', `header ${name} is missing`);
  return value;
}

function wholeNumber(headers: WireMessage['headers'], name: string): number {
  const value = Number(headerOf(headers, name));
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new UnreadableMessageError('NOT_CLOUD_EVENTS', `header ${name} is not a count from 1`);
  }
  return value;
}

const producerOf = (source: string): string => (source.startsWith(SOURCE) ? source.slice(SOURCE.length) : source);

function contractTopic(topic: string, prefix: string): Topic {
  const name = topic.startsWith(prefix) ? topic.slice(prefix.length) : topic;
  if (!isTopic(name)) throw new UnreadableMessageError('NOT_CLOUD_EVENTS', `topic ${topic} is not one of Kervan's`);
  return name;
}

const isTopic = (name: string): name is Topic => (topicNames as ReadonlySet<string>).has(name);

function readingFor(type: string, version: number): Reading {
  const reading = readingOf(type, version);
  if (reading) return reading;
  if (newestVersionOf(type) !== undefined)
    throw new UnreadableMessageError('UNKNOWN_VERSION', `${type} version ${String(version)}`);
  throw new UnreadableMessageError('UNKNOWN_TYPE', type);
}

/** An upcaster may trip over data that breaks the rules of its own version. */
function upcast({ upcasters, info }: Reading, data: unknown): unknown {
  if (upcasters.length === 0 || typeof data !== 'object' || data === null || Array.isArray(data)) return data;
  try {
    return upcasters.reduce((older, step) => step(older), data as Record<string, unknown>);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    throw new UnreadableMessageError('INVALID_DATA', `cannot be read as version ${String(info.version)}: ${why}`);
  }
}

function parse(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString('utf8'));
  } catch (error) {
    throw new UnreadableMessageError('BAD_JSON', error instanceof Error ? error.message : 'not JSON');
  }
}

function describe(error: ValidationError): string {
  const child = error.children?.[0];
  if (child) return `${error.property}/${describe(child)}`;
  return `${error.property}: ${Object.values(error.constraints ?? {}).join('; ')}`;
}
