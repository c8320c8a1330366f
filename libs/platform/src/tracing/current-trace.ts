import { trace } from '@opentelemetry/api';

/** The trace that the present call belongs to, 32 hex digits; undefined outside of requests and messages. */
export function currentTraceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId;
}
