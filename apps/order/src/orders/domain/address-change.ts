import {
  OrderAddressChanged,
  OrderAddressChangeRefused,
  OrderAddressChangeRequested,
  type AddressRefusal,
  type PostalAddress,
  type PurchaseOrderAddressChangeAnswered,
} from '#contracts';
import type { AddressChange } from './pending-address.js';
import { countOrder } from './order-progress.js';
import { AddressNotChangeableError, type EarlyAddressRefusal } from './order-rules.errors.js';
import type { Order } from './order.js';

/** Somebody's wish. */
export interface WantedAddress {
  readonly changeId: string;
  readonly address: PostalAddress;
}

/**
 * Sends what has not left to another address of the same country: at once where nobody has a purchase order, else
 * when the suppliers have answered. The address that holds, or is being asked for, changes nothing.
 * @throws AddressNotChangeableError
 */
export function changeAddress(order: Order, { changeId, address }: WantedAddress): void {
  const { record } = order;
  if (isSame(address, record.addressChange?.address ?? record.shippingAddress)) return;
  const refusal = refusalOf(order, address);
  if (refusal !== null) throw new AddressNotChangeableError(refusal);
  const purchaseOrderIds = order.openPurchaseOrders();
  record.addressChange = {
    ...{ id: changeId, address },
    purchaseOrders: purchaseOrderIds.map((purchaseOrderId) => ({ purchaseOrderId, answer: null })),
  };
  const asked = { orderId: record.id, changeId, shippingAddress: address, purchaseOrderIds };
  if (purchaseOrderIds.length > 0) order.tell(OrderAddressChangeRequested, asked);
  else settleChange(order, record.addressChange);
}

/** As {@link changeAddress}, for somebody who is told by an event; the wish for what holds already is fulfilled. */
export function wishAddress(order: Order, wanted: WantedAddress): void {
  const { record } = order;
  const { changeId, address } = wanted;
  const refuse = (reasonCode: AddressRefusal): void => {
    order.tell(OrderAddressChangeRefused, { orderId: record.id, changeId, reasonCode });
  };
  if (record.addressChange !== null) refuse('CHANGE_PENDING');
  else if (isSame(address, record.shippingAddress))
    order.tell(OrderAddressChanged, { orderId: record.id, changeId, shippingAddress: address, partly: false });
  else {
    const refusal = refusalOf(order, address);
    if (refusal === null) changeAddress(order, wanted);
    else refuse(refusal);
  }
}

/** Takes in an answer; the last one settles the change. One that nobody waits for changes nothing. */
export function noteAddressAnswer(order: Order, answered: PurchaseOrderAddressChangeAnswered): void {
  const change = order.record.addressChange;
  if (change?.id !== answered.changeId) return;
  const { accepted, reasonCode } = answered;
  for (const asked of change.purchaseOrders.filter((known) => known.purchaseOrderId === answered.purchaseOrderId))
    asked.answer = accepted ? 'accepted' : reasonCode === null || reasonCode === 'CLOSED' ? 'closed' : reasonCode;
  if (change.purchaseOrders.every(({ answer }) => answer !== null)) settleChange(order, change);
}

/** Refused only when every supplier that still has something to ship refuses. */
function settleChange(order: Order, { id: changeId, address, purchaseOrders }: AddressChange): void {
  const { record } = order;
  record.addressChange = null;
  const answers = purchaseOrders.flatMap(({ answer }) => answer ?? []);
  const refusals = answers.flatMap((answer) => (answer === 'accepted' || answer === 'closed' ? [] : [answer]));
  const isCancelled = record.status === 'cancelled' || record.cancelReason !== null;
  const refusal = isCancelled ? 'ORDER_CANCELLED' : answers.includes('accepted') ? null : (refusals[0] ?? null);
  const about = { orderId: record.id, changeId };
  if (refusal !== null) {
    order.tell(OrderAddressChangeRefused, { ...about, reasonCode: refusal });
    return;
  }
  record.shippingAddress = address;
  const partly = refusals.length > 0 || countOrder(record.lines, record.allocations).shipped > 0;
  order.tell(OrderAddressChanged, { ...about, shippingAddress: address, partly });
}

function refusalOf({ record }: Order, address: PostalAddress): EarlyAddressRefusal | null {
  const { status, shippingAddress } = record;
  const { missing, open } = countOrder(record.lines, record.allocations);
  if (status === 'cancelled' || record.cancelReason !== null) return 'ORDER_CANCELLED';
  if (missing + open === 0) return 'ALREADY_SHIPPED';
  if (shippingAddress === null) return 'ADDRESS_MISSING';
  if (record.addressChange !== null) return 'CHANGE_PENDING';
  return address.country === shippingAddress.country ? null : 'COUNTRY_CHANGED';
}

const fields = ['name', 'line1', 'line2', 'district', 'city', 'region', 'postalCode', 'country', 'phone'] as const;

const isSame = (one: PostalAddress, other: PostalAddress | null): boolean =>
  other !== null && fields.every((field) => one[field] === other[field]);
