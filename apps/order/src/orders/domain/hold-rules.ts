import type { HoldReason, PostalAddress } from '#contracts';

export interface HoldFacts {
  readonly shippingAddress: PostalAddress | null;
  readonly test: boolean;
  readonly paymentMethod: string;
  readonly paymentStatus: string;
}

/** The rules in the order in which they are asked; the first that applies holds the order. */
const rules: readonly { reason: HoldReason; applies: (order: HoldFacts) => boolean }[] = [
  { reason: 'ADDRESS_INCOMPLETE', applies: (order) => order.shippingAddress === null },
  { reason: 'TEST_ORDER', applies: (order) => order.test },
  {
    reason: 'PAYMENT_PENDING',
    // Cash on delivery is paid to the carrier: waiting for it would be waiting for ever.
    applies: (order) => order.paymentStatus === 'pending' && order.paymentMethod !== 'cash_on_delivery',
  },
];

/** Why an order must wait before it is routed, or null. */
export function holdReason(order: HoldFacts): HoldReason | null {
  return rules.find(({ applies }) => applies(order))?.reason ?? null;
}
