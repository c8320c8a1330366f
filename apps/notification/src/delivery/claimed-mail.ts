import type { Audience } from '#contracts';
import type { Cause } from '#messaging';
import type { MessageFacts, Template } from '../notifications/domain/message.js';
import type { SuppressionReason } from '../suppressions/domain/suppression.js';
import type { MessageTexts } from '../mail/mail.service.js';
import type { NotificationRules } from '../rules/domain/notification-rules.js';

/** A message whose turn it is. */
export interface ClaimedMail {
  readonly id: string;
  readonly merchant_id: string;
  readonly order_id: string;
  readonly audience: Audience;
  readonly template: Template;
  readonly language: 'tr' | 'en';
  readonly recipient: string;
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
  /** The merchant's rules that are active now; null: the default ones. */
  readonly rules: NotificationRules | null;
  readonly rules_version: number | null;
  /** Why its recipient is not written to, as far as this merchant is concerned. */
  readonly suppressed_by: readonly SuppressionReason[];
  /** The merchant's own words for it that are active now; null: the built-in ones. */
  readonly texts: MessageTexts | null;
  readonly created_at: Date;
  readonly cause: Cause;
}
