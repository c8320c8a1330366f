import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { context, ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { activeTraceparent } from './trace-context.js';

describe('trace context', () => {
  beforeEach(() => void context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
  afterEach(() => context.disable());

  it('is null when nobody traces', () => {
    expect(activeTraceparent()).toBeNull();
  });

  it('is written in the W3C form', () => {
    const spanContext = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: TraceFlags.SAMPLED };
    const active = trace.setSpanContext(ROOT_CONTEXT, spanContext);
    expect(context.with(active, activeTraceparent)).toBe(`00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`);
  });
});
