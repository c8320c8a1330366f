import { conflict, notFound, unprocessable } from '#platform';
import type { ProblemError } from '#platform';
import type { LineFault, PurchaseOrder } from './purchase-order.entity.js';

export const purchaseOrderNotFound = (id: string): ProblemError =>
  notFound('PURCHASE_ORDER_NOT_FOUND', `No purchase order ${id}`);

/** The answer comes too late: the units are on their way to another supplier, or to nobody. */
export const purchaseOrderClosed = (purchaseOrder: PurchaseOrder): ProblemError =>
  purchaseOrder.status === 'cancelled'
    ? conflict('PURCHASE_ORDER_CANCELLED', `${purchaseOrder.number} was cancelled; do not ship it`)
    : conflict('PURCHASE_ORDER_EXPIRED', `${purchaseOrder.number} was not answered in time; its units were taken back`);

/** Nobody waits for this answer: given before, too late, or never asked. */
export const addressChangeNotPending = (changeId: string): ProblemError =>
  conflict('ADDRESS_CHANGE_NOT_PENDING', `Nobody waits for an answer about the change of address ${changeId}`);

export const referenceReused = (reference: string): ProblemError =>
  unprocessable('REFERENCE_REUSED', `The reference ${reference} came before with another content`, [
    { pointer: '/reference', code: 'REFERENCE_REUSED', detail: 'Use a new reference for a new message' },
  ]);

/** @param pointers where each line of the message stands in the request. */
export const impossibleQuantities = (faults: readonly LineFault[], pointers: readonly string[]): ProblemError =>
  unprocessable(
    'IMPOSSIBLE_QUANTITIES',
    'The quantities contradict the purchase order; nothing was applied',
    faults.map(({ index, code, detail }) => ({ pointer: pointers[index] ?? '', code, detail })),
  );

/** A parcel from the future: no zone mistake explains it. */
export const shippedInFuture = (pointers: readonly string[]): ProblemError =>
  unprocessable(
    'SHIPPED_AT_IN_FUTURE',
    'A parcel cannot have left tomorrow; nothing was applied',
    pointers.map((pointer) => ({ pointer, code: 'SHIPPED_AT_IN_FUTURE', detail: 'More than a day ahead' })),
  );

/** A decision names a supplier that this service does not have. Waits: its event may still be on the way. */
export class UnknownSupplierError extends Error {
  override readonly name = 'UnknownSupplierError';
  readonly code = 'UNKNOWN_SUPPLIER';
  readonly retryable = true;
  constructor(supplierId: string) {
    super(`The routing decision names supplier ${supplierId}, which is not known here`);
  }
}
