import type { WireMessage } from '#contracts';
import { PRODUCE_BYTES_MAX, PRODUCE_RECORDS_MAX } from './kafka-limits.js';
import { recordBytes } from './kafka-records.js';

/** Why one message is not on the broker. */
export interface ProduceFailure {
  readonly error: Error;
  readonly retriable: boolean;
}

/** Sends messages as one produce call: all of them, or it rejects. */
export type Send = (messages: readonly WireMessage[]) => Promise<void>;

/**
 * Produces in as few calls as fit, one in flight. When the broker refuses a record, its call is repeated record
 * by record to find the one to blame; of a key nothing is sent after a record that failed.
 * @returns one entry per message, null where it is durable.
 */
export async function produceInOrder(
  messages: readonly WireMessage[],
  send: Send,
  isRecordsFault: (error: Error) => boolean,
): Promise<(ProduceFailure | null)[]> {
  const results: (ProduceFailure | null)[] = [];
  const stoppedKeys = new Map<string, Error>();
  let outage: Error | null = null;

  for (const chunk of chunksOf(messages)) {
    const error: Error | null = outage ?? (stoppedKeys.size === 0 ? await attempt(send, chunk) : null);
    if (outage === null && (stoppedKeys.size > 0 || (error && isRecordsFault(error)))) {
      for (const message of chunk) {
        const result = await produceOne(message, send, isRecordsFault, stoppedKeys);
        results.push(result);
      }
      continue;
    }
    outage = error;
    const failure = error ? { error, retriable: true } : null;
    results.push(...chunk.map(() => failure));
  }
  return results;
}

async function produceOne(
  message: WireMessage,
  send: Send,
  isRecordsFault: (error: Error) => boolean,
  stoppedKeys: Map<string, Error>,
): Promise<ProduceFailure | null> {
  const key = `${message.topic} ${message.key}`;
  const stoppedBy = stoppedKeys.get(key);
  if (stoppedBy) return { error: stoppedBy, retriable: true };
  const error = await attempt(send, [message]);
  if (!error) return null;
  stoppedKeys.set(key, error);
  return { error, retriable: !isRecordsFault(error) };
}

async function attempt(send: Send, messages: readonly WireMessage[]): Promise<Error | null> {
  try {
    await send(messages);
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** A message above the byte limit goes alone: the broker decides about it. */
function chunksOf(messages: readonly WireMessage[]): WireMessage[][] {
  const chunks: WireMessage[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const message of messages) {
    const size = recordBytes(message);
    const last = chunks.at(-1);
    if (!last || bytes + size > PRODUCE_BYTES_MAX || last.length >= PRODUCE_RECORDS_MAX) {
      chunks.push([message]);
      bytes = size;
    } else {
      last.push(message);
      bytes += size;
    }
  }
  return chunks;
}
