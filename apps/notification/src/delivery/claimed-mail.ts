import type { Audience, Channel } from '#contracts';
import type { Cause } from '#messaging';
import type { MessageFacts, Template } from '../notifications/domain/message.js';
import type { SuppressionReason } from '../suppressions/domain/suppression.js';
import type { MessageTexts } from '../mail/mail.service.js';
import type { NotificationRules, OrderFacts } from '../rules/domain/notification-rules.js';

/** A message whose turn it is. */
export interface ClaimedMail {
  readonly id: string;
  readonly merchant_id: string;
  /** Null: it is about none. */
  readonly order_id: string | null;
  readonly subject_id: string;
  readonly audience: Audience;
  readonly template: Template;
  readonly language: 'tr' | 'en';
  /** Its address for mail; null: there is none. */
  readonly recipient: string | null;
  /** Its number in E.164; null: there is none. */
  readonly phone: string | null;
  /** By which it was sent last, or will be. */
  readonly channel: Channel;
  /** Channels that could not bring it. */
  readonly tried: readonly Channel[];
  /** Channels that the number's owner allowed this merchant, and those that were declined. */
  readonly consented: readonly Channel[];
  readonly declined: readonly Channel[];
  /** Its owner wrote STOP. */
  readonly phone_stopped: boolean;
  /** Browsers that were allowed to show messages about the order. */
  readonly devices: number;
  /** What the partner said about the last attempt. */
  readonly provider_status: string | null;
  readonly attempted_at: Date | null;
  /** What rules may ask about the order; null: it is not known (any more). */
  readonly order_facts: OrderFacts | null;
  readonly dedupe_key: string;
  readonly facts: MessageFacts;
  readonly message_id: string;
  readonly attempts: number;
  readonly status_reason: string | null;
  /** The last attempt has no known result. */
  readonly unresolved: boolean;
  /** Older than anybody wants to hear. */
  readonly too_old: boolean;
  /** What was told about the same subject. */
  readonly told: readonly string[];
  /** Messages that the customer got or may have got about this order, obligatory ones not counted. */
  readonly told_of_order: number;
  /** When a word that there is nothing new is planned; null: none is. */
  readonly silence_ends_at: Date | null;
  /** The digest of the order is due. */
  readonly news_leaves: boolean;
  /** The merchant's rules that are active now; null: the default ones. */
  readonly rules: NotificationRules | null;
  readonly rules_version: number | null;
  /** Why its recipient is not written to, as far as this merchant is concerned. */
  readonly suppressed_by: readonly SuppressionReason[];
  /** The merchant's own words for it that are active now; null: the built-in ones. */
  readonly texts: MessageTexts | null;
  /** The merchant's texts that it is a test of, for the merchant itself; null: it is none. */
  readonly test_texts: MessageTexts | null;
  /** Both by the database's clock: processes disagree about what time it is. */
  readonly created_at: Date;
  readonly claimed_at: Date;
  readonly cause: Cause;
}

/** A message to the customer of an order. */
export type CustomerMail = ClaimedMail & { readonly order_id: string };

export const isToCustomer = (mail: ClaimedMail): mail is CustomerMail =>
  mail.audience === 'customer' && mail.order_id !== null;
