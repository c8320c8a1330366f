import type { PostalAddress } from '#contracts';

/** `closed`: nothing of the purchase order will be shipped, so it goes nowhere. Others are why it stays. */
type AddressAnswer = 'accepted' | 'closed' | 'ALREADY_SHIPPED' | 'SUPPLIER_REFUSED' | 'NO_ANSWER';

/** A change of an order's address that waits for answers. */
export interface AddressChange {
  readonly id: string;
  readonly address: PostalAddress;
  readonly purchaseOrders: { readonly purchaseOrderId: string; answer: AddressAnswer | null }[];
}
