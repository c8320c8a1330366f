import { IsInt, IsString, Length, Max, Min } from 'class-validator';
import { ServiceConfig } from '#platform';

/** The environment of order. */
export class OrderConfig extends ServiceConfig {
  /** Orders routed at the same time by one process. Each holds a connection while it decides: keep below the pool. */
  @IsInt() @Min(1) @Max(50) ROUTING_LANES = 4;

  /** How often orders without a supplier are compared with stock that came in since. */
  @IsInt() @Min(1) @Max(3_600) RETRY_UNROUTABLE_SECONDS = 3;

  /** How long an idempotency key is remembered: longer than any client retries. */
  @IsInt() @Min(1) @Max(8_760) IDEMPOTENCY_KEEP_HOURS = 72;

  /** How often what after-sales told becomes figures: each time is a snapshot that is kept for good. */
  @IsInt() @Min(1) @Max(86_400) EXPERIENCE_SECONDS = 60;
  /** How long an order that ended says whose it was, by days since its last change: as long as claims come. */
  @IsInt() @Min(30) @Max(3_650) CUSTOMER_DATA_KEPT_DAYS = 1_095;

  /** How long messages of stores are kept as they came, days: as long as somebody looks into what a store sent. */
  @IsInt() @Min(1) @Max(3_650) STORE_MESSAGES_KEPT_DAYS = 30;

  /** After so long a service that has not answered a request about a customer is asked again. */
  @IsInt() @Min(1) @Max(86_400) CUSTOMER_ASK_AGAIN_SECONDS = 60;

  /** Folder of exports. All processes of the service share it. */
  @IsString() @Length(1, 4_096) EXPORT_DIR = '.kervan/exports';

  /** How long an export can be downloaded. */
  @IsInt() @Min(1) @Max(8_760) EXPORT_KEPT_HOURS = 72;

  /** Wrong tokens from one address in a minute; then it has to wait. Nobody mistypes an address this often. */
  @IsInt() @Min(1) @Max(10_000) TOKEN_FAILURES_PER_MINUTE = 20;
}
