import { ArrayNotEmpty } from 'class-validator';
import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import { Currency, Id, ListOf, MinorUnits, Nested, Nullable, PositiveQuantity, Text, Time } from './fields.js';

export class ExchangeLine {
  @Id() orderLineId!: string;
  @Text(200) sku!: string;
  @Text(500) title!: string;
  @PositiveQuantity() quantity!: number;
  @MinorUnits() unitPriceMinor!: number;
}

/**
 * Emitted once per exchange: asks `order` to place the order `exchangeOrderId` to the address of `orderId`, routed
 * like any other. What the customer has paid already is `creditMinor`; more than that is `dueMinor`, less than
 * that is refunded (`refund.requested`).
 */
@Event({ type: 'exchange.requested', version: 1, topic: topics.afterSales })
export class ExchangeRequested {
  @Id() returnId!: string;
  @Id() orderId!: string;
  @Id() exchangeOrderId!: string;
  /** The new order's number, derived from the return's. */
  @Text(200) externalId!: string;
  @Currency() currency!: string;
  @ListOf(() => ExchangeLine) @ArrayNotEmpty() lines!: ExchangeLine[];
  @MinorUnits() creditMinor!: number;
  @MinorUnits() dueMinor!: number;
}

export class RefundedLine {
  @Id() orderLineId!: string;
  @PositiveQuantity() quantity!: number;
  @MinorUnits() amountMinor!: number;
}

/** What a refund is made of. The amount is the sum of lines + shipping − deduction. */
export class RefundSum {
  @Currency() currency!: string;
  @MinorUnits() amountMinor!: number;
  @ListOf(() => RefundedLine) lines!: RefundedLine[];
  /** Standard outbound shipping, given back where the law says so. */
  @MinorUnits() shippingMinor!: number;
  /** For lost value of goods that came back used or damaged, and the way back where the customer pays a label. */
  @MinorUnits() deductionMinor!: number;
}

/** Emitted when a refund was decided; the store is asked for it next, exactly once. */
@Event({ type: 'refund.requested', version: 1, topic: topics.afterSales })
export class RefundRequested {
  @Id() refundId!: string;
  @Id() orderId!: string;
  /** What it is for: one of the three, or none (goodwill). */
  @Nullable() @Id() returnId!: string | null;
  @Nullable() @Id() claimId!: string | null;
  @Nullable() @Id() complaintId!: string | null;
  @Nested(() => RefundSum) sum!: RefundSum;
  @Time() requestedAt!: string;
}

/** Emitted when the store has confirmed a refund. */
@Event({ type: 'refund.completed', version: 1, topic: topics.afterSales })
export class RefundCompleted {
  @Id() refundId!: string;
  @Id() orderId!: string;
  @Nullable() @Id() returnId!: string | null;
  /** The store's own id of the refund. */
  @Text(200) storeReference!: string;
  @Currency() currency!: string;
  @MinorUnits() amountMinor!: number;
  @Time() refundedAt!: string;
}

/** Emitted when the store refused a refund for good; a person has to look. */
@Event({ type: 'refund.failed', version: 1, topic: topics.afterSales })
export class RefundFailed {
  @Id() refundId!: string;
  @Id() orderId!: string;
  @Nullable() @Id() returnId!: string | null;
  @Text(100) reasonCode!: string;
}
