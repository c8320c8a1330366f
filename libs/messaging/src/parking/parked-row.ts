import type { ParkedClass, ParkedMessage, ParkedState, ReplayOutcome } from './parked-message.js';

/** A row of `parked_messages` as pg gives it: bigint comes as text. */
export interface ParkedRow {
  id: string;
  consumer: string;
  topic: string;
  key: string;
  key_version: string | null;
  merchant_id: string | null;
  message_id: string;
  type: string | null;
  headers: Record<string, string>;
  value: Buffer;
  state: ParkedState;
  error_class: ParkedClass;
  error_code: string;
  error_detail: string;
  holds_key: boolean;
  attempts: number;
  gap_accepted: boolean;
  first_parked_at: Date;
  next_attempt_at: Date;
  settled_at: Date | null;
  skip_reason: string | null;
  replay_id: string | null;
  replay_outcome: ReplayOutcome | null;
}

/** Reads a row. */
export function parkedMessageOf(row: ParkedRow): ParkedMessage {
  return {
    id: row.id,
    consumer: row.consumer,
    topic: row.topic,
    key: row.key,
    keyVersion: row.key_version === null ? null : Number(row.key_version),
    merchantId: row.merchant_id,
    messageId: row.message_id,
    type: row.type,
    headers: row.headers,
    value: row.value,
    state: row.state,
    errorClass: row.error_class,
    errorCode: row.error_code,
    errorDetail: row.error_detail,
    holdsKey: row.holds_key,
    attempts: row.attempts,
    gapAccepted: row.gap_accepted,
    firstParkedAt: row.first_parked_at,
    nextAttemptAt: row.next_attempt_at,
    settledAt: row.settled_at,
    skipReason: row.skip_reason,
    replayId: row.replay_id,
    replayOutcome: row.replay_outcome,
  };
}
