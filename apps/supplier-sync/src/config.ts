import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { ServiceConfig } from '#platform';

/** Settings of supplier-sync. */
export class SupplierSyncConfig extends ServiceConfig {
  /** How long a supplier may take to answer a purchase order, unless its own terms say otherwise. */
  @IsInt() @Min(1) @Max(2_592_000) ACKNOWLEDGE_SECONDS: number = 3600;
  /** How long a supplier may take to say whether it can ship to another address; parcels leave within days. */
  @IsInt() @Min(1) @Max(2_592_000) ADDRESS_ANSWER_SECONDS: number = 86_400;
  /** Pause between two looks for purchase orders whose time is over. */
  @IsInt() @Min(10) @Max(60_000) EXPIRY_POLL_MS: number = 1000;
  /** Pause between two looks for webhooks that are due; what a new purchase order waits at most. */
  @IsInt() @Min(10) @Max(60_000) DELIVERY_POLL_MS: number = 250;
  /** How long a supplier's endpoint may take. Standard Webhooks recommends 15 to 30 s. */
  @IsInt() @Min(50) @Max(60_000) DELIVERY_TIMEOUT_MS: number = 15_000;
  /** Pause before the first repetition; doubles each time, with jitter. */
  @IsInt() @Min(10) @Max(60_000) DELIVERY_BACKOFF_MS: number = 1000;
  /** Longest pause between repetitions: a recovered supplier hears of its orders within five minutes. */
  @IsInt() @Min(10) @Max(86_400_000) DELIVERY_BACKOFF_MAX_MS: number = 300_000;
  /** Refusals (4xx) after which a person has to look; outages are repeated while the purchase order is open. */
  @IsInt() @Min(1) @Max(100) DELIVERY_REFUSALS_MAX: number = 5;
  /** How long an endpoint's breaker stays open before it lets one call try. */
  @IsInt() @Min(10) @Max(3_600_000) BREAKER_RESET_MS: number = 30_000;
  /** How old the stock of a supplier's newest feed may become, unless its own terms say. Absent: only those are waited for. */
  @IsOptional() @IsInt() @Min(60) @Max(31_536_000) FEED_WITHIN_SECONDS?: number;
  /** An offer that only got older is told again after this, so that its age stays true downstream. */
  @IsInt() @Min(1) @Max(86_400) OFFER_REFRESH_SECONDS: number = 3600;
}
