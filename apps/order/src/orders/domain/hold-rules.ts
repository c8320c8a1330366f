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

export interface PolicyHoldFacts {
  readonly totalMinor: number;
  readonly createdAt: Date;
  /** The same customer ordered the same a moment ago. */
  readonly looksLikeAnother: boolean;
  readonly now: Date;
}

export interface PolicyHoldRules {
  readonly valueAboveMinor: number | null;
  readonly fraudWindowMinutes: number | null;
}

/** Why an order waits by the merchant's policy. */
export interface PolicyHold {
  readonly reason: HoldReason;
  /** When it goes on by itself; null when a person has to say so. */
  readonly until: Date | null;
}

const MINUTE_MS = 60_000;

/** What the policy says of an order that no other rule holds: what needs a person comes before what passes by itself. */
export function policyHold(facts: PolicyHoldFacts, rules: PolicyHoldRules): PolicyHold | null {
  if (rules.valueAboveMinor !== null && facts.totalMinor > rules.valueAboveMinor)
    return { reason: 'VALUE_ABOVE', until: null };
  if (facts.looksLikeAnother) return { reason: 'DUPLICATE_SUSPECTED', until: null };
  if (rules.fraudWindowMinutes === null) return null;
  const until = new Date(facts.createdAt.getTime() + rules.fraudWindowMinutes * MINUTE_MS);
  return until > facts.now ? { reason: 'FRAUD_WINDOW', until } : null;
}

/** Holds that neither a payment nor a corrected address resolves. */
export const isPolicyHold = (reason: string | null): boolean =>
  reason === 'VALUE_ABOVE' || reason === 'DUPLICATE_SUSPECTED' || reason === 'FRAUD_WINDOW';
