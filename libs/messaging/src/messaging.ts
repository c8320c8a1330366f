import type { Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import type { BusPort } from './bus/bus.port.js';
import { KervanTransport } from './consumer/kervan.transport.js';
import { MessagingMetrics } from './metrics/messaging-metrics.js';
import { Outbox } from './outbox/outbox.js';
import { OutboxArchive } from './outbox/outbox-archive.js';
import { ParkedMessages } from './parking/parked-messages.js';
import { PARKED_PER_KEY_MAX, PARKED_PER_MERCHANT_MAX } from './parking/parking-limits.js';
import type { ParkingRoom } from './parking/parking-room.js';
import { OutboxRelay, type RelayRetention } from './relay/outbox-relay.js';

/** What one service's messaging is built from. */
export interface MessagingOptions extends RelayRetention {
  /** The service's name: producer, consumer group and inbox identity. */
  readonly service: string;
  /** Initialised, with `messagingMigrations` run. */
  readonly dataSource: DataSource;
  readonly bus: BusPort;
  /** Bounds of the parked messages; the defaults of `parking-limits.ts` without it. */
  readonly parkingRoom?: Partial<ParkingRoom>;
  /** Where metrics go; none are kept without it. */
  readonly registry?: Registry;
}

/** The parts of one service's messaging, wired to each other. */
export interface Messaging {
  readonly outbox: Outbox;
  /** What was published lately: replays, and what the bus refuses. */
  readonly archive: OutboxArchive;
  /** `start()` after the service listens, `stop()` before the database closes. */
  readonly relay: OutboxRelay;
  /** For `app.connectMicroservice({ strategy: transport })`; `listen` subscribes, `close` drains. */
  readonly transport: KervanTransport;
  readonly parked: ParkedMessages;
}

/** Builds and wires the messaging of one service. Starts nothing. */
export function createMessaging(options: MessagingOptions): Messaging {
  const { service, dataSource, bus, registry } = options;
  const limits = { perKeyMax: PARKED_PER_KEY_MAX, perMerchantMax: PARKED_PER_MERCHANT_MAX, ...options.parkingRoom };
  const place = { consumer: service, limits };
  const metrics = new MessagingMetrics(dataSource, place, registry);
  const transport = new KervanTransport(place, dataSource, bus, metrics);
  return {
    outbox: new Outbox(service),
    archive: new OutboxArchive(dataSource),
    relay: new OutboxRelay(dataSource, bus, metrics, options),
    transport,
    parked: new ParkedMessages(dataSource, place, () => transport.wakeParked()),
  };
}
