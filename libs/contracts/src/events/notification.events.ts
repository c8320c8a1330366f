import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import { Id, Nullable, OneOf, Text, Time } from './fields.js';

/** Who is told. `merchant`: the people whom the shop named for it. */
export const audiences = ['customer', 'supplier', 'merchant', 'operator'] as const;
export type Audience = (typeof audiences)[number];

/** How somebody is told. */
export const channels = ['email', 'sms', 'whatsapp', 'push'] as const;
export type Channel = (typeof channels)[number];

/** Emitted when a channel's server took a message; again when that channel could not bring it and another took it. Carries no address: who was told is `audience` of the order. What is about no order has what it is about as its key. */
@Event({ type: 'notification.sent', version: 1, topic: topics.notifications })
export class NotificationSent {
  @Id() notificationId!: string;
  /** Of a mail that tells the shop of several, the first; null: it is about none. */
  @Nullable() @Id() orderId!: string | null;
  @OneOf(audiences) audience!: Audience;
  @OneOf(channels) channel!: Channel;
  /** For instance `order-shipped`. */
  @Text(50) template!: string;
  @Text(35) language!: string;
  /** One message per reason: the same key never leads to a second message. */
  @Text(300) dedupeKey!: string;
  @Time() sentAt!: string;
}

/** Emitted when a message was given up: no channel that it may go by would take it. */
@Event({ type: 'notification.failed', version: 1, topic: topics.notifications })
export class NotificationFailed {
  @Id() notificationId!: string;
  /** Of a mail that tells the shop of several, the first; null: it is about none. */
  @Nullable() @Id() orderId!: string | null;
  @OneOf(audiences) audience!: Audience;
  @OneOf(channels) channel!: Channel;
  @Text(50) template!: string;
  @Text(300) dedupeKey!: string;
  @Text(100) reasonCode!: string;
}
