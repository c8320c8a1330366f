import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger as PinoLogger } from 'pino';

/**
 * What belongs to one service of a process that runs several: where its log lines and counts go.
 * Kept in async-local storage because Nest's static logger is shared by every application of a process.
 */
export interface ServiceScope {
  readonly service: string;
  readonly log: PinoLogger;
  countWorkerFailure(worker: string): void;
}

const storage = new AsyncLocalStorage<ServiceScope>();

/** Runs `work` as part of a service. */
export function inScope<T>(scope: ServiceScope, work: () => T): T {
  return storage.run(scope, work);
}

/** The service that the present call belongs to, or undefined outside of any. */
export function currentScope(): ServiceScope | undefined {
  return storage.getStore();
}
