/** A notification as it is answered. */
export interface NotificationResponseDto {
  readonly id: string;
  readonly merchantId: string;
  /** Null: it is about none. */
  readonly orderId: string | null;
  readonly audience: string;
  readonly channel: string;
  readonly template: string;
  readonly language: string;
  readonly status: string;
  /** `NO_RECIPIENT`, `STORY_MOVED_ON`, `RULE_OFF`, `CAP_REACHED`, `DELAYED`, `OUTSIDE_HOURS`,
   * `IN_DIGEST`, `NEWS_COMES`, `NOT_NAMED`, `BOUNCED`, `COMPLAINED`, `UNSUBSCRIBED`, or why it failed or waits; null when all is well. */
  readonly statusReason: string | null;
  /** Masked. */
  readonly recipient: string | null;
  readonly createdAt: string;
  readonly sentAt: string | null;
  /** Times that it was handed to the mail server. */
  readonly attempts: number;
  /** Sent by the merchant to itself, to read its own texts. */
  readonly test: boolean;
  /** The message that tells it together with others; null: it is told by itself. */
  readonly digestId: string | null;
  /** When it is first meant to leave. */
  readonly notBefore: string;
  /** Of the merchant's rules by which it was decided; null: the default ones, or not decided yet. */
  readonly rulesVersion: number | null;
  readonly dedupeKey: string;
}
