import type { Payment } from '#contracts';
import type { IncomingLine } from '../../orders/domain/incoming-order.js';

/** An address as a store gave it; whether a parcel can be sent to it is found out later. */
export interface StoreAddress {
  readonly name: string | null;
  readonly line1: string | null;
  readonly line2: string | null;
  readonly district: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
  readonly phone: string | null;
}

/** An order as a store tells it, whichever platform the store runs on. */
export interface StoreOrder {
  readonly externalId: string;
  readonly currency: string;
  /** Null when the store told no time that can be read. */
  readonly placedAt: Date | null;
  readonly test: boolean;
  readonly cancelled: boolean;
  /** Not an order yet: somebody is still typing. */
  readonly draft: boolean;
  /** Fulfilled already, by somebody else. */
  readonly completed: boolean;
  readonly customer: {
    readonly name: string;
    readonly email: string | null;
    readonly phone: string | null;
    readonly language: string | null;
  };
  readonly address: StoreAddress;
  readonly lines: readonly IncomingLine[];
  readonly shippingMinor: number;
  readonly discountMinor: number;
  readonly payment: Payment;
  readonly note: string | null;
}
