import type { IHeaders, KafkaMessage, Message, TopicMessages } from 'kafkajs';
import type { WireMessage } from '#contracts';
import { groupBy } from '../../concurrency/group-by.js';
import { RECORD_OVERHEAD_BYTES } from './kafka-limits.js';

/** Reads a Kafka record. A record without key or value becomes an empty one: it is parked as unreadable, not lost. */
export function wireMessageOf(topic: string, record: KafkaMessage): WireMessage {
  return {
    topic,
    key: record.key?.toString('utf8') ?? '',
    value: record.value ?? Buffer.alloc(0),
    headers: textHeaders(record.headers ?? {}),
  };
}

/** Groups messages by topic as a produce call wants them; within a topic the order stays. */
export function topicMessagesOf(messages: readonly WireMessage[], topicPrefix: string): TopicMessages[] {
  const recordOf = ({ key, value, headers }: WireMessage): Message => ({ key, value, headers: { ...headers } });
  return [...groupBy(messages, (message) => message.topic)].map(([topic, ofTopic]) => ({
    topic: topicPrefix + topic,
    messages: ofTopic.map(recordOf),
  }));
}

/** Roughly what a message takes in a produce request. */
export function recordBytes({ key, value, headers }: WireMessage): number {
  const headerBytes = Object.entries(headers).reduce(
    (sum, [name, text]) => sum + name.length + Buffer.byteLength(text),
    0,
  );
  return RECORD_OVERHEAD_BYTES + Buffer.byteLength(key) + value.byteLength + headerBytes;
}

function textHeaders(headers: IHeaders): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    // A repeated header carries nothing that Kervan writes; the first one counts.
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) texts[name] = first.toString();
  }
  return texts;
}
