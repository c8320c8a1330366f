import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { AddressInfo } from 'node:net';
import { DataSource, type EntityManager } from 'typeorm';
import { SimulatorConfig } from '../config.js';
import { parseCrowd, type CrowdRates } from './domain/crowd.js';
import { parseMisbehaviour, type MisbehaviourRates } from './domain/misbehaviour.js';
import { Setting } from './setting.entity.js';

const HOUR_MS = 3_600_000;

/** What everybody in the simulated world shares: seed, pace, manners, lasting facts, its own address. */
@Injectable()
export class WorldService {
  readonly seed: string;
  readonly rates: MisbehaviourRates;
  readonly crowd: CrowdRates;

  constructor(
    private readonly config: SimulatorConfig,
    private readonly dataSource: DataSource,
    private readonly adapter: HttpAdapterHost,
  ) {
    this.seed = config.SEED;
    this.rates = parseMisbehaviour(config.MISBEHAVIOUR);
    this.crowd = parseCrowd(config.CROWD);
  }

  /** Hours of simulated life as real milliseconds. */
  lifeMs(hours: number): number {
    return Math.round((hours * HOUR_MS) / this.config.SPEED);
  }

  /** The moment after so many hours of simulated life. */
  inHours(hours: number): Date {
    return new Date(Date.now() + this.lifeMs(hours));
  }

  /** Where the product reaches this process, without a slash at the end; null before it listens. */
  address(): string | null {
    if (this.config.SIMULATOR_URL !== undefined) return this.config.SIMULATOR_URL.replace(/\/$/, '');
    const server = this.adapter.httpAdapter.getHttpServer() as { address(): AddressInfo | string | null };
    const bound = server.address();
    return bound === null || typeof bound === 'string' ? null : `http://127.0.0.1:${bound.port}`;
  }

  async recall<T>(key: string, tx: EntityManager = this.dataSource.manager): Promise<T | null> {
    const setting = await tx.findOneBy(Setting, { key });
    return (setting?.value ?? null) as T | null;
  }

  async remember(key: string, value: unknown, tx: EntityManager = this.dataSource.manager): Promise<void> {
    await tx.query(
      'insert into settings (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value',
      [key, JSON.stringify(value)],
    );
  }
}
