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

export class NothingToRerouteError extends OrderRuleError {
  override readonly name = 'NothingToRerouteError';
  readonly code = 'NOTHING_TO_REROUTE';
  constructor(status: string) {
    super(`The order is ${status}: no unit of it waits for a supplier.`);
  }
}
