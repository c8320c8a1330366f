import { randomUUID } from 'node:crypto';
import {
  context,
  defaultTextMapGetter,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
} from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseTraceparent } from './traceparent.js';

interface RequestTrace {
  readonly context: Context;
  readonly span: Span;
}

const traces = new WeakMap<object, RequestTrace>();

/**
 * The trace of a request: the caller's when it sent a `traceparent`, a new one otherwise, also for a request that was
 * refused before its span began.
 */
export function traceIdOf(request: FastifyRequest): string {
  const span = traces.get(request.raw)?.span ?? trace.getSpan(callerContext(request)) ?? untraced();
  return span.spanContext().traceId;
}

/** Gives every request a span, or at least a trace id, that everything it sets in motion carries on. */
export function registerHttpTracing(fastify: FastifyInstance, service: string): void {
  const tracer = trace.getTracer(service);
  fastify.addHook('onRequest', (request, _reply, done) => {
    const parent = callerContext(request);
    const started = tracer.startSpan(
      `${request.method} ${request.routeOptions.url ?? 'unknown route'}`,
      { kind: SpanKind.SERVER, attributes: { 'http.request.method': request.method } },
      parent,
    );
    const span = isSpanContextValid(started.spanContext()) ? started : untraced();
    const own = trace.setSpan(parent, span);
    traces.set(request.raw, { context: own, span });
    context.with(own, done);
  });
  // Reading a body may lose the context: its events belong to the connection.
  fastify.addHook('preValidation', (request, _reply, done) => {
    context.with(traces.get(request.raw)?.context ?? context.active(), done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const span = traces.get(request.raw)?.span;
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
}

/** With an exporter the SDK's propagator reads the header; without one, nobody else would. */
function callerContext(request: FastifyRequest): Context {
  const extracted = propagation.extract(ROOT_CONTEXT, request.headers, defaultTextMapGetter);
  if (trace.getSpanContext(extracted)) return extracted;
  const caller = parseTraceparent(request.headers['traceparent']);
  return caller ? trace.setSpanContext(ROOT_CONTEXT, caller) : ROOT_CONTEXT;
}

/** A trace that nobody records, so that logs, problems and events of one request can still be found together. */
function untraced(): Span {
  return trace.wrapSpanContext({ traceId: hexDigits(), spanId: hexDigits().slice(-16), traceFlags: 0 });
}

/** 32 of them. Node keeps UUIDs in stock, while random bytes are a call into the system for each request. */
const hexDigits = (): string => randomUUID().replaceAll('-', '');
