import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { isError } from '../problems/is-error.js';
import type { ServiceParts } from './platform.module.js';
import type { StartOptions } from './running-service.js';

/** How long a start waits for the broker. After that the service answers HTTP and consumes when it can. */
const BUS_WAIT_MS = 15_000;
/** How long requests may take to end when the service stops; then their connections are cut. */
const HTTP_DRAIN_MS = 10_000;
/** How often connections that have become idle are closed while the service stops. */
const IDLE_SWEEP_MS = 50;
/** How long the stop waits for the outbox. What is left stays in the database for the next start. */
const RELAY_DRAIN_MS = 5_000;

/**
 * Subscribes to what the service consumes. A broker that is away must not keep the service from taking orders:
 * they wait in the outbox.
 */
export async function startConsuming(
  app: NestFastifyApplication,
  parts: ServiceParts,
  options: StartOptions,
): Promise<void> {
  const { bus, log } = parts;
  const consuming = (async () => {
    await bus.connect();
    await app.startAllMicroservices();
  })();
  const tooLong = new AbortController();
  const waited = delay(BUS_WAIT_MS, 'late' as const, { signal: tooLong.signal }).catch(() => undefined);
  const first = await Promise.race([consuming.then(() => 'consuming' as const), waited]).finally(() => tooLong.abort());
  if (first !== 'late') return;
  log.error('the bus does not answer; starting without it, what happens waits in the outbox');
  consuming.catch((error: unknown) => {
    if (parts.drain.signal.aborted) return;
    log.fatal({ err: error }, 'the service cannot consume');
    options.onFatal?.(isError(error) ? error : new Error(String(error)));
  });
}

/**
 * Stops in the order in which nothing is lost and nothing hangs: no new requests, no new messages, workers,
 * what they wrote goes out, then the pools.
 */
export async function stopParts(app: NestFastifyApplication, parts: ServiceParts, ownsBus: boolean): Promise<void> {
  const { drain, log, messaging, dataSource, bus } = parts;
  const startedAt = Date.now();
  drain.begin();
  const step = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      // One part that cannot stop must not keep the others open.
      log.error({ err: error, step: name }, 'a step of stopping failed');
    }
  };
  await step('http', () => closeHttp(app.getHttpServer()));
  await step('consuming', () => messaging.transport.close());
  await step('application', () => app.close());
  await step('outbox', () => withDeadline(messaging.relay.drain(), RELAY_DRAIN_MS));
  await step('relay', () => messaging.relay.stop());
  if (ownsBus) await step('bus', () => bus.close());
  await step('database', () => dataSource.destroy());
  log.info({ durationMs: Date.now() - startedAt }, 'stopped');
}

/** Takes no new connection, lets running requests end, cuts those that take too long. */
async function closeHttp(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection whose last request ends now is kept open for the next one, which must not come.
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
  const deadline = setTimeout(() => server.closeAllConnections(), HTTP_DRAIN_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(deadline);
}

async function withDeadline(work: Promise<unknown>, deadlineMs: number): Promise<void> {
  const over = new AbortController();
  const late = delay(deadlineMs, undefined, { signal: over.signal }).catch(() => undefined);
  await Promise.race([work, late]).finally(() => over.abort());
}
