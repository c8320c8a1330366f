import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import type { DataSource } from 'typeorm';
import type { BusPort, RunningSubscription } from '../bus/bus.port.js';
import { sweepRegularly } from '../database/sweep.js';
import type { MessagingMetrics } from '../metrics/messaging-metrics.js';
import { ParkedScheduler } from '../parking/parked-scheduler.js';
import { BatchRunner } from './batch-runner.js';
import type { ParkingPlace } from '../parking/parking.js';
import { sweepSettled } from '../parking/parked-retention.js';
import { recordBaselines } from './consumer-baselines.js';
import { HandlerTable } from './handler-table.js';
import { sweepInbox } from './inbox-retention.js';
import { MessageRunner } from './message-runner.js';

/**
 * Nest transport strategy: events from the bus to `@On` methods, each in one transaction with its inbox row.
 * Nest's own Kafka server loses messages without a handler, hides errors and lets one poison message block a
 * partition; this one keeps Nest's decorators, injection and interceptors and replaces the rest.
 */
export class KervanTransport extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('kervan');
  /** Nest must not log and swallow what a handler throws. */
  override readonly propagatesEventHandlerErrors = true;
  private readonly service: string;
  private subscription: RunningSubscription | null = null;
  private scheduler: ParkedScheduler | null = null;
  private endSweeping: () => void = () => undefined;

  constructor(
    private readonly place: ParkingPlace,
    private readonly dataSource: DataSource,
    private readonly bus: BusPort,
    private readonly metrics: MessagingMetrics,
  ) {
    super();
    this.service = place.consumer;
  }

  /** Checks that every event type is handled or ignored, then subscribes. Faults go to `callback`. */
  override listen(callback: (error?: unknown) => void): void {
    this.begin().then(
      () => callback(),
      (error: unknown) => callback(error),
    );
  }

  /** Stops replays, lets running handlers end within a deadline, leaves the group. */
  override async close(): Promise<void> {
    this.endSweeping();
    await Promise.all([this.scheduler?.stop(), this.subscription?.close()]);
    this.scheduler = null;
    this.subscription = null;
  }

  /** Looks for parked messages now instead of at the next poll. */
  wakeParked(): void {
    this.scheduler?.wake();
  }

  /** There are no events of the transport to listen to; failures of the bus go to its own callback. */
  override on(): void {
    throw new Error('KervanTransport has no events');
  }

  // The signature is Nest's.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  override unwrap<T>(): T {
    return this.bus as T;
  }

  private async begin(): Promise<void> {
    const handlers = HandlerTable.from(this.service, this.messageHandlers);
    if (handlers.topics.length === 0) return;
    const runner = new MessageRunner(this.place, this.dataSource, handlers, this.metrics);
    const batches = new BatchRunner(this.service, this.dataSource, handlers, this.metrics, runner);
    this.scheduler = new ParkedScheduler(this.service, this.dataSource, runner);
    await recordBaselines(this.dataSource, this.bus, this.service, handlers.topics);
    this.subscription = await this.bus.subscribe({
      group: this.service,
      topics: handlers.topics,
      mayShare: (message) => handlers.mayShare(message),
      handle: (messages) => this.metrics.countInFlight(messages.length, () => batches.handle(messages)),
      onLag: (topic, partition, messages) => this.metrics.flow.lag.set({ topic, partition }, messages),
    });
    this.scheduler.start();
    this.endSweeping = sweepRegularly('inbox rows and settled messages', async () => {
      await sweepInbox(this.dataSource, this.service);
      await sweepSettled(this.dataSource, this.service);
    });
  }
}
