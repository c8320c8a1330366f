import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Counter } from 'prom-client';
import { MetricsRegistry, OutboundHttp, PollingWorker } from '#platform';
import { ShippingTrackerConfig } from '../config.js';
import { settingsByCarrier } from './carrier-settings.js';
import { CarriersService } from './carriers.service.js';
import { PollSchedule, type Question } from './poll-schedule.js';
import { PolledCarrier } from './polled-carrier.js';

/** How often to look for due questions. */
const LOOK_EVERY_MS = 1_000;
/** Questions in flight at one carrier: polite, and enough for the usual budget. */
const IN_FLIGHT_MAX = 5;

/** Asks the carriers that do not report by themselves. */
@Injectable()
export class CarrierPollingWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(CarrierPollingWorker.name);
  /** The operator named these addresses, so they may be private ones. */
  private readonly http: OutboundHttp;
  private readonly carriers: readonly PolledCarrier[];
  private readonly workers: readonly PollingWorker[];
  private readonly polls: Counter<'carrier' | 'outcome'>;

  constructor(
    private readonly schedule: PollSchedule,
    private readonly service: CarriersService,
    config: ShippingTrackerConfig,
    registry: MetricsRegistry,
  ) {
    const addresses = [...settingsByCarrier(config.CARRIER_POLL_URLS)].map(([code, [url = '']]) => ({ code, url }));
    this.http = new OutboundHttp(addresses.map(({ url }) => new URL(url).host).join(','));
    this.carriers = addresses.map(({ code, url }) => new PolledCarrier(code, url, this.http, config.POLL_TIMEOUT_MS));
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
    const waiting = [...questions];
    const askNext = async (): Promise<void> => {
      for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) await this.ask(carrier, next);
    };
    await Promise.all(Array.from({ length: IN_FLIGHT_MAX }, askNext));
    return questions.length > 0;
  }

  private async ask(carrier: PolledCarrier, question: Question): Promise<void> {
    try {
      const report = await carrier.hear(question.trackingNumber);
      await this.service.take(carrier.carrier, carrier.source, report);
      await this.schedule.answered(carrier.carrier, question.trackingKey);
      this.polls.inc({ carrier: carrier.carrier, outcome: 'answered' });
    } catch (error) {
      // One parcel's failure must not cost the others their turn; it is asked again, later each time.
      this.polls.inc({ carrier: carrier.carrier, outcome: 'failed' });
      this.logger.warn({ err: error, carrier: carrier.carrier }, 'a carrier gave no usable answer');
      await this.schedule.failed(carrier.carrier, question.trackingKey);
    }
  }
}
