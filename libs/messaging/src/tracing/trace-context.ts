import {
  type Context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import type { Envelope } from '#contracts';

const tracer = trace.getTracer('kervan-messaging');
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** W3C traceparent of the active span, or null when nobody traces. */
export function activeTraceparent(): string | null {
  const span = trace.getActiveSpan()?.spanContext();
  if (!span || !isSpanContextValid(span)) return null;
  const flags = (span.traceFlags & TraceFlags.SAMPLED).toString(16).padStart(2, '0');
  return `00-${span.traceId}-${span.spanId}-${flags}`;
}

/** Runs `work` in a consumer span that continues the producer's trace and links to those of what came with it. */
export function inConsumerSpan<R>(
  envelope: Envelope,
  others: readonly Envelope[],
  consumer: string,
  work: () => Promise<R>,
): Promise<R> {
  const attributes = {
    'messaging.system': 'kervan',
    'messaging.operation.type': 'process',
    'messaging.destination.name': envelope.topic,
    'messaging.consumer.group.name': consumer,
    'messaging.message.id': envelope.id,
    'messaging.message.conversation_id': envelope.correlationId,
    ...(others.length > 0 && { 'messaging.batch.message_count': others.length + 1 }),
  };
  const links = others.flatMap(({ traceparent }) => {
    const context = spanContextOf(traceparent);
    return context ? [{ context }] : [];
  });
  return tracer.startActiveSpan(
    `process ${envelope.type}`,
    { kind: SpanKind.CONSUMER, attributes, links },
    parentContext(envelope.traceparent),
    (span) => recordOutcome(span, work),
  );
}

/** Runs `work` in a span that continues a trace; the root of a new one when there is none. */
export function inContinuedSpan<R>(name: string, traceparent: string | null, work: () => Promise<R>): Promise<R> {
  return tracer.startActiveSpan(name, { kind: SpanKind.INTERNAL }, parentContext(traceparent), (span) =>
    recordOutcome(span, work),
  );
}

async function recordOutcome<R>(span: Span, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error) span.recordException(error);
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

/** By hand rather than through the global propagator: it must also work for rows written long ago. */
function parentContext(traceparent: string | null): Context {
  const parent = spanContextOf(traceparent);
  return parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
}

function spanContextOf(traceparent: string | null): SpanContext | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (!traceId || !spanId || !flags) return null;
  return { traceId, spanId, traceFlags: parseInt(flags, 16), isRemote: true };
}
