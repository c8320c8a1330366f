import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import { Id, Nested, OneOf, Time } from './fields.js';
import { PostalAddress } from './order.events.js';

/** What made somebody ask for the end of an order. */
export const cancellationOrigins = ['customer', 'withdrawal'] as const;
export type CancellationOrigin = (typeof cancellationOrigins)[number];

/**
 * Emitted when a customer asks to cancel what has not left, or has withdrawn from all of it. Nothing is decided:
 * `order` answers by `order.cancellation-requested`, `order.cancelled` or `order.cancellation-refused`.
 */
@Event({ type: 'cancellation.requested', version: 1, topic: topics.afterSales })
export class CancellationRequested {
  @Id() requestId!: string;
  @Id() orderId!: string;
  @OneOf(cancellationOrigins) origin!: CancellationOrigin;
  @Time() requestedAt!: string;
}

/**
 * Emitted when a customer wants the order at another address. Nothing is decided: `order` answers by
 * `order.address-change-requested`, `order.address-changed` or `order.address-change-refused`, under the same id.
 * Carries personal data.
 */
@Event({ type: 'address-change.requested', version: 1, topic: topics.afterSales })
export class AddressChangeRequested {
  /** Becomes the id of the change. */
  @Id() requestId!: string;
  @Id() orderId!: string;
  @Nested(() => PostalAddress) shippingAddress!: PostalAddress;
  @Time() requestedAt!: string;
}
