import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { MetricsRegistry, OutboundHttp, PollingWorker } from '#platform';
import { ShippingTrackerConfig } from '../config.js';
import { CarrierBudgets } from './carrier-budgets.js';
import { connectionsOf } from './carrier-connections.js';
import { CarrierLimitError, CarrierUnreadableError } from './carrier.errors.js';
import type { CarrierReport } from './carrier.port.js';
import { CarriersService } from './carriers.service.js';
import { PollSchedule, type Answered, type Question } from './poll-schedule.js';
import { PolledCarrier } from './polled-carrier.js';
import { RefusalsService } from './refusals.service.js';

/** How often to look for due questions. */
const LOOK_EVERY_MS = 1_000;
/** Questions in flight at one carrier: polite, and enough for the usual budget. */
const IN_FLIGHT_MAX = 5;

/** Asks the carriers that do not report by themselves. Holds one claim per carrier in memory, however many parcels are open. */
@Injectable()
export class CarrierPollingWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(CarrierPollingWorker.name);
  /** The operator named these addresses, so they may be private ones. */
  private readonly http: OutboundHttp;
  private readonly carriers: readonly PolledCarrier[];
  private readonly workers: readonly PollingWorker[];
  private readonly polls: Counter<'carrier' | 'outcome'>;
  private readonly lag: Gauge<'carrier'>;

  constructor(
    private readonly schedule: PollSchedule,
    private readonly budgets: CarrierBudgets,
    private readonly service: CarriersService,
    private readonly refusals: RefusalsService,
    config: ShippingTrackerConfig,
    registry: MetricsRegistry,
  ) {
    const connections = connectionsOf(config);
    this.http = new OutboundHttp(connections.map(({ url }) => new URL(url).host).join(','));
    this.carriers = connections.map((connection) => new PolledCarrier(connection, this.http));
    // One worker per carrier: a slow one keeps nobody else waiting.
    this.workers = this.carriers.map(
      (carrier) =>
        new PollingWorker({
          name: `poll-${carrier.carrier}`,
          intervalMs: LOOK_EVERY_MS,
          run: (signal) => this.poll(carrier, signal),
        }),
    );
    this.polls = new Counter({
      name: 'kervan_carrier_polls_total',
      help: 'Questions put to carriers, by outcome',
      labelNames: ['carrier', 'outcome'],
      registers: [registry],
    });
    this.lag = new Gauge({
      name: 'kervan_carrier_poll_lag_seconds',
      help: 'How long the question asked last had been due: what the budget does not cover',
      labelNames: ['carrier'],
      registers: [registry],
    });
  }

  onApplicationBootstrap(): void {
    for (const worker of this.workers) worker.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()));
    for (const carrier of this.carriers) carrier.close();
    await this.http.onApplicationShutdown();
  }

  private async poll(carrier: PolledCarrier, signal: AbortSignal): Promise<boolean> {
    if (carrier.resting) return false;
    const questions = await this.schedule.claim(carrier.carrier);
    this.lag.set({ carrier: carrier.carrier }, Math.max(0, ...questions.map(({ overdueSeconds }) => overdueSeconds)));
    const waiting = [...questions];
    const answers: Answered[] = [];
    const askNext = async (): Promise<void> => {
      for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
        answers.push({ trackingKey: next.trackingKey, digest: await this.ask(carrier, next) });
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT_MAX }, askNext));
    await this.schedule.settle(carrier.carrier, answers);
    return questions.length > 0;
  }

  /** @returns what the answer came to, or null when there was no usable one: then it is asked again, later each time */
  private async ask(carrier: PolledCarrier, question: Question): Promise<string | null> {
    try {
      const report = await carrier.hear(question.trackingNumber);
      const digest = digestOf(report);
      // Most answers say what the last one said: nothing to store, nothing to lock.
      if (digest !== question.digest) await this.service.take(carrier.carrier, carrier.source, report);
      this.count(carrier, report.rejections.length > 0 ? 'answered_in_part' : 'answered');
      return digest;
    } catch (error) {
      await this.note(carrier, question, error);
      return null;
    }
  }

  private async note(carrier: PolledCarrier, question: Question, error: unknown): Promise<void> {
    this.logger.warn({ err: error, carrier: carrier.carrier }, 'a carrier gave no usable answer');
    if (error instanceof CarrierUnreadableError) {
      this.count(carrier, error.reason);
      const { trackingNumber } = question;
      await this.refusals.count(carrier.carrier, { reason: error.reason, detail: error.message, trackingNumber });
    } else if (error instanceof CarrierLimitError) {
      this.count(carrier, 'limit');
      await this.budgets.pauseForMinute(carrier.carrier);
    } else this.count(carrier, 'failed');
  }

  private count({ carrier }: PolledCarrier, outcome: string): void {
    this.polls.inc({ carrier, outcome });
  }
}

const digestOf = ({ checkpoints }: CarrierReport): string =>
  createHash('sha256')
    .update(JSON.stringify(checkpoints.map(({ eventId, status }) => [eventId, status]).sort()))
    .digest('base64url');
