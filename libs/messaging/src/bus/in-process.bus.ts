import type { WireMessage } from '#contracts';
import type { BusPort, BusSubscription, RunningSubscription } from './bus.port.js';

/** The bus of the all-in-one process. */
export class InProcessBus implements BusPort {
  connect(): Promise<void> {
    return Promise.resolve();
  }

  /** Lets publishing begin: called once every service has subscribed. */
  open(): void {
    throw new Error('unfinished');
  }

  publish(_messages: readonly WireMessage[]): Promise<void> {
    throw new Error('unfinished');
  }

  subscribe(_subscription: BusSubscription): Promise<RunningSubscription> {
    throw new Error('unfinished');
  }

  ping(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
