import { Injectable } from '@nestjs/common';
import type { SupplierChannelPort } from './supplier-channel.port.js';

/** The supplier fetches: the stored purchase order is the message, and its state tells of a withdrawal. */
@Injectable()
export class ApiChannel implements SupplierChannelPort {
  readonly type = 'api';

  announce(): Promise<void> {
    return Promise.resolve();
  }

  /** Fetching is recorded in the moment it happens. */
  mayHaveReached(): Promise<boolean> {
    return Promise.resolve(false);
  }

  /** The stored purchase order shows what is asked. */
  askAddress(): Promise<void> {
    return Promise.resolve();
  }

  withdraw(): Promise<void> {
    return Promise.resolve();
  }
}
