import type { Channel } from '#contracts';
import type { FailureKind } from '../domain/classify-failure.js';
import type { Template } from '../../notifications/domain/message.js';

/** What became of one attempt. `providerId`: what the partner calls the message. */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly providerId?: string }
  | {
      readonly kind: FailureKind;
      readonly detail: string;
      /** How long the partner wants to be left alone, milliseconds; absent: it did not say. */
      readonly retryAfterMs?: number;
    };

/** What is known of a message whose attempt has no result. `unasked`: there is nobody to ask. */
export type KnownStatus = 'accepted' | 'not_accepted' | 'unavailable' | 'unasked';

/** A message in words, with its envelope. */
export interface OutgoingMessage {
  readonly messageId: string;
  /** An address for mail, a number in E.164, or the order whose customer's devices are meant. */
  readonly to: string;
  /** Whose customer, supplier or order it is about. */
  readonly merchantId: string;
  readonly template: Template;
  readonly language: string;
  readonly senderName: string;
  readonly orderNumber: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** What it leads to; null: nothing. */
  readonly link: string | null;
  /** More than service: the recipient can end it with one click. */
  readonly canBeEnded: boolean;
}

/** An attempt whose outcome nobody wrote down. */
export interface UnresolvedAttempt {
  readonly messageId: string;
  readonly to: string;
  /** When the last attempt was begun. */
  readonly attemptedAt: Date;
  /** How far the partner said that it came; null: it said nothing. */
  readonly reported: string | null;
  /** What was sent. */
  readonly payload: string;
}

/**
 * One way to reach people. The attempt is on record before {@link send}; what it does not know afterwards is asked
 * about before it is sent again.
 */
export interface ChannelPort {
  readonly channel: Channel;
  /** Whether this installation has it. */
  readonly configured: boolean;
  /** Messages to take now: none while the partner is left alone, one to see whether it is back. */
  capacity(most: number): number;
  /** What will be said, for the record. */
  payloadOf(message: OutgoingMessage): string;
  send(message: OutgoingMessage): Promise<SendOutcome>;
  ask(attempt: UnresolvedAttempt): Promise<KnownStatus>;
}
