import type { AddressRefusal } from '#contracts';

/** A rule of orders was about to be broken. */
export abstract class OrderRuleError extends Error {
  abstract readonly code: string;
  readonly httpStatus: number = 409;
  readonly detail: string;
  constructor(detail: string) {
    super(detail);
    this.detail = detail;
  }
}

export class IllegalTransitionError extends OrderRuleError {
  override readonly name = 'IllegalTransitionError';
  readonly code = 'ILLEGAL_TRANSITION';
  constructor(from: string, to: string) {
    super(`An order that is ${from} cannot become ${to}.`);
  }
}

/** A supplier answered for more units than the purchase order still has. */
export class ImpossibleQuantityError extends OrderRuleError {
  override readonly name = 'ImpossibleQuantityError';
  readonly code = 'IMPOSSIBLE_QUANTITY';
  constructor(purchaseOrderId: string, lineId: string, quantity: number) {
    super(`Purchase order ${purchaseOrderId} does not have ${String(quantity)} more units of line ${lineId}.`);
  }
}

export class OrderNotHeldError extends OrderRuleError {
  override readonly name = 'OrderNotHeldError';
  readonly code = 'ORDER_NOT_HELD';
  constructor(status: string) {
    super(`The order is ${status}: there is no hold to release.`);
  }
}

export class AddressStillIncompleteError extends OrderRuleError {
  override readonly name = 'AddressStillIncompleteError';
  readonly code = 'ADDRESS_INCOMPLETE';
  constructor() {
    super('The order has no address that a parcel can be sent to: give one as shippingAddress.');
  }
}

export class OrderNotCancellableError extends OrderRuleError {
  override readonly name = 'OrderNotCancellableError';
  readonly code = 'ORDER_NOT_CANCELLABLE';
  constructor(status: string) {
    super(`The order is ${status}: all of it has left.`);
  }
}

const addressDetails = {
  ADDRESS_MISSING: 'The order waits for an address: release it with one.',
  CHANGE_PENDING: 'Suppliers have not answered the change before: wait for their answers.',
  COUNTRY_CHANGED:
    'Suppliers, parcels, prices and duties were chosen for the country: cancel the order and place it again.',
  ORDER_CANCELLED: 'The order was cancelled, or its cancellation was asked for.',
  ALREADY_SHIPPED: 'All of the order has left.',
} as const satisfies Partial<Record<AddressRefusal, string>>;

/** Why an address cannot be changed, as far as that can be known before suppliers are asked. */
export type EarlyAddressRefusal = keyof typeof addressDetails;

/** The order does not go to another address. */
export class AddressNotChangeableError extends OrderRuleError {
  override readonly name = 'AddressNotChangeableError';
  override readonly httpStatus: number;
  constructor(readonly code: EarlyAddressRefusal) {
    super(addressDetails[code]);
    this.httpStatus = code === 'COUNTRY_CHANGED' ? 422 : 409;
  }
}

export class NothingToRerouteError extends OrderRuleError {
  override readonly name = 'NothingToRerouteError';
  readonly code = 'NOTHING_TO_REROUTE';
  constructor(status: string) {
    super(`The order is ${status}: no unit of it waits for a supplier.`);
  }
}
