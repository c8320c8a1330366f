import { positionText } from './event-position.js';
import { summaryText, type SummaryParameters } from './domain/summary.js';

/** An event as people see it. */
export interface RecordedEvent {
  readonly id: string;
  /** Where it stands in the stream: the SSE id. */
  readonly position: string;
  readonly orderId: string | null;
  readonly type: string;
  readonly merchantId: string;
  readonly producer: string;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  /** An English sentence. */
  readonly summary: string;
  /** With the parameters: for other languages. */
  readonly summaryCode: string;
  readonly summaryParameters: SummaryParameters;
  readonly topic: string;
  readonly keyVersion: number;
  readonly correlationId: string;
  readonly causationId: string | null;
  /** Personal data masked. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** A row of `events`; bigint and xid8 arrive as text. */
export interface EventRow {
  readonly id: string;
  readonly xid: string;
  readonly seq: string;
  readonly topic: string;
  readonly key_version: string;
  readonly type: string;
  readonly order_id: string | null;
  readonly merchant_id: string;
  readonly producer: string;
  readonly correlation_id: string;
  readonly causation_id: string | null;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly summary_parameters: SummaryParameters;
  readonly data: Readonly<Record<string, unknown>>;
}

export function toRecordedEvent(row: EventRow): RecordedEvent {
  return {
    id: row.id,
    position: positionText(row),
    orderId: row.order_id,
    type: row.type,
    merchantId: row.merchant_id,
    producer: row.producer,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    summary: summaryText(row.type, row.summary_parameters),
    summaryCode: row.type,
    summaryParameters: row.summary_parameters,
    topic: row.topic,
    keyVersion: Number(row.key_version),
    correlationId: row.correlation_id,
    causationId: row.causation_id,
    data: row.data,
  };
}
