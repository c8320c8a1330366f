import { Server, type CustomTransportStrategy } from '@nestjs/microservices';

/** Nest transport strategy: events from the bus to `@On` methods, each in one transaction. */
export class KervanTransport extends Server implements CustomTransportStrategy {
  override on(): void {
    throw new Error('unfinished');
  }

  override unwrap<T>(): T {
    throw new Error('unfinished');
  }

  override listen(_callback: (error?: unknown) => void): void {
    throw new Error('unfinished');
  }

  override close(): Promise<void> {
    throw new Error('unfinished');
  }
}
