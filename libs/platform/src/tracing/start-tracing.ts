import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';

/** Tracing belongs to the process: its API is global, and several services share it. */
let started: Promise<() => Promise<void>> | undefined;

/**
 * Makes trace context follow the calls of this process; sends spans only when there is an endpoint.
 * The SDK is loaded only then: it costs 40 MB and half a second.
 * @returns how to send what is left before the process ends.
 */
export function startTracing(service: string, endpoint: string | undefined): Promise<() => Promise<void>> {
  started ??= endpoint === undefined ? Promise.resolve(passOnly()) : exportSpans(service);
  return started;
}

function passOnly(): () => Promise<void> {
  // False when somebody else in the process (a test's registry, for instance) has set one: just as good.
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  return () => Promise.resolve();
}

async function exportSpans(service: string): Promise<() => Promise<void>> {
  const { NodeSDK } = await import('@opentelemetry/sdk-node');
  // The SDK reads the endpoint and everything else from the standard OTEL_ variables.
  const sdk = new NodeSDK({ serviceName: process.env['OTEL_SERVICE_NAME'] ?? service });
  sdk.start();
  return () => sdk.shutdown();
}
