import type { Type } from '@nestjs/common';
import type { MigrationInterface } from 'typeorm';
import type { PersonalData } from '../personal-data/personal-data.js';
import type { ServiceConfig } from '../config/service-config.js';

/** A class that TypeORM maps to a table. */
export type EntityClass = abstract new (...args: never[]) => object;
/** A class with `up` and `down` in plain SQL. Its name ends in a 13-digit timestamp, TypeORM orders by it. */
export type MigrationClass = new () => MigrationInterface;

/** Everything the platform needs to run a service. */
export interface ServiceDefinition<C extends ServiceConfig = ServiceConfig> {
  /** As in the design: `order`, `supplier-sync`. The consumer group and the producer of its events. */
  readonly name: string;
  /** Its settings. */
  readonly config: new () => C;
  /** Its root module; imports features, nothing of the platform (that is global). */
  readonly module: Type;
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly MigrationClass[];
  /** Where operators find this service's parked messages. Default `v1/parked`. */
  readonly parkedPath?: string;
  /** What it keeps about customers; absent when that is nothing. */
  readonly personalData?: PersonalData;
}

/** Describes a service; the result goes to `startService` or `runService`. */
export function defineService<C extends ServiceConfig>(definition: ServiceDefinition<C>): ServiceDefinition<C> {
  return definition;
}
