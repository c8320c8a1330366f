import type { DataSource } from 'typeorm';
import type { Envelope } from '#contracts';
import type { EventDraft, InProcessBus } from '#messaging';
import type { RunningService, ServiceConfig, ServiceDefinition } from '#platform';
import type { TestClient } from './test-client.js';

/** A running service and everything a test does to it from outside. */
export interface ServiceUnderTest {
  readonly service: RunningService;
  readonly bus: InProcessBus;
  readonly dataSource: DataSource;
  /** Without a key, or with a given one. */
  http(key?: string): TestClient;
  /** A key for one merchant (a new one when not named), issued straight into the key table. */
  asMerchant(merchantId?: string): Promise<TestClient>;
  asOperator(): Promise<TestClient>;
  asSupplier(supplierId: string, merchantId: string): Promise<TestClient>;
  /** Says something as another service would. Resolves when the service has handled (or parked) it. */
  publish<T extends object>(draft: EventDraft<T>): Promise<Envelope<T>>;
  /** What the service under test has said since its start, oldest first. */
  published(): Envelope[];
  /** Stops the service and drops its database. */
  stop(): Promise<void>;
}

/** Starts a service on a fresh database and an in-process bus. */
export function startServiceUnderTest<C extends ServiceConfig>(
  definition: ServiceDefinition<C>,
  env: Record<string, string> = {},
): Promise<ServiceUnderTest> {
  return Promise.reject(new Error(`${definition.name} ${String(Object.keys(env).length)}`));
}
