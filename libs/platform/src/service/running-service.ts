import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DestinationStream } from 'pino';
import type { BusPort } from '#messaging';

/** What a process hands to its services. */
export interface StartOptions {
  /** The bus of this process; it stays open when the service stops. Absent: Kafka at KAFKA_BROKERS. */
  readonly bus?: BusPort;
  /** Where log lines go; standard output when absent. */
  readonly logStream?: DestinationStream;
  /** Told when the service cannot go on (its consumer died for good): end the process, or stop the service. */
  readonly onFatal?: (error: Error) => void;
}

/** A service that answers. */
export interface RunningService {
  readonly name: string;
  /** For instance `http://127.0.0.1:3001`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly app: NestFastifyApplication;
  /** Stops accepting, finishes what was begun, drains the outbox, closes the pools. Safe to call twice. */
  stop(): Promise<void>;
}
