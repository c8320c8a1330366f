import type { ParkingPolicy } from '../parking/parking-rules.js';

/** What is noted beside a handler in Nest's list. */
export interface HandlerExtras {
  /**
   * `nothing`: the event is ignored. `one`: a message in a transaction of its own. `one-of-batch`: a message in a
   * transaction that it may share. `batch`: many messages in one call.
   */
  readonly takes: 'nothing' | 'one' | 'one-of-batch' | 'batch';
  /** The class of the handler. */
  readonly consumer: object;
  /** What the handler itself says of its keys; its class decides without it. */
  readonly parking?: ParkingPolicy | undefined;
}
