import { ConfigError } from '../config/config.error.js';
import type { ServiceConfig } from '../config/service-config.js';
import { createLog } from '../logging/create-log.js';
import { startTracing } from '../tracing/start-tracing.js';
import type { ServiceDefinition } from './service-definition.js';
import type { RunningService } from './running-service.js';
import { startService } from './start-service.js';

/** Below the 30 s after which Kubernetes kills: so that the reason is in the log. */
const STOP_DEADLINE_MS = 28_000;

/**
 * A service as a process of its own: its `main.ts` is this call. SIGTERM and SIGINT drain it and end with
 * exit code 0; settings that cannot be and everything unexpected end with 1.
 */
export async function runService<C extends ServiceConfig>(definition: ServiceDefinition<C>): Promise<void> {
  const log = createLog(definition.name, 'info');
  let exit: (code: number) => void = () => undefined;
  const ended = new Promise<number>((resolve) => (exit = resolve));
  // Before the start: a stop that comes early must not wait for the start to end by itself.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => exit(0));
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught exception');
    exit(1);
  });

  let service: RunningService | undefined;
  const starting = startService(definition, process.env, { onFatal: () => exit(1) }).then(
    (started) => (service = started),
    (error: unknown) => {
      if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
      else log.fatal({ err: error }, 'could not start');
      exit(1);
    },
  );
  const code = await ended;
  setTimeout(() => {
    log.fatal('stopping took too long');
    process.exit(1);
  }, STOP_DEADLINE_MS).unref();
  await starting;
  await service?.stop();
  await (
    await startTracing(definition.name, process.env['OTEL_EXPORTER_OTLP_ENDPOINT'])
  )();
  process.exit(code);
}
