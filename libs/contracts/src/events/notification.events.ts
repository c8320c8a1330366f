import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import { Id, OneOf, Text, Time } from './fields.js';

/** Who is told. */
export const audiences = ['customer', 'supplier', 'operator'] as const;
export type Audience = (typeof audiences)[number];

/** Emitted when the mail server took a message. Carries no address: who was told is `audience` of the order. */
@Event({ type: 'notification.sent', version: 1, topic: topics.notifications })
export class NotificationSent {
  @Id() notificationId!: string;
  @Id() orderId!: string;
  @OneOf(audiences) audience!: Audience;
  @OneOf(['email']) channel!: string;
  /** For instance `order-shipped`. */
  @Text(50) template!: string;
  @Text(35) language!: string;
  /** One message per reason: the same key never leads to a second message. */
  @Text(300) dedupeKey!: string;
  @Time() sentAt!: string;
}

/** Emitted when a message was given up: the mail server refused it for good. */
@Event({ type: 'notification.failed', version: 1, topic: topics.notifications })
export class NotificationFailed {
  @Id() notificationId!: string;
  @Id() orderId!: string;
  @OneOf(audiences) audience!: Audience;
  @OneOf(['email']) channel!: string;
  @Text(50) template!: string;
  @Text(300) dedupeKey!: string;
  @Text(100) reasonCode!: string;
}
