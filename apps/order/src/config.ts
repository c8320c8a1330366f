import { IsInt, Max, Min } from 'class-validator';
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
}
