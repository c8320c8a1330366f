import { IsInt, IsNumber, IsOptional, IsString, IsUrl, Length, Matches, Max, Min } from 'class-validator';
import { ServiceConfig } from '#platform';

/** The environment of after-sales. */
export class AfterSalesConfig extends ServiceConfig {
  /** The store's endpoint for refunds. Without it a person makes them and confirms them. */
  @IsOptional() @IsUrl({ require_tld: false, protocols: ['http', 'https'] }) STORE_REFUND_URL?: string;

  /** Standard Webhooks secret that requests for refunds are signed with. */
  @IsOptional() @IsString() @Matches(/^(whsec_)?[A-Za-z0-9+/=_-]+$/) STORE_REFUND_SECRET?: string;

  /** How long the store may take to answer. */
  @IsInt() @Min(100) @Max(60_000) REFUND_TIMEOUT_MS = 10_000;

  /** First pause before a store that did not answer is asked again; doubled up to an hour. */
  @IsInt() @Min(10) @Max(3_600_000) REFUND_RETRY_FIRST_MS = 2_000;

  /** How long a store whose breaker is open is left alone. */
  @IsInt() @Min(10) @Max(3_600_000) BREAKER_RESET_MS = 10_000;

  /** After so many hours without an answer or a credit note a supplier is reminded, and each time again. */
  @IsInt() @Min(1) @Max(8_760) CLAIM_REMIND_HOURS = 72;

  /** Folder of photos. All processes of the service share it. */
  @IsString() @Length(1, 4_096) PHOTO_DIR = '.kervan/photos';

  /** A customer is asked so long after a delivery, a solution or a return: when the goods have been used. */
  @IsNumber() @Min(0) @Max(8_760) SURVEY_DELAY_HOURS = 48;

  /** Nobody is asked again sooner, whatever happened meanwhile. */
  @IsInt() @Min(0) @Max(3_650) SURVEY_DISTANCE_DAYS = 14;

  /** A survey that nobody answers ends. */
  @IsInt() @Min(1) @Max(3_650) SURVEY_EXPIRY_DAYS = 30;

  /** So long after the first answer another one takes its place. */
  @IsInt() @Min(0) @Max(8_760) SURVEY_CHANGE_HOURS = 72;

  /** Wrong tokens from one address in a minute; then it has to wait. Nobody mistypes an address this often. */
  @IsInt() @Min(1) @Max(10_000) TOKEN_FAILURES_PER_MINUTE = 20;

  /** How long the answer to an Idempotency-Key is remembered. */
  @IsInt() @Min(1) @Max(8_760) IDEMPOTENCY_KEEP_HOURS = 72;

  /** How long what was written about a complaint is kept once it is solved, days: as long as claims come. */
  @IsInt() @Min(30) @Max(3_650) CONVERSATIONS_KEPT_DAYS = 1_095;

  /** How long photos are kept once their claim ended, days: a supplier's year to come back to it. */
  @IsInt() @Min(30) @Max(3_650) PHOTOS_KEPT_DAYS = 365;
}
