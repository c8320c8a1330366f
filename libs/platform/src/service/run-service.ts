import type { ServiceConfig } from '../config/service-config.js';
import type { ServiceDefinition } from './service-definition.js';
import { startService } from './start-service.js';

/** A service as a process of its own: its `main.ts` is this call. */
export async function runService<C extends ServiceConfig>(definition: ServiceDefinition<C>): Promise<void> {
  await startService(definition, process.env);
}
