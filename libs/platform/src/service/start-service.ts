import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createMessaging, KafkaBus, messagingMigrations } from '#messaging';
import { CreateApiKeys1790000000000 } from '../access/1790000000000-create-api-keys.js';
import { loadConfig, type Environment } from '../config/load-config.js';
import type { ServiceConfig } from '../config/service-config.js';
import { openDatabase } from '../database/open-database.js';
import { DrainSignal } from '../health/drain-signal.js';
import { createAdapter } from '../http/create-adapter.js';
import { createLog } from '../logging/create-log.js';
import { scopedNestLogger } from '../logging/service-logger.js';
import { MetricsRegistry } from '../metrics/metrics-registry.js';
import { ServiceMetrics } from '../metrics/service-metrics.js';
import { buildDocument } from '../openapi/build-document.js';
import { OpenApiDocument } from '../openapi/openapi-document.js';
import { startTracing } from '../tracing/start-tracing.js';
import { rootModule, type ServiceParts } from './platform.module.js';
import type { RunningService, StartOptions } from './running-service.js';
import type { ServiceDefinition } from './service-definition.js';
import { inScope, type ServiceScope } from './service-scope.js';
import { startConsuming, stopParts } from './service-lifecycle.js';

/**
 * Starts a service in this process: settings, database and migrations, bus, HTTP. Several services may run
 * in one process; they share nothing but the bus.
 * @throws ConfigError listing every fault of the environment.
 */
export async function startService<C extends ServiceConfig>(
  definition: ServiceDefinition<C>,
  env: Environment,
  options: StartOptions = {},
): Promise<RunningService> {
  const config = loadConfig(definition.name, definition.config, env, options.bus ? [] : missingBus(env));
  const log = createLog(definition.name, config.LOG_LEVEL, options.logStream);
  const registry = new MetricsRegistry();
  const metrics = new ServiceMetrics(registry, definition.name);
  const scope: ServiceScope = {
    service: definition.name,
    log,
    countWorkerFailure: (worker) => {
      metrics.workerFailures.inc({ worker });
    },
  };
  return inScope(scope, async () => {
    await startTracing(definition.name, config.OTEL_EXPORTER_OTLP_ENDPOINT);
    const parts = await openParts(definition, config, scope, registry, options);
    try {
      return await startApp(definition, parts, scope, metrics, options);
    } catch (error) {
      await parts.dataSource.destroy();
      if (!options.bus) await parts.bus.close().catch(() => undefined);
      throw error;
    }
  });
}

function missingBus(env: Environment): string[] {
  return env['KAFKA_BROKERS'] ? [] : ['KAFKA_BROKERS: a service on its own needs a broker (it is not set)'];
}

async function openParts(
  definition: ServiceDefinition,
  config: ServiceConfig,
  { log }: ServiceScope,
  registry: MetricsRegistry,
  options: StartOptions,
): Promise<ServiceParts> {
  const migrations = [...messagingMigrations, CreateApiKeys1790000000000, ...definition.migrations];
  const dataSource = await openDatabase(
    { service: definition.name, entities: definition.entities, migrations },
    config,
    log,
  );
  const bus = options.bus ?? kafkaBus(definition.name, config, log, options);
  const messaging = createMessaging({
    service: definition.name,
    dataSource,
    bus,
    registry,
    archiveHours: config.OUTBOX_ARCHIVE_HOURS,
    recordsDays: config.RECORDS_KEPT_DAYS,
  });
  return { config, log, dataSource, bus, messaging, registry, drain: new DrainSignal() };
}

function kafkaBus(service: string, config: ServiceConfig, log: ServiceScope['log'], options: StartOptions): KafkaBus {
  return new KafkaBus({
    brokers: (config.KAFKA_BROKERS ?? '').split(','),
    clientId: service,
    topicPrefix: config.TOPIC_PREFIX,
    retentionHours: config.TOPIC_RETENTION_HOURS,
    onCrashed: (error) => {
      log.fatal({ err: error }, 'consuming ended for good');
      options.onFatal?.(error);
    },
  });
}

async function startApp(
  definition: ServiceDefinition,
  parts: ServiceParts,
  scope: ServiceScope,
  metrics: ServiceMetrics,
  options: StartOptions,
): Promise<RunningService> {
  const { config, messaging } = parts;
  const app = await NestFactory.create<NestFastifyApplication>(
    rootModule(definition, parts),
    createAdapter(scope, metrics, parts.drain),
    { logger: scopedNestLogger, bodyParser: false, abortOnError: false },
  );
  app.connectMicroservice({ strategy: messaging.transport });
  app.get(OpenApiDocument).build = () => buildDocument(app, definition.name);
  try {
    await app.init();
    await startConsuming(app, parts, options);
    await app.listen(config.PORT, config.HOST);
    await messaging.relay.start();
  } catch (error) {
    await app.close().catch(() => undefined);
    throw error;
  }
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://${config.HOST === '0.0.0.0' ? '127.0.0.1' : config.HOST}:${port}`;
  scope.log.info({ port }, 'started');
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopping ??= inScope(scope, () => stopParts(app, parts, options.bus === undefined)));
  return { name: definition.name, url, port, app, stop };
}
