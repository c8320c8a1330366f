import { Global, Logger, Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import type { Logger as PinoLogger } from 'pino';
import { DataSource, EntityManager } from 'typeorm';
import { personalDataServices } from '#contracts';
import { Outbox, OutboxArchive, ParkedMessages, type BusPort, type Messaging } from '#messaging';
import { AccessConsumer } from '../access/access.consumer.js';
import { AccessGuard } from '../access/access.guard.js';
import { ApiKeys } from '../access/api-keys.js';
import { ServiceConfig } from '../config/service-config.js';
import { DrainSignal } from '../health/drain-signal.js';
import { HealthChecks } from '../health/health-checks.js';
import { HealthController } from '../health/health.controller.js';
import { ServiceLogger } from '../logging/service-logger.js';
import { MetricsController } from '../metrics/metrics.controller.js';
import { MetricsRegistry } from '../metrics/metrics-registry.js';
import { OpenApiController } from '../openapi/openapi.controller.js';
import { OpenApiDocument } from '../openapi/openapi-document.js';
import { OutboundHttp } from '../outbound/outbound-http.js';
import { OutboxController } from '../outbox/outbox.controller.js';
import { PageLinkInterceptor } from '../paging/page-link.interceptor.js';
import { parkedControllerAt } from '../parked/parked-controller-at.js';
import { PersonalDataConsumer } from '../personal-data/personal-data.consumer.js';
import { PersonalDataService } from '../personal-data/personal-data.service.js';
import { RetentionWorker } from '../personal-data/retention.worker.js';
import { ProblemFilter } from '../problems/problem.filter.js';
import { KervanValidationPipe } from '../validation/validation.pipe.js';
import { WhoamiController } from '../whoami/whoami.controller.js';
import type { ServiceDefinition } from './service-definition.js';

/** What a service is made of before Nest puts it together. */
export interface ServiceParts {
  readonly config: ServiceConfig;
  readonly log: PinoLogger;
  readonly dataSource: DataSource;
  readonly bus: BusPort;
  readonly messaging: Messaging;
  readonly registry: MetricsRegistry;
  readonly drain: DrainSignal;
}

const PARKED_PATH = 'v1/parked';

/** What every service has, injectable everywhere in it. */
@Global()
@Module({})
export class PlatformModule {
  static with(definition: ServiceDefinition, parts: ServiceParts): DynamicModule {
    const shared = sharedProviders(definition, parts);
    return {
      module: PlatformModule,
      controllers: [
        HealthController,
        MetricsController,
        OpenApiController,
        WhoamiController,
        OutboxController,
        parkedControllerAt(definition.parkedPath ?? PARKED_PATH),
        AccessConsumer,
        ...personalDataConsumers(definition),
      ],
      providers: [
        ...shared,
        { provide: HealthChecks, useValue: new HealthChecks(parts.dataSource, parts.bus, parts.drain) },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useClass: KervanValidationPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: PageLinkInterceptor },
        ...retentionProviders(definition, parts),
      ],
      exports: shared,
    };
  }
}

/** The root of a service: the platform and the service's own module. */
export function rootModule(definition: ServiceDefinition, parts: ServiceParts): Type {
  @Module({ imports: [PlatformModule.with(definition, parts), definition.module] })
  class ServiceRootModule {}
  return ServiceRootModule;
}

function sharedProviders(definition: ServiceDefinition, parts: ServiceParts): Provider[] {
  const { config, dataSource, messaging } = parts;
  return [
    { provide: definition.config, useValue: config },
    { provide: ServiceConfig, useValue: config },
    { provide: Logger, useValue: new ServiceLogger(() => parts.log) },
    { provide: DataSource, useValue: dataSource },
    { provide: EntityManager, useValue: dataSource.manager },
    { provide: Outbox, useValue: messaging.outbox },
    { provide: OutboxArchive, useValue: messaging.archive },
    { provide: ParkedMessages, useValue: messaging.parked },
    { provide: MetricsRegistry, useValue: parts.registry },
    { provide: DrainSignal, useValue: parts.drain },
    { provide: OutboundHttp, useFactory: () => new OutboundHttp(config.OUTBOUND_ALLOWED_HOSTS) },
    ApiKeys,
    OpenApiDocument,
    ...personalDataProviders(definition, parts),
  ];
}

function personalDataConsumers({ personalData }: ServiceDefinition): Type[] {
  return personalData && personalData.requestsTakenBy !== 'service' ? [PersonalDataConsumer] : [];
}

function personalDataProviders({ name, personalData }: ServiceDefinition, { messaging }: ServiceParts): Provider[] {
  if (!personalData) return [];
  const service = personalDataServices.find((known) => known === name);
  if (!service) throw new Error(`${name} has personal data, but exports and erasures do not wait for it`);
  return [{ provide: PersonalDataService, useValue: new PersonalDataService(service, personalData, messaging.outbox) }];
}

function retentionProviders({ personalData }: ServiceDefinition, { config, dataSource }: ServiceParts): Provider[] {
  if (!personalData) return [];
  const worker = (service: PersonalDataService) => new RetentionWorker(dataSource, config, personalData, service);
  return [{ provide: RetentionWorker, useFactory: worker, inject: [PersonalDataService] }];
}
