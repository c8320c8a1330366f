import { isSpanContextValid, trace } from '@opentelemetry/api';
import { formatTraceparent } from './traceparent.js';

/** The trace that the present call belongs to, 32 hex digits; undefined outside of requests and messages. */
export function currentTraceId(): string | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  return span && isSpanContextValid(span) ? span.traceId : undefined;
}

/** The same as a W3C `traceparent` header, for calls to others. */
export function currentTraceparent(): string | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  return span && isSpanContextValid(span) ? formatTraceparent(span) : undefined;
}
