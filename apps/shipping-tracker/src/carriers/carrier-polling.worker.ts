import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { MetricsRegistry, OutboundHttp, PollingWorker } from '#platform';
import { ShippingTrackerConfig } from '../config.js';
import { CarrierBudgets } from './carrier-budgets.js';
import { connectionsOf } from './carrier-connections.js';
import {
  CarrierBreakerOpenError,
  CarrierLimitError,
  CarrierUnavailableError,
  CarrierUnreadableError,
} from './carrier.errors.js';
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
    await this.askAll(carrier, questions, signal);
    return questions.length > 0;
  }

  /** Asks until a claim's questions are through, or the carrier says that it is enough: those left are not put at all. */
  private async askAll(carrier: PolledCarrier, questions: readonly Question[], signal: AbortSignal): Promise<void> {
    const waiting = [...questions];
    const answers: Answered[] = [];
    const refused: string[] = [];
    const unasked: string[] = [];
    const askNext = async (): Promise<void> => {
      for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
        const answer = await this.ask(carrier, next);
        if (answer === 'unasked') unasked.push(next.trackingKey);
        else if (answer !== 'limit') answers.push(answer);
        else {
          refused.push(next.trackingKey);
          unasked.push(...waiting.splice(0).map(({ trackingKey }) => trackingKey));
        }
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT_MAX }, askNext));
    await this.schedule.settle(carrier.carrier, answers);
    await this.schedule.putBack(carrier.carrier, { refused, unasked });
  }

  /**
   * A digest of null means that there was no usable answer: it is asked again, later each time. `unasked`: the breaker
   * opened meanwhile, which says nothing about this question.
   */
  private async ask(carrier: PolledCarrier, question: Question): Promise<Answered | 'limit' | 'unasked'> {
    const { trackingKey, trackingNumber } = question;
    try {
      const report = await carrier.hear(trackingNumber);
      const digest = digestOf(report);
      // Most answers say what the last one said: nothing to store, nothing to lock.
      if (digest !== question.digest) {
        if (carrier.namesNoParcel) await this.service.assertSameJourney(carrier.carrier, trackingKey, report);
        await this.service.take(carrier.carrier, carrier.source, report);
      }
      this.count(carrier, report.rejections.length > 0 ? 'answered_in_part' : 'answered');
      return { trackingKey, digest };
    } catch (error) {
      if (error instanceof CarrierBreakerOpenError) {
        // Counted and nothing more: people are shown what the carrier answered before.
        this.count(carrier, error.reason);
        return 'unasked';
      }
      await this.note(carrier, question, error);
      return error instanceof CarrierLimitError ? 'limit' : { trackingKey, digest: null };
    }
  }

  private async note(carrier: PolledCarrier, { trackingNumber }: Question, error: unknown): Promise<void> {
    this.logger.warn({ err: error, carrier: carrier.carrier }, 'a carrier gave no usable answer');
    if (!isRefusal(error)) {
      this.count(carrier, 'failed');
      return;
    }
    if (error instanceof CarrierLimitError) await this.budgets.pause(carrier.carrier, error.pauseSeconds);
    this.count(carrier, error.reason);
    await this.refusals.count(carrier.carrier, { reason: error.reason, detail: error.message, trackingNumber });
  }

  private count({ carrier }: PolledCarrier, outcome: string): void {
    this.polls.inc({ carrier, outcome });
  }
}

const isRefusal = (error: unknown): error is CarrierUnreadableError | CarrierLimitError | CarrierUnavailableError =>
  error instanceof CarrierUnreadableError ||
  error instanceof CarrierLimitError ||
  error instanceof CarrierUnavailableError;

const digestOf = ({ checkpoints }: CarrierReport): string =>
  createHash('sha256')
    .update(JSON.stringify(checkpoints.map(({ eventId, status }) => [eventId, status]).sort()))
    .digest('base64url');
